package io.rtoto.jobs.memory;

import java.util.List;
import java.util.Objects;

/**
 * What goes with a product that the customer looks at.
 *
 * @param view the look
 * @param candidates what may be recommended, best first; empty when there is nothing
 */
public record ViewAnswered(View view, List<Candidate> candidates) implements CustomerMessage {
  /** One that waited while the job was replaced by this version may tell none. */
  public ViewAnswered {
    candidates = Objects.requireNonNullElse(candidates, List.of());
  }

  @Override
  public String customerId() {
    return view.customerId();
  }
}
