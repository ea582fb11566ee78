package io.rtoto.jobs.identity.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a simulation, step by step, if anybody wants to know. */
final class Trace {
  private final boolean kept;
  private final List<String> notes = new ArrayList<>();

  Trace(boolean kept) {
    this.kept = kept;
  }

  void note(Supplier<String> what) {
    if (kept) {
      notes.add(what.get());
    }
  }

  @Override
  public String toString() {
    return String.join("\n", notes);
  }
}
