package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.time.Turn;

/**
 * Somebody looks at a product, or puts it into the cart: what goes with it?
 *
 * @param view the look
 * @param visitor whose visit it is part of: the browser's key, or whatever names the customer least
 *     firmly, so that the visit goes on when they log in
 * @param intoCart whether the product was put into the cart rather than looked at
 */
public record ProductAsked(View view, String visitor, boolean intoCart) implements AboutArticle {
  /** Which product. */
  public String productId() {
    return view.product().productId();
  }

  /** What the customer is told where the catalogue does not have it. */
  ProductUnlisted unlisted() {
    return new ProductUnlisted(
        view.customerId(), view.leaf(), productId(), view.eventId(), view.messageId(), view.at());
  }

  @Override
  public String articleId() {
    return productId();
  }

  @Override
  public Turn turn() {
    return new Turn(view.at(), view.messageId(), view.eventId());
  }
}
