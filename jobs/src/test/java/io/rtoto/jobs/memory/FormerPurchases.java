package io.rtoto.jobs.memory;

import java.util.List;

/**
 * What was bought, as it was remembered before the orders were. Its name is as long as that of
 * {@link RecentPurchases}, whose place it takes in state that is written in tests.
 */
public record FormerPurchases(List<Purchase> purchases) {
  /** Without the order. */
  public record Purchase(String productId, int day, int pieces) {}
}
