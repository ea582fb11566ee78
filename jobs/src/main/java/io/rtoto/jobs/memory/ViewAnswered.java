package io.rtoto.jobs.memory;

import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import java.util.List;
import java.util.Objects;

/**
 * What goes with a product that the customer looks at.
 *
 * @param view the look
 * @param candidates what may be recommended, best first; empty when there is nothing
 */
public record ViewAnswered(View view, List<Candidate> candidates)
    implements CustomerMessage, InTurn {
  /** One that waited while the job was replaced by this version may tell none. */
  public ViewAnswered {
    candidates = Objects.requireNonNullElse(candidates, List.of());
  }

  @Override
  public String customerId() {
    return view.customerId();
  }

  @Override
  public Turn turn() {
    return new Turn(view.at(), view.messageId(), view.eventId() + " answered");
  }

  @Override
  public Identifier leaf() {
    return view.leaf();
  }

  /**
   * A look that is too old to be remembered may have come or not; nothing that is asked hangs on
   * it.
   */
  @Override
  public boolean isEarly(CustomerMemory memory, Leaves leaves) throws Exception {
    Stamp look = view.stamp();
    Views views = memory.views();
    return !views.has(look) && !(views.areNewerThan(look) && leaves.has(leaf()));
  }
}
