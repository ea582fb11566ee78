package io.rtoto.jobs.memory;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.memory.OrderStatistics.Purchase;
import io.rtoto.jobs.memory.OrderStatistics.Spend;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What orders come to, as it was remembered before it told which were placed lately. Its name is as
 * long as that of {@link OrderStatistics}, whose place it takes in state that is written in tests.
 */
public record OrderReckonings(
    long placed,
    long cancelled,
    List<Spend> spends,
    @Nullable Instant first,
    @Nullable Activity last,
    List<Purchase> bought,
    PurchaseHistory history) {
  /** What it told of these. */
  public static OrderReckonings of(OrderStatistics orders) {
    return new OrderReckonings(
        orders.placed(),
        orders.cancelled(),
        orders.spends(),
        orders.first(),
        orders.last(),
        orders.bought(),
        orders.history());
  }
}
