package io.rtoto.jobs.settings;

import io.rtoto.jobs.settings.reading.SettingsReader;
import java.io.Serializable;
import java.time.Duration;

/**
 * For how long what is awaited may fail to happen before it is noticed.
 *
 * @param cartIdleAfter after how long without activity a cart is abandoned
 * @param checkoutStalledAfter after how long without activity a checkout that was begun has stalled
 * @param questionUnansweredAfter after how long a customer's question counts as unanswered
 * @param sessionEndedAfter after how long without activity a visit is over; zero where nobody wants
 *     to know, which saves a wake-up for every visit
 */
public record Patience(
    Duration cartIdleAfter,
    Duration checkoutStalledAfter,
    Duration questionUnansweredAfter,
    Duration sessionEndedAfter)
    implements Serializable {

  /** The defaults. */
  public static Patience defaults() {
    return new Patience(
        Duration.ofMinutes(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30));
  }

  /**
   * For how long after what they did last a customer counts as on the page. Where nobody wants to
   * know when a visit is over, it is when a cart would count as abandoned.
   */
  public Duration visitLasts() {
    return sessionEndedAfter.isZero() ? cartIdleAfter : sessionEndedAfter;
  }

  static Patience read(SettingsReader reader) {
    Patience defaults = defaults();
    return new Patience(
        reader.duration("CART_IDLE_AFTER", defaults.cartIdleAfter),
        reader.duration("CHECKOUT_STALLED_AFTER", defaults.checkoutStalledAfter),
        reader.duration("QUESTION_UNANSWERED_AFTER", defaults.questionUnansweredAfter),
        reader.durationOrNever("SESSION_ENDED_AFTER", defaults.sessionEndedAfter));
  }
}
