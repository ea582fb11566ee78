package io.rtoto.jobs.attrition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a shop sorts its customers by what they spend in a period. What {@code tiers.yaml} says was
 * checked when it was read.
 *
 * @param periodDays how long a period is; at least 1
 * @param currency whose amounts count, ISO 4217
 * @param tiers lowest first, each with a name of its own, and each beginning at more than the one
 *     before; the lowest begins at 0 and takes everybody
 */
public record TierScheme(int periodDays, String currency, List<Tier> tiers) {
  private static final int PERCENT = 100;

  /**
   * A class of customers.
   *
   * @param name such as {@code gold}
   * @param fromMinor the least that one has to spend in a period, in minor units
   */
  public record Tier(String name, long fromMinor) {}

  /**
   * The scheme in which each tier has its share of the customers, as they spend now. The thresholds
   * are fixed by it: a customer moves by what they do, not by what others do.
   *
   * @param names lowest tier first
   * @param sharesBelow which share of customers each tier but the lowest is to leave below it,
   *     ascending, between 0 and 1
   * @param spentMinor what each customer spent in one period, in minor units
   * @throws IllegalArgumentException when so many customers spend the same that a tier would be
   *     empty, or the shares do not fit the names, or two names are the same
   */
  public static TierScheme ofShares(
      int periodDays,
      String currency,
      List<String> names,
      List<Double> sharesBelow,
      Collection<Long> spentMinor) {
    if (names.isEmpty() || sharesBelow.size() != names.size() - 1 || spentMinor.isEmpty()) {
      throw new IllegalArgumentException(
          "There are "
              + names.size()
              + " tiers, "
              + sharesBelow.size()
              + " shares and "
              + spentMinor.size()
              + " customers; expected one share less than tiers, and customers.");
    }
    Set<String> different = new HashSet<>();
    for (String name : names) {
      if (!different.add(name)) {
        throw new IllegalArgumentException("Two tiers are called " + name + ".");
      }
    }
    List<Long> ascending = spentMinor.stream().sorted().toList();
    List<Tier> tiers = new ArrayList<>();
    tiers.add(new Tier(names.get(0), 0));
    for (int place = 1; place < names.size(); place++) {
      double share = sharesBelow.get(place - 1);
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "The share below "
                + names.get(place)
                + " is "
                + share
                + "; expected 0 to 1."
                + (share >= 1 && share < PERCENT ? " Maybe " + share / PERCENT + "." : ""));
      }
      long from = ascending.get((int) Math.floor(share * ascending.size()));
      Tier below = tiers.get(place - 1);
      if (from <= below.fromMinor()) {
        throw new IllegalArgumentException(
            "The tier %s begins at %d; expected more than %d, where %s begins."
                .formatted(names.get(place), from, below.fromMinor(), below.name()));
      }
      tiers.add(new Tier(names.get(place), from));
    }
    return new TierScheme(periodDays, currency, tiers);
  }

  /** Where the customer stands by the period that ends with that day. */
  public TierStanding standing(PurchaseHistory history, long day) {
    long spent = 0;
    int purchases = 0;
    for (PurchaseDay bought : history.days()) {
      if (bought.day() <= day - periodDays) {
        break; // the days come newest first, and all events of heavy buyers pay for each
      }
      if (bought.day() <= day) {
        spent += bought.spentIn(currency).orElse(0);
        purchases++;
      }
    }
    int rank = rankOf(spent);
    return new TierStanding(tiers.get(rank).name(), rank, spent, purchases);
  }

  /**
   * How the customer moved between the period that ends with that day and the one before; empty
   * when the tier is the same. A fall is the plain rule for attrition: people understand it at
   * once, and it says little of who will come back (see docs/attrition.md).
   */
  public Optional<TierMove> move(PurchaseHistory history, long day) {
    TierStanding before = standing(history, day - periodDays);
    TierStanding now = standing(history, day);
    return before.rank() == now.rank() ? Optional.empty() : Optional.of(new TierMove(before, now));
  }

  private int rankOf(long spentMinor) {
    int rank = 0;
    while (rank + 1 < tiers.size() && spentMinor >= tiers.get(rank + 1).fromMinor()) {
      rank++;
    }
    return rank;
  }
}
