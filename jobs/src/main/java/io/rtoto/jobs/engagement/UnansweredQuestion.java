package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Conversations.OpenQuestion;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.QuestionUnanswered;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer has asked, and nobody answers. It is due at once where the conversation ended with it.
 * Each question is noticed once, of each conversation that is remembered.
 *
 * @param memory what is remembered
 * @param question the question
 * @param patience after how long it counts as unanswered
 */
record UnansweredQuestion(CustomerMemory memory, OpenQuestion question, Duration patience)
    implements Absence {
  private static final String NAME = Moment.nameOf(QuestionUnanswered.class);

  static Optional<Absence> in(CustomerMemory memory, Duration patience) {
    return all(memory, patience).min(Comparator.comparing(Absence::deadline));
  }

  static Stream<Absence> all(CustomerMemory memory, Duration patience) {
    return memory.conversations().open().stream()
        .filter(question -> !isNoticed(question, memory.noticed()))
        .map(question -> new UnansweredQuestion(memory, question, patience));
  }

  /** State of before 2026-11-27 tells only of which question of any conversation it was last. */
  private static boolean isNoticed(OpenQuestion question, Noticed noticed) {
    return noticed.has(NAME, question.asked().at()) || noticed.has(noticing(question));
  }

  private static Noticed.Question noticing(OpenQuestion question) {
    return Noticed.Question.in(question.conversationId(), question.asked().at());
  }

  @Override
  public Remark noticed() {
    return Remark.noticed(cause().leaf(), Noticed.of(noticing(question)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(of(memory, question, deadline(), isLeft()));
  }

  /** That it waits until then. */
  static QuestionUnanswered of(
      CustomerMemory memory, OpenQuestion question, Instant until, boolean left) {
    Money worth = memory.cart().worth();
    return new QuestionUnanswered(
        question.channel(),
        Duration.between(question.asked().at(), until).toMinutes(),
        question.messages(),
        left,
        memory.cart().inCart().size(),
        memory.cart().items(),
        Facts.minor(worth),
        Facts.currency(worth));
  }

  private boolean isLeft() {
    Instant left = question.left();
    return left != null && left.isBefore(question.asked().at().plus(patience));
  }

  @Override
  public Instant deadline() {
    Instant left = question.left();
    return left != null && isLeft() ? left : question.asked().at().plus(patience);
  }

  @Override
  public Activity cause() {
    return question.asked();
  }
}
