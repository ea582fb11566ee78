package io.rtoto.cli.shop;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is true of one customer of the simulation, for a test to compare with.
 *
 * @param customer number of the customer
 * @param habit how they shop
 * @param userId the shop's id of them; null when they never log in
 * @param anonymousIds the ids of their devices
 * @param email their address; null when they never log in
 * @param visits how many visits
 * @param leftAt from when on they do not come back; null when they stay
 * @param abandonedCarts the carts that they walked away from
 */
public record Truth(
    int customer,
    String habit,
    @Nullable String userId,
    List<String> anonymousIds,
    @Nullable String email,
    int visits,
    @Nullable Instant leftAt,
    List<AbandonedCart> abandonedCarts) {

  /**
   * A cart that was left behind.
   *
   * @param knownAs the id that the last call carried
   * @param at the last call of the visit
   * @param products what was put into it in that visit
   */
  public record AbandonedCart(String knownAs, Instant at, List<String> products) {}

  static Truth of(Shopper shopper, List<Story> stories) {
    return new Truth(
        shopper.number(),
        shopper.habit().name().toLowerCase(Locale.ROOT),
        shopper.userId(),
        shopper.anonymousIds(),
        shopper.email(),
        stories.size(),
        shopper.leavesAt(),
        stories.stream()
            .map(Story::abandoned)
            .filter(Objects::nonNull)
            .map(cart -> new AbandonedCart(cart.knownAs(), cart.at(), cart.products()))
            .toList());
  }
}
