package io.rtoto.jobs.identity;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an identifier contributes to a customer's memory. It is read where it is kept when somebody
 * asks for all of it, for most events only add to it.
 */
final class Contribution {
  private final Supplier<CustomerMemory> kept;
  private final boolean isKept;
  private final @Nullable IdentifiedEvent added;
  private @Nullable CustomerMemory whole;

  private Contribution(
      Supplier<CustomerMemory> kept, boolean isKept, @Nullable IdentifiedEvent added) {
    this.kept = kept;
    this.isKept = isKept;
    this.added = added;
  }

  /** All of it. */
  static Contribution of(CustomerMemory whole) {
    return new Contribution(() -> whole, false, null);
  }

  /** What is kept, to be read before anything is added there. */
  static Contribution kept(Supplier<CustomerMemory> kept) {
    return new Contribution(kept, true, null);
  }

  /** With the event in it. */
  Contribution and(IdentifiedEvent event) {
    return isKept && added == null ? new Contribution(kept, true, event) : of(whole().apply(event));
  }

  /** All of it; read once. */
  CustomerMemory whole() {
    if (whole == null) {
      whole = added == null ? kept.get() : kept.get().apply(added);
    }
    return whole;
  }

  /** Whether it is what is kept, but for what was added. */
  boolean isKept() {
    return isKept;
  }

  /** What was added; null when nothing was. */
  @Nullable IdentifiedEvent added() {
    return added;
  }
}
