package io.rtoto.jobs.identity.protocol;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The protocol, or a mutant of it, in a cluster that is more or less sound.
 *
 * @param mutation what is made of the protocol
 * @param flaws what is wrong with the cluster
 * @param watched whether it counts what goes wrong on the way, and not only what comes of it
 */
record Simulation(Mutated mutation, Set<Flaw> flaws, boolean watched) {
  static final Simulation SOUND =
      new Simulation((sound, limits) -> sound, EnumSet.noneOf(Flaw.class), true);

  /** What is made of the protocol. */
  interface Mutated {
    Steps of(Steps sound, Limits limits);
  }

  static Simulation of(Mutated mutation) {
    return new Simulation(mutation, EnumSet.noneOf(Flaw.class), false);
  }

  static Simulation with(Flaw flaw) {
    return new Simulation((sound, limits) -> sound, EnumSet.of(flaw), false);
  }

  /** What went wrong, with how it came to it; nothing, if all went well. */
  Optional<String> failure(long seed, Mode mode) {
    return violation(seed, mode, new Trace(false))
        .map(
            what -> {
              Trace trace = new Trace(true);
              violation(seed, mode, trace);
              return "Seed " + seed + " of " + mode + ": " + what + "\n" + trace;
            });
  }

  /** Whether anything went wrong. */
  boolean fails(long seed, Mode mode) {
    return violation(seed, mode, new Trace(false)).isPresent();
  }

  private Optional<String> violation(long seed, Mode mode, Trace trace) {
    Plot plot = Plot.of(seed, mode);
    Steps steps = mutation.of(Steps.of(new Protocol(plot.limits())), plot.limits());
    Cluster cluster = new Cluster(plot, mode.crashes, seed, steps, this, trace);
    try {
      cluster.run();
      cluster.invariants.end();
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(String.valueOf(violation.getMessage()));
    }
  }
}
