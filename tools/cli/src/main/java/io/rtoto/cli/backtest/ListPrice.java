package io.rtoto.cli.backtest;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import java.util.Map;
import java.util.Optional;

/**
 * What the thing comes to that a decision is about: the cart, the order or the product of its
 * moment, at the prices that the events told. Nothing that an offer takes off is taken off.
 */
final class ListPrice {
  private static final String CURRENCY = "currency";

  /** A moment tells one of these: of a cart or an order, or of a product. */
  private static final String WORTH = "worthMinor";

  private static final String PRICE = "priceMinor";

  private ListPrice() {}

  /** Of that decision; empty where its moment is about nothing that has a price. */
  static Optional<Money> of(Decision decision) {
    Map<String, String> facts = decision.facts();
    String currency = facts.getOrDefault(CURRENCY, "");
    String minor = facts.getOrDefault(WORTH, facts.getOrDefault(PRICE, ""));
    return currency.isEmpty() || minor.isEmpty()
        ? Optional.empty()
        : Optional.of(new Money(Long.parseLong(minor), currency));
  }
}
