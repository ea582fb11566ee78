package io.rtoto.cli.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.shop.Industry.Holding;
import io.rtoto.cli.shop.Industry.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one thing that a customer holds, as the back end tells it: it is used or rests,
 * grows or shrinks, is suspended, given up or extended.
 */
final class Holder {
  private static final String CURRENCY = "USD";
  private static final int A_YEAR = 365;
  private static final long A_DAY = 24 * 3600;

  /** So many of a hundred are new customers of it: they begin while it is told. */
  private static final int BEGINNERS = 20;

  private final String userId;
  private final String language;
  private final Holding holding;
  private final String id;
  private final SplittableRandom random;
  private final List<ShopCall> calls = new ArrayList<>();
  private Instant now;
  private String status = "active";
  private long worth;
  private final Instant startsAt;
  private @Nullable Instant endsAt;
  private @Nullable Instant lastUsedAt;

  private Holder(
      Shopper shopper,
      Holding holding,
      String id,
      Instant first,
      boolean begins,
      SplittableRandom random) {
    this.userId = Objects.requireNonNull(shopper.userId());
    this.language = shopper.language();
    this.holding = holding;
    this.id = id;
    this.random = random;
    this.now = first;
    this.worth = any(holding.value());
    Range ahead = holding.startsInDays();
    this.startsAt =
        ahead != null
            ? first.plus(days(ahead))
            : begins ? first : first.minus(days(holding.heldDays()));
    Range ends = holding.endsInDays();
    this.endsAt = ends == null ? null : (ahead != null ? startsAt : first).plus(days(ends));
    Integer used = holding.usedDays();
    this.lastUsedAt =
        used == null || begins ? null : first.minus(Duration.ofDays(random.nextInt(used + 1)));
  }

  /**
   * The calls of the back end about it, in order of time; none where the customer does not hold it.
   *
   * @param id unique to it
   */
  static List<ShopCall> life(
      Shopper shopper,
      Holding holding,
      String id,
      Instant start,
      Instant end,
      SplittableRandom random) {
    if (shopper.userId() == null || random.nextInt(100) >= holding.percent()) {
      return List.of();
    }
    boolean begins = random.nextInt(100) < BEGINNERS;
    Instant first =
        begins
            ? between(start, end, random)
            : start.plusSeconds(random.nextInt((int) Math.min(A_DAY, secondsFrom(start, end))));
    Holder holder = new Holder(shopper, holding, id, first, begins, random);
    holder.tells();
    holder.meetsItsFate(end);
    return holder.calls;
  }

  private void meetsItsFate(Instant end) {
    int dice = random.nextInt(100);
    Integer used = holding.usedDays();
    if (used != null && dice < 20) {
      for (now = now.plus(Duration.ofDays(3));
          now.isBefore(end);
          now = now.plus(Duration.ofDays(3))) {
        lastUsedAt = now;
        tells();
      }
      return;
    }
    now = between(now, end, random);
    if (dice >= 95 && endsAt != null) {
      endsAt = endsAt.plus(Duration.ofDays(A_YEAR));
    } else if (dice >= 88) {
      status = dice < 92 ? "suspended" : "ended";
    } else if (dice >= 70) {
      worth = Math.max(1, worth * (20 + random.nextInt(60)) / 100);
    } else if (dice >= 45) {
      worth = worth * (130 + random.nextInt(120)) / 100;
    } else {
      return;
    }
    tells();
  }

  private void tells() {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("type", "track");
    call.put("event", "Agreement Changed");
    call.put("messageId", id + "-" + calls.size());
    call.put("userId", userId);
    call.put("timestamp", now.toString());
    ObjectNode told =
        call.putObject("properties")
            .put("agreement_id", id)
            .put("kind", holding.kind())
            .put("name", holding.names().get(language))
            .put("status", status)
            .put("value", worth)
            .put("currency", CURRENCY)
            .put("starts_at", startsAt.toString());
    if (endsAt != null) {
      told.put("ends_at", endsAt.toString());
    }
    if (lastUsedAt != null) {
      told.put("last_used_at", lastUsedAt.toString());
    }
    call.putObject("context").putObject("library").put("name", "rtoto-demo-back-end");
    calls.add(new ShopCall(now, call));
  }

  private Duration days(Range range) {
    return Duration.ofDays(any(range));
  }

  private int any(Range range) {
    return random.nextInt(range.from(), range.to() + 1);
  }

  private static Instant between(Instant from, Instant to, SplittableRandom random) {
    return from.plusSeconds(random.nextLong(secondsFrom(from, to))).truncatedTo(ChronoUnit.SECONDS);
  }

  private static long secondsFrom(Instant from, Instant to) {
    return Math.max(1, Duration.between(from, to).toSeconds());
  }
}
