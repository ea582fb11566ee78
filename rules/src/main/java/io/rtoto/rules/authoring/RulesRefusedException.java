package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The rules have problems, and none of them was published. */
public final class RulesRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /** These problems, by file and line. */
  public RulesRefusedException(List<Finding> findings) {
    super(
        findings.stream()
            .map(Finding::toString)
            .collect(
                Collectors.joining(
                    "\n",
                    findings.size() == 1 ? "1 problem:\n" : findings.size() + " problems:\n",
                    "")));
    this.findings = List.copyOf(findings);
  }

  /** All of the problems, by file and line. */
  public List<Finding> findings() {
    return findings;
  }
}
