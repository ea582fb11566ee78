package io.rtoto.cli.live;

import io.rtoto.schemas.journal.RulesActivated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows whether the job decides by the version of the rules that it shall decide by: by what its
 * subtasks wrote into the journal. Threads may share one.
 */
final class RulesInForce {
  private final String version;
  private final boolean resumed;
  private final Set<Integer> active = new HashSet<>();
  private final Map<Integer, String> refused = new HashMap<>();
  private int parallelism = 1;

  /**
   * Nothing is known yet.
   *
   * @param version the version that shall be in force
   * @param resumed whether the job brought that version with it, in its state
   */
  RulesInForce(String version, boolean resumed) {
    this.version = version;
    this.resumed = resumed;
  }

  /** A subtask tells what it did with a version; of other versions nothing is remembered. */
  synchronized void hear(RulesActivated activated) {
    if (!activated.bundleVersion().equals(version)) {
      return;
    }
    parallelism = activated.parallelism();
    if (activated.refusal().isEmpty()) {
      active.add(activated.subtask());
    } else {
      refused.put(activated.subtask(), activated.refusal());
    }
  }

  /** Why the version was refused, as a sentence; empty when it was not. That is final. */
  synchronized Optional<String> refusal() {
    return refused.values().stream()
        .findFirst()
        .map(reason -> "The rules " + version + " were refused: " + reason);
  }

  /** What is missing, as a sentence; empty when nothing is. */
  synchronized Optional<String> missing() {
    if (resumed || active.size() >= parallelism) {
      return Optional.empty();
    }
    return Optional.of(
        refusal()
            .orElse(
                "The rules "
                    + version
                    + " are in force on "
                    + active.size()
                    + " subtasks of "
                    + parallelism
                    + "."));
  }
}
