package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import java.util.ArrayList;
import java.util.List;

/** Rules that say the same to every moment of a kind, and remember what they were told. */
final class FixedRules implements RulesInForce {
  private final List<Proposed> proposed = new ArrayList<>();
  private final List<Withdrawn> withdrawn = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<List<?>> factsTold = new ArrayList<>();

  FixedRules propose(String rule, Proposal proposal) {
    proposed.add(new Proposed(rule, proposal));
    return this;
  }

  FixedRules withdraw(String rule, Proposal proposal, String guard) {
    withdrawn.add(new Withdrawn(new Proposed(rule, proposal), guard));
    return this;
  }

  FixedRules fail(String rule, String error) {
    failures.add(new Failure(rule, error));
    return this;
  }

  /** The facts of each question, in order. */
  List<List<?>> factsTold() {
    return factsTold;
  }

  Verdict verdict() {
    return new Verdict(proposed, withdrawn, failures);
  }

  @Override
  public String version() {
    return "v1";
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    factsTold.add(facts);
    return verdict();
  }
}
