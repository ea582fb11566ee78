package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Conversations.OpenQuestion;
import io.rtoto.jobs.memory.CustomerMemory;
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
 * Each question is noticed once; of two that wait in two conversations at once, the one that was
 * asked first may be passed over when the customer left with the other.
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
        .filter(question -> !memory.noticed().has(NAME, question.asked().at()))
        .map(question -> new UnansweredQuestion(memory, question, patience));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    Money worth = memory.cart().worth();
    return Optional.of(
        new QuestionUnanswered(
            question.channel(),
            Duration.between(question.asked().at(), deadline()).toMinutes(),
            question.messages(),
            isLeft(),
            memory.cart().inCart().size(),
            memory.cart().items(),
            Facts.minor(worth),
            Facts.currency(worth)));
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
