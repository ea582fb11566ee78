package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.View;

/**
 * What goes with the product that somebody looks at?
 *
 * @param view the look
 */
public record ProductQuestion(View view) {
  /** Which product. */
  public String productId() {
    return view.product().productId();
  }
}
