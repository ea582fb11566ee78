package io.rtoto.cli.live;

import io.rtoto.gateway.Readiness;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows whether the job decides, and by which version of the rules: by what its subtasks wrote into
 * the journal. Threads may share one.
 */
final class RulesInForce implements Readiness {
  private final LocalJob job;
  private final String version;
  private final boolean resumed;
  private final Map<String, Set<Integer>> subtasks = new HashMap<>();
  private int parallelism = 1;
  private String refusal = "";

  /**
   * Nothing is known yet.
   *
   * @param version the version that shall be in force
   * @param resumed whether the job brought that version with it, in its state
   */
  RulesInForce(LocalJob job, String version, boolean resumed) {
    this.job = job;
    this.version = version;
    this.resumed = resumed;
  }

  /** A subtask tells what it did with a version. */
  synchronized void hear(RulesActivated activated) {
    if (!activated.refusal().isEmpty()) {
      refusal = activated.refusal();
      return;
    }
    parallelism = activated.parallelism();
    subtasks
        .computeIfAbsent(activated.bundleVersion(), none -> new HashSet<>())
        .add(activated.subtask());
  }

  @Override
  public Optional<String> missing() {
    try {
      if (!job.runsOnAllTasks()) {
        return Optional.of("The job engage does not run on all its tasks yet.");
      }
    } catch (IOException e) {
      return Optional.of("Flink does not tell how the job engage is: " + e.getMessage());
    }
    return missingRules();
  }

  private synchronized Optional<String> missingRules() {
    if (!refusal.isEmpty()) {
      return Optional.of("The rules " + version + " were refused: " + refusal);
    }
    int active = subtasks.getOrDefault(version, Set.of()).size();
    return resumed || active >= parallelism
        ? Optional.empty()
        : Optional.of(
            "The rules "
                + version
                + " are in force on "
                + active
                + " subtasks of "
                + parallelism
                + ".");
  }
}
