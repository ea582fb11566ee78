package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which absences were noticed already: each once, until the customer does again what was missed.
 *
 * @param since of each moment that was noticed, by its name, when that was last done since which it
 *     was noticed; at most one entry for each kind of moment
 * @param usedUp the products of which it was noticed that they are used up; of more than {@value
 *     RecentPurchases#MOST} those bought last, for older purchases are not remembered either
 * @param dated of each thing that has a date of its own, the latest that was noticed; of more than
 *     {@value #MOST_DATED_OF_A_KIND} of a kind the latest, of more than {@value #MOST_DATED} in all
 *     the latest of each kind first
 * @param questions of each conversation the latest question that was noticed; of more than {@value
 *     Conversations#MOST_TALKS} conversations the latest
 */
public record Noticed(
    Map<String, Instant> since, List<UsedUp> usedUp, List<Dated> dated, List<Question> questions) {
  static final Noticed NOTHING = new Noticed(Map.of(), List.of(), List.of(), List.of());

  /** For three reasons each: it begins, it ends, it lies unused. */
  static final int MOST_DATED = 3 * Agreements.MOST;

  static final int MOST_DATED_OF_A_KIND = 3 * Agreements.MOST_OF_A_KIND;

  private static final Newest<UsedUp> NEWEST =
      new Newest<>(
          RecentPurchases.ROOM,
          Comparator.comparingInt(UsedUp::boughtOn).reversed().thenComparing(UsedUp::productId),
          UsedUp::productId,
          usedUp -> Room.bytes(usedUp.productId()));

  private static final Shares<Dated> LATEST =
      new Shares<>(
          MOST_DATED_OF_A_KIND,
          MOST_DATED,
          0,
          Comparator.comparing(Dated::date)
              .reversed()
              .thenComparing(Dated::what)
              .thenComparing(Dated::kind),
          one -> List.of(one.what(), one.kind()),
          Noticed::kind,
          dated -> 0);

  private static final Newest<Question> LATEST_QUESTIONS =
      new Newest<>(
          Conversations.MOST_TALKS,
          Comparator.comparing(Question::asked).reversed().thenComparing(Question::conversation),
          Question::conversation);

  /**
   * Of state of before kinds were kept each is a kind of its own, or they would share one's place.
   */
  private static Object kind(Dated one) {
    return one.kind() == 0 ? one.what() : one.kind();
  }

  /** Puts a default where an older state lacks a field. */
  public Noticed {
    since = requireNonNullElse(since, Map.of());
    usedUp = requireNonNullElse(usedUp, List.of());
    dated = requireNonNullElse(dated, List.of());
    questions = requireNonNullElse(questions, List.of());
  }

  /**
   * What was bought of a product is used up.
   *
   * @param productId the product
   * @param boughtOn the day on which it was last bought, since the epoch, in UTC
   */
  public record UsedUp(String productId, int boughtOn) {}

  /**
   * Something that has a date: it begins, ends or was last used then.
   *
   * @param what a number for it, and for what is said of it
   * @param date the date
   * @param kind a number for what it is; 0 in state of before that was kept
   */
  public record Dated(long what, Instant date, int kind) {}

  /**
   * A question that nobody answered.
   *
   * @param conversation a number for the conversation
   * @param asked when
   */
  public record Question(int conversation, Instant asked) {
    /** One of the conversation with that id. */
    public static Question in(String conversationId, Instant asked) {
      return new Question(conversationId.hashCode(), asked);
    }
  }

  /** That this moment was noticed, since that was last done. */
  public static Noticed of(String moment, Instant since) {
    return new Noticed(Map.of(moment, since), List.of(), List.of(), List.of());
  }

  /** That it was noticed what is used up. */
  public static Noticed of(UsedUp usedUp) {
    return new Noticed(Map.of(), List.of(usedUp), List.of(), List.of());
  }

  /** That it was noticed of that date. */
  public static Noticed of(Dated dated) {
    return new Noticed(Map.of(), List.of(), List.of(dated), List.of());
  }

  /** That this question was noticed. */
  public static Noticed of(Question question) {
    return new Noticed(Map.of(), List.of(), List.of(), List.of(question));
  }

  Noticed merge(Noticed other) {
    if (other.equals(NOTHING) || equals(NOTHING)) {
      return equals(NOTHING) ? other : this;
    }
    Map<String, Instant> latest = new TreeMap<>(since);
    other.since.forEach(
        (moment, at) ->
            latest.merge(moment, at, (one, two) -> one.compareTo(two) >= 0 ? one : two));
    return new Noticed(
        latest,
        NEWEST.of(usedUp, other.usedUp),
        LATEST.of(dated, other.dated),
        LATEST_QUESTIONS.of(questions, other.questions));
  }

  /** Whether this moment was noticed already since what was done then, or later. */
  public boolean has(String moment, Instant done) {
    Instant last = since.get(moment);
    return last != null && !done.isAfter(last);
  }

  /**
   * Whether it was noticed already that this is used up, or what was bought later; also where there
   * is no room to remember it beside so much that was bought later. Else it would be due for ever
   * where what was bought later has left with its identifier.
   */
  public boolean has(UsedUp supply) {
    return NEWEST.displaces(usedUp, supply)
        || usedUp.stream()
            .anyMatch(
                one ->
                    one.productId().equals(supply.productId())
                        && one.boughtOn() >= supply.boughtOn());
  }

  /**
   * Whether it was noticed already of that date, or a later one; also where there is no room to
   * remember it beside so many later ones, or it would be due for ever.
   */
  public boolean has(Dated due) {
    return LATEST.displaces(dated, due)
        || dated.stream()
            .anyMatch(one -> one.what() == due.what() && !one.date().isBefore(due.date()));
  }

  /**
   * Whether it was noticed already that nobody answered this question, or a later one of the same
   * conversation; also where there is no room to remember it beside later ones of so many others.
   */
  public boolean has(Question question) {
    return LATEST_QUESTIONS.displaces(questions, question)
        || questions.stream()
            .anyMatch(
                one ->
                    one.conversation() == question.conversation()
                        && !one.asked().isBefore(question.asked()));
  }
}
