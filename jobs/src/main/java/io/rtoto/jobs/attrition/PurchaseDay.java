package io.rtoto.jobs.attrition;

import io.rtoto.schemas.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A day on which a customer bought, however often on that day.
 *
 * @param day since the epoch, in whichever zone the days of this history are counted
 * @param spent what was spent, one amount a currency, ordered by currency: of more than {@value
 *     #MOST_CURRENCIES} the first; empty when nobody told
 */
public record PurchaseDay(long day, List<Money> spent) {
  static final int MOST_CURRENCIES = 2;

  /** A day with one purchase. */
  public static PurchaseDay of(long day, @Nullable Money total) {
    return new PurchaseDay(day, total == null ? List.of() : List.of(total));
  }

  /** Minor units spent in that currency; empty when no amount in it was told. */
  public OptionalLong spentIn(String currency) {
    for (Money amount : spent) {
      if (amount.currency().equals(currency)) {
        return OptionalLong.of(amount.minor());
      }
    }
    return OptionalLong.empty();
  }

  /** The same day with so much less spent in that currency; with nothing where that is more. */
  PurchaseDay less(Money amount) {
    return new PurchaseDay(
        day,
        spent.stream()
            .map(
                one ->
                    one.currency().equals(amount.currency())
                        ? new Money(Math.max(0, one.minor() - amount.minor()), one.currency())
                        : one)
            .toList());
  }

  /** The same day with what both know of it. */
  PurchaseDay merge(PurchaseDay other) {
    if (other.spent.isEmpty() || spent.isEmpty()) {
      return spent.isEmpty() ? other : this;
    }
    Map<String, Long> byCurrency = new TreeMap<>();
    spent.forEach(amount -> byCurrency.put(amount.currency(), amount.minor()));
    other.spent.forEach(amount -> byCurrency.merge(amount.currency(), amount.minor(), Long::sum));
    List<Money> sums = new ArrayList<>(byCurrency.size());
    byCurrency.entrySet().stream()
        .limit(MOST_CURRENCIES)
        .forEach(one -> sums.add(new Money(one.getValue(), one.getKey())));
    return new PurchaseDay(day, sums);
  }
}
