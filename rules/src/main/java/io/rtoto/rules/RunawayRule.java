package io.rtoto.rules;

/** A rule triggers itself without end. */
final class RunawayRule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  RunawayRule(String rule) {
    super("Rule " + rule + " fired without end. Maybe it inserts what its own condition asks for.");
    this.rule = rule;
  }

  /** The rule's id; empty when no rule inserted anything. */
  String rule() {
    return rule;
  }
}
