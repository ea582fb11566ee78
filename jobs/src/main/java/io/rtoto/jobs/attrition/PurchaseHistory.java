package io.rtoto.jobs.attrition;

import io.rtoto.schemas.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * On which days a customer bought, and for how much: all that the models ask. Purchases of one day
 * are one, as in the literature.
 *
 * <p>Two histories merge exactly, in any order and any grouping, although the numbers that the
 * models take (how many repeat purchases, their mean) do not add up: whoever has bought under two
 * names has one first purchase, and may have bought under both on one day. That is why days are
 * kept, and not counts.
 *
 * <p>It remembers the {@value #MOST_DAYS} newest days and forgets older ones for good. Such a
 * customer counts as one whose first purchase is the oldest that is remembered: all numbers are
 * true of that shorter history, and a rate is that of late years. Nothing is mixed of both.
 *
 * <p>What is called off or paid back stays in here: what was bought was bought, and the models ask
 * when. What a customer is worth by it is told {@linkplain #less without}.
 *
 * @param days newest first, each once
 */
public record PurchaseHistory(List<PurchaseDay> days) {
  /** So many days are remembered. */
  public static final int MOST_DAYS = 128;

  /** Nothing was bought yet. */
  public static final PurchaseHistory NONE = new PurchaseHistory(List.of());

  static final double DAYS_OF_A_WEEK = 7;

  /** One purchase. */
  public static PurchaseHistory of(long day, @Nullable Money total) {
    return new PurchaseHistory(List.of(PurchaseDay.of(day, total)));
  }

  /** The day of that time, since the epoch, in UTC: that of all histories that are kept. */
  public static long dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
  }

  /** What both know: a commutative monoid with {@link #NONE}. */
  public PurchaseHistory merge(PurchaseHistory other) {
    if (other.days.isEmpty() || days.isEmpty()) {
      return days.isEmpty() ? other : this;
    }
    List<PurchaseDay> merged = new ArrayList<>(days.size() + other.days.size());
    int mine = 0;
    int theirs = 0;
    while (merged.size() < MOST_DAYS && (mine < days.size() || theirs < other.days.size())) {
      long my = mine < days.size() ? days.get(mine).day() : Long.MIN_VALUE;
      long their = theirs < other.days.size() ? other.days.get(theirs).day() : Long.MIN_VALUE;
      if (my == their) {
        merged.add(days.get(mine++).merge(other.days.get(theirs++)));
      } else {
        merged.add(my > their ? days.get(mine++) : other.days.get(theirs++));
      }
    }
    return new PurchaseHistory(merged);
  }

  /** The same, less so much of what was bought on that day: it stays a day on which one bought. */
  public PurchaseHistory less(long day, Money amount) {
    return new PurchaseHistory(
        days.stream().map(one -> one.day() == day ? one.less(amount) : one).toList());
  }

  /** The first day that is remembered; empty before the first purchase. */
  public OptionalLong first() {
    return days.isEmpty() ? OptionalLong.empty() : OptionalLong.of(days.get(days.size() - 1).day());
  }

  /** The day of the newest purchase; empty before the first one. */
  public OptionalLong last() {
    return days.isEmpty() ? OptionalLong.empty() : OptionalLong.of(days.get(0).day());
  }

  /** What was known at the end of that day. */
  public PurchaseHistory upTo(long day) {
    return new PurchaseHistory(days.stream().filter(bought -> bought.day() <= day).toList());
  }

  /** On how many days after that one the customer bought. */
  public int daysAfter(long day) {
    return (int) days.stream().filter(bought -> bought.day() > day).count();
  }

  /** What the models ask, at the end of that day; empty when nothing was bought until then. */
  public Optional<BuyingPattern> patternOn(long day) {
    PurchaseHistory known = upTo(day);
    if (known.days.isEmpty()) {
      return Optional.empty();
    }
    long first = known.first().getAsLong();
    return Optional.of(
        new BuyingPattern(
            known.days.size() - 1,
            (known.last().getAsLong() - first) / DAYS_OF_A_WEEK,
            (day - first) / DAYS_OF_A_WEEK));
  }

  /**
   * The first day at whose end P(alive) is below the threshold, if nothing is bought until then;
   * empty when that never happens, or nothing was bought yet. Each purchase moves it.
   *
   * @param threshold above 0 and below 1
   */
  public OptionalLong crossingDay(AttritionModel model, double threshold) {
    if (days.isEmpty()) {
      return OptionalLong.empty();
    }
    long first = first().getAsLong();
    BuyingPattern pattern = patternOn(last().getAsLong()).orElseThrow();
    OptionalDouble weeks = model.crossing(pattern, threshold);
    return weeks.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(first + (long) Math.ceil(weeks.getAsDouble() * DAYS_OF_A_WEEK));
  }

  /** On how many days after the first one it was told what was spent in that currency. */
  public int paidRepeats(String currency) {
    return (int) spentOnRepeats(currency).count();
  }

  /**
   * What a repeat purchase came to on average, in minor units; empty before the first in that
   * currency. The first purchase ever does not count: it is often unlike the others.
   */
  public OptionalDouble meanRepeatSpend(String currency) {
    return spentOnRepeats(currency).average();
  }

  /** The days between each purchase and the next one, oldest first. */
  public List<Long> gaps() {
    List<Long> gaps = new ArrayList<>();
    for (int newer = days.size() - 2; newer >= 0; newer--) {
      gaps.add(days.get(newer).day() - days.get(newer + 1).day());
    }
    return gaps;
  }

  private LongStream spentOnRepeats(String currency) {
    return days.stream()
        .limit(Math.max(0, days.size() - 1))
        .flatMapToLong(day -> day.spentIn(currency).stream());
  }
}
