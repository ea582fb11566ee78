package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CheckoutStepViewed;
import io.rtoto.schemas.events.CouponDenied;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.PaymentFailed;
import io.rtoto.schemas.events.ProductFoundSoldOut;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checkout that was begun last, and what was met last on the way to an order.
 *
 * @param started the checkout that was begun last; null before that
 * @param met of each kind of thing when it was met last, by its name: the hindrances {@link
 *     #COUPON_DENIED}, {@link #PAYMENT_ERROR}, {@link #STOCK_OUT} and {@link #SHIPPING_COST}, and
 *     any step of a checkout
 */
public record Checkout(@Nullable Activity started, Map<String, Stamp> met) {
  public static final String COUPON_DENIED = "coupon-denied";
  public static final String PAYMENT_ERROR = "payment-error";
  public static final String STOCK_OUT = "stock-out";
  public static final String SHIPPING_COST = "shipping-cost";

  static final Checkout NONE = new Checkout(null, Map.of());
  private static final String STEP = "step";

  /** Puts a default where an older state lacks a field. */
  public Checkout {
    met = requireNonNullElse(met, Map.of());
  }

  Checkout apply(CustomerEvent event, Stamp stamp, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Checkout otherwise(CustomerEvent other) {
            return Checkout.this;
          }

          @Override
          public Checkout checkoutStarted(CheckoutStarted start) {
            return merge(new Checkout(activity, Map.of()));
          }

          @Override
          public Checkout checkoutStepViewed(CheckoutStepViewed step) {
            boolean costs = step.shipping() != null && step.shipping().minor() > 0;
            return merge(
                new Checkout(
                    null, costs ? Map.of(STEP, stamp, SHIPPING_COST, stamp) : Map.of(STEP, stamp)));
          }

          @Override
          public Checkout couponDenied(CouponDenied denied) {
            return with(COUPON_DENIED, stamp);
          }

          @Override
          public Checkout paymentFailed(PaymentFailed failed) {
            return with(PAYMENT_ERROR, stamp);
          }

          @Override
          public Checkout productFoundSoldOut(ProductFoundSoldOut found) {
            return with(STOCK_OUT, stamp);
          }
        });
  }

  private Checkout with(String what, Stamp stamp) {
    return merge(new Checkout(null, Map.of(what, stamp)));
  }

  Checkout merge(Checkout other) {
    Map<String, Stamp> latest = met;
    if (!other.met.isEmpty()) {
      latest = new TreeMap<>(met);
      for (Map.Entry<String, Stamp> one : other.met.entrySet()) {
        latest.merge(one.getKey(), one.getValue(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    return new Checkout(Latest.of(started, other.started), latest);
  }

  /** The hindrance that was met last, if since then; empty when there was none. */
  public Optional<String> hindranceSince(Instant since) {
    Stamp step = met.get(STEP);
    return met.entrySet().stream()
        .filter(one -> !one.getKey().equals(STEP))
        .filter(one -> !one.getValue().at().isBefore(since))
        .filter(one -> !one.getKey().equals(SHIPPING_COST) || one.getValue().equals(step))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
