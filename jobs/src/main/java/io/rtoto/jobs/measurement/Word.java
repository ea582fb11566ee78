package io.rtoto.jobs.measurement;

import java.time.Instant;

/** What is told of a customer, by the id that they went by. */
public sealed interface Word permits Word.Known, Word.Erased, Word.Moved {
  /** The id. */
  String customerId();

  /**
   * Something is known of them.
   *
   * @param customerId the id
   * @param fact what
   */
  public record Known(String customerId, Fact fact) implements Word {}

  /**
   * What was known of them up to then is forgotten.
   *
   * @param customerId the id
   * @param upTo the last time, by event time, of which anything is
   */
  public record Erased(String customerId, Instant upTo) implements Word {}

  /**
   * They are that customer from now on.
   *
   * @param customerId the id
   * @param to who they are: the same id where they are a customer by themselves
   */
  public record Moved(String customerId, String to) implements Word {}
}
