package io.rtoto.jobs.attrition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a shop sorts its customers by what they spend in a period.
 *
 * @param periodDays how long a period is
 * @param currency whose amounts count, ISO 4217
 * @param tiers lowest first; the lowest takes everybody
 */
public record TierScheme(int periodDays, String currency, List<Tier> tiers) {

  /**
   * A class of customers.
   *
   * @param name such as {@code gold}
   * @param fromMinor the least that one has to spend in a period, in minor units
   */
  public record Tier(String name, long fromMinor) {}

  /**
   * A scheme.
   *
   * @throws IllegalArgumentException when it leaves open who belongs where
   */
  public TierScheme {
    if (periodDays < 1) {
      throw new IllegalArgumentException(
          "The period of the tiers is " + periodDays + " days; expected 1 or more.");
    }
    if (tiers.isEmpty() || tiers.get(0).fromMinor() > 0) {
      throw new IllegalArgumentException(
          "The lowest tier begins at "
              + (tiers.isEmpty() ? "nothing, for there is none" : tiers.get(0).fromMinor())
              + "; expected 0. Maybe a tier is missing for those who spend less.");
    }
    Set<String> names = new HashSet<>();
    for (int place = 0; place < tiers.size(); place++) {
      Tier tier = tiers.get(place);
      if (!names.add(tier.name())) {
        throw new IllegalArgumentException("Two tiers are called " + tier.name() + ".");
      }
      if (place > 0 && tier.fromMinor() <= tiers.get(place - 1).fromMinor()) {
        throw new IllegalArgumentException(
            "The tier "
                + tier.name()
                + " begins at "
                + tier.fromMinor()
                + "; expected more than "
                + tiers.get(place - 1).fromMinor()
                + ", where "
                + tiers.get(place - 1).name()
                + " begins.");
      }
    }
  }

  /**
   * The scheme in which each tier has its share of the customers, as they spend now. The thresholds
   * are fixed by it: a customer moves by what they do, not by what others do.
   *
   * @param names lowest tier first
   * @param sharesBelow which share of customers each tier but the lowest is to leave below it,
   *     ascending, between 0 and 1
   * @param spentMinor what each customer spent in one period, in minor units
   * @throws IllegalArgumentException when so many customers spend the same that a tier would be
   *     empty, or the shares do not fit the names
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
    List<Long> ascending = spentMinor.stream().sorted().toList();
    List<Tier> tiers = new ArrayList<>();
    tiers.add(new Tier(names.get(0), 0));
    for (int place = 1; place < names.size(); place++) {
      double share = sharesBelow.get(place - 1);
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "The share below " + names.get(place) + " is " + share + "; expected 0 to 1.");
      }
      int rank = (int) Math.floor(share * ascending.size());
      tiers.add(new Tier(names.get(place), ascending.get(rank)));
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
