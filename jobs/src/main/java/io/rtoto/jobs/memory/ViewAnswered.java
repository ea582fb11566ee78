package io.rtoto.jobs.memory;

import java.util.List;

/**
 * What goes with a product that the customer looks at.
 *
 * @param view the look
 * @param companions products that go with it, best first; empty when there are none
 */
public record ViewAnswered(View view, List<String> companions) implements CustomerMessage {
  @Override
  public String customerId() {
    return view.customerId();
  }
}
