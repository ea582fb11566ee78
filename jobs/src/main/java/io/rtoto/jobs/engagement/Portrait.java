package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Affinities;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OrderStatistics;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import java.time.Instant;
import java.util.List;

/** The memory of a customer as it is published. */
final class Portrait {
  private static final int MOST_AFFINITIES = 10;

  private Portrait() {}

  /**
   * Of a customer of whom at least one event is remembered.
   *
   * @param awaited what becomes a moment unless something happens first, earliest first
   * @param now as of when tier, attrition, tags, score and affinities are told, unless something
   *     happened later
   */
  static CustomerSnapshot of(
      String customerId,
      CustomerMemory memory,
      List<Absence> awaited,
      Standards standards,
      Instant now) {
    Instant firstSeen = memory.firstSeenAt();
    Instant lastSeen = memory.lastSeenAt();
    if (firstSeen == null || lastSeen == null) {
      throw new IllegalArgumentException(
          "No event of customer " + customerId + " is remembered; expected at least one.");
    }
    Instant asOf = now.isAfter(lastSeen) ? now : lastSeen;
    OrderStatistics orders = memory.orders();
    Money spend = orders.spend();
    Activity lastOrder = orders.last();
    return new CustomerSnapshot(
        customerId,
        memory.identifiers(),
        memory.events(),
        orders.standing(),
        spend == null ? 0 : spend.minor(),
        spend == null ? null : spend.currency(),
        orders.first(),
        lastOrder == null ? null : lastOrder.at(),
        firstSeen,
        lastSeen,
        ToldTraits.Told.valueOf(memory.traits().language()),
        ToldTraits.Told.valueOf(memory.traits().timeZone()),
        standards.tier(orders.kept(), asOf),
        standards.attrition(orders.history(), spend == null ? null : spend.currency(), asOf),
        memory.tags().holdingAt(asOf).stream()
            .map(tag -> new CustomerSnapshot.Tag(tag.name(), tag.rule(), tag.since(), tag.until()))
            .toList(),
        standards.leadScore(memory.deeds(), asOf),
        memory.cart().inCart().stream()
            .map(
                line ->
                    new CustomerSnapshot.CartLine(line.productId(), line.quantity(), line.price()))
            .toList(),
        memory.wishlist().products(),
        affinities(memory.affinities(), asOf),
        awaited.stream()
            .map(absence -> new CustomerSnapshot.OpenTimer(absence.name(), absence.deadline()))
            .toList());
  }

  private static CustomerSnapshot.Affinities affinities(Affinities affinities, Instant asOf) {
    return new CustomerSnapshot.Affinities(
        affinities.toCategories(asOf).stream()
            .limit(MOST_AFFINITIES)
            .map(one -> new CustomerSnapshot.CategoryAffinity(one.name(), one.weight()))
            .toList(),
        affinities.toProducts(asOf).stream()
            .limit(MOST_AFFINITIES)
            .map(one -> new CustomerSnapshot.ProductAffinity(one.name(), one.weight()))
            .toList());
  }
}
