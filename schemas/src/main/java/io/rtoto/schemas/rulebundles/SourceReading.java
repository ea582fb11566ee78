package io.rtoto.schemas.rulebundles;

import java.util.Optional;

/** What the sources of a bundle say to those who can read rules. */
public interface SourceReading {
  /** Whether they ask that another than their author approves them. */
  boolean demandApproval(RuleBundle bundle);

  /**
   * The version that they have.
   *
   * @return empty where the bundle does not tell against which facts they were compiled
   */
  Optional<String> version(RuleBundle bundle);
}
