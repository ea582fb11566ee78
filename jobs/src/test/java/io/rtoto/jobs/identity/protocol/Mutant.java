package io.rtoto.jobs.identity.protocol;

import static io.rtoto.jobs.identity.protocol.Mode.ADMIN;
import static io.rtoto.jobs.identity.protocol.Mode.ADMIN_AND_CRASH;
import static io.rtoto.jobs.identity.protocol.Mode.CRASH;
import static io.rtoto.jobs.identity.protocol.Mode.PLAIN;

/**
 * A safeguard taken away, of the protocol or of the cluster: each a counter-example. Some fail once
 * in thousands of seeds; the search for a failure starts where one is near, and goes on far enough
 * to find another after a change of the protocol has shuffled them.
 */
enum Mutant {
  C1_RESURRECTED_EDGE(Simulation.of(Mutants::resurrectedEdge), ADMIN_AND_CRASH, 7_000),
  C2_NEIGHBOUR_CHECK(Simulation.of(Mutants::neighbourCheck), PLAIN, 0),
  C3_NO_LABEL_OVER_A_NEW_EDGE(Simulation.of(Mutants::noLabelOverANewEdge), PLAIN, 0),
  C4_NO_EPOCH(Simulation.of(Mutants::noEpoch), ADMIN, 0),
  C5_NO_NOTICE(Simulation.of(Mutants::noNotice), PLAIN, 0),
  C6_NO_GATE(Simulation.of(Mutants::noGate), ADMIN_AND_CRASH, 1_900),
  C7_LOCAL_EPOCH(Simulation.of(LocalEpoch::new), ADMIN_AND_CRASH, 2_900),
  C8_CUSTOMERS_ARE_TOLD_AT_LEAST_ONCE(
      Simulation.with(Flaw.CUSTOMERS_ARE_TOLD_AT_LEAST_ONCE), CRASH, 0),
  C9_CUSTOMERS_ARE_TOLD_OUT_OF_ORDER(
      Simulation.with(Flaw.CUSTOMERS_ARE_TOLD_OUT_OF_ORDER), PLAIN, 0),
  C10_NOTHING_MOVES_ALONG(Simulation.with(Flaw.NOTHING_MOVES_ALONG), PLAIN, 0),
  C11_CHECKPOINT_BEFORE_FLUSH(Simulation.with(Flaw.CHECKPOINT_BEFORE_FLUSH), CRASH, 0),
  C12_FIRST_COME_LIMIT(Simulation.of(Mutants::firstComeLimit), PLAIN, 0),
  C12_LOCAL_BLOCK(Simulation.of(Mutants::localBlock), PLAIN, 0),
  NO_PROOF_AFTER_A_DOUBT(Simulation.of(Mutants::noProofAfterADoubt), ADMIN, 0);

  @SuppressWarnings("ImmutableEnumChecker") // what is made of the protocol keeps no state
  final Simulation simulation;

  final Mode mode;
  final long firstSeed;

  Mutant(Simulation simulation, Mode mode, long firstSeed) {
    this.simulation = simulation;
    this.mode = mode;
    this.firstSeed = firstSeed;
  }
}
