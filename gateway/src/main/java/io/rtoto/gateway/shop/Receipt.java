package io.rtoto.gateway.shop;

import io.rtoto.schemas.Money;
import java.util.List;

/**
 * What an order costs. All amounts are in minor units of the currency.
 *
 * @param orderId the shop's number of it
 * @param lines what was bought
 * @param discount what the voucher takes off the goods
 * @param delivery what bringing it costs
 * @param total what is paid
 * @param currency ISO 4217
 */
record Receipt(
    String orderId, List<Line> lines, long discount, long delivery, long total, String currency) {
  private static final long DELIVERY = 500;
  private static final long FREE_FROM = 10_000;
  private static final long VOUCHER_PERCENT = 10;

  /** So many pieces of a product. */
  record Line(String productId, String category, Money price, int quantity) {
    long worth() {
      return price.minor() * quantity;
    }
  }

  /**
   * What these lines cost with those perks. The demo shop takes the page's word for the perks; a
   * shop with real goods asks its own records.
   *
   * @param lines at least one, all in one currency
   */
  static Receipt of(String orderId, List<Line> lines, Perks perks) {
    long goods = lines.stream().mapToLong(Line::worth).sum();
    long discount = perks.voucher() ? goods * VOUCHER_PERCENT / 100 : 0;
    long delivery = perks.freeDelivery() || goods >= FREE_FROM ? 0 : DELIVERY;
    return new Receipt(
        orderId,
        lines,
        discount,
        delivery,
        goods - discount + delivery,
        lines.get(0).price().currency());
  }

  /** What an offer that was taken gives. */
  record Perks(boolean freeDelivery, boolean voucher) {}
}
