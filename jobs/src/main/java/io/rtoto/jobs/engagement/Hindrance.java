package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CartLine;
import io.rtoto.jobs.memory.Checkout;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Views.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What seems to have kept a customer from ordering what lies in the cart: a question without an
 * answer before all else, then what was met last on the way to the checkout, then that something in
 * the cart is sold out, then that prices were compared.
 */
final class Hindrance {
  /** Who is away for less looks for a card or a cup of tea. */
  private static final Duration LONG_ENOUGH_TO_COMPARE = Duration.ofMinutes(5);

  private Hindrance() {}

  /** The hindrance since then, by its name. */
  static String since(Instant since, CustomerMemory memory, Predicate<String> soldOut) {
    if (memory.conversations().open().stream()
        .anyMatch(question -> !question.asked().at().isBefore(since))) {
      return "unanswered-question";
    }
    return memory
        .checkout()
        .hindranceSince(since)
        .orElseGet(() -> asFarAsKnown(since, memory, soldOut));
  }

  /** Where nothing was told of it. */
  private static String asFarAsKnown(
      Instant since, CustomerMemory memory, Predicate<String> soldOut) {
    if (memory.cart().inCart().stream().map(CartLine::productId).anyMatch(soldOut)) {
      return Checkout.STOCK_OUT;
    }
    return comparesPrices(since, memory) ? "price-compare" : "unknown";
  }

  /** Whether the customer left and came back to look again at what lies in the cart. */
  private static boolean comparesPrices(Instant since, CustomerMemory memory) {
    List<Look> looks = memory.views().looks();
    return looks.stream()
        .filter(look -> !look.stamp().at().isBefore(since))
        .filter(look -> memory.cart().holds(look.productId()))
        .filter(
            look -> memory.activeMinutes().isAfterPause(look.stamp().at(), LONG_ENOUGH_TO_COMPARE))
        .anyMatch(
            look ->
                looks.stream()
                    .anyMatch(
                        earlier ->
                            earlier.productId().equals(look.productId())
                                && earlier.stamp().at().isBefore(look.stamp().at())));
  }
}
