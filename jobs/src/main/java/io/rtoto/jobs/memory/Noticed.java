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
 */
public record Noticed(Map<String, Instant> since, List<UsedUp> usedUp) {
  static final Noticed NOTHING = new Noticed(Map.of(), List.of());

  private static final Newest<UsedUp> NEWEST =
      new Newest<>(
          RecentPurchases.MOST,
          Comparator.comparingInt(UsedUp::boughtOn).reversed().thenComparing(UsedUp::productId),
          UsedUp::productId);

  /** Puts a default where an older state lacks a field. */
  public Noticed {
    since = requireNonNullElse(since, Map.of());
    usedUp = requireNonNullElse(usedUp, List.of());
  }

  /**
   * What was bought of a product is used up.
   *
   * @param productId the product
   * @param boughtOn the day on which it was last bought, since the epoch, in UTC
   */
  public record UsedUp(String productId, int boughtOn) {}

  /** That this moment was noticed, since that was last done. */
  public static Noticed of(String moment, Instant since) {
    return new Noticed(Map.of(moment, since), List.of());
  }

  /** That it was noticed what is used up. */
  public static Noticed of(UsedUp usedUp) {
    return new Noticed(Map.of(), List.of(usedUp));
  }

  Noticed merge(Noticed other) {
    if (other.equals(NOTHING) || equals(NOTHING)) {
      return equals(NOTHING) ? other : this;
    }
    Map<String, Instant> latest = new TreeMap<>(since);
    other.since.forEach(
        (moment, at) ->
            latest.merge(moment, at, (one, two) -> one.compareTo(two) >= 0 ? one : two));
    return new Noticed(latest, NEWEST.of(usedUp, other.usedUp));
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
    return isDisplaced(supply)
        || usedUp.stream()
            .anyMatch(
                one ->
                    one.productId().equals(supply.productId())
                        && one.boughtOn() >= supply.boughtOn());
  }

  private boolean isDisplaced(UsedUp supply) {
    return usedUp.size() >= RecentPurchases.MOST
        && NEWEST.newestFirst().compare(usedUp.get(usedUp.size() - 1), supply) < 0;
  }
}
