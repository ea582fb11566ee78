package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.engagement.EngagementCasePlayer;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.cases.Selection;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Rules, and the cases that they must hold: the memory and the moments are those of the job.
 *
 * @param rules as they are compiled
 * @param cases the files of cases beside them
 */
record CaseTrial(RuleBundle rules, RuleLibrary cases) {
  /** Runs those cases, and tells in a terminal how far it is by that clock. */
  CaseRun runShown(Selection selection, InstantSource clock) {
    Progress progress = new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), clock);
    progress.begin("Cases", CaseRunner.count(cases, selection));
    AtomicInteger done = new AtomicInteger();
    try {
      return run(selection, result -> progress.reached(done.incrementAndGet()));
    } finally {
      progress.end();
    }
  }

  /**
   * Runs those cases.
   *
   * @param told learns of each result as soon as there is one
   */
  CaseRun run(Selection selection, Consumer<CaseResult> told) {
    return CaseRunner.run(
        rules,
        cases,
        // No broker is asked: of the settings, the cases need only what decides.
        EngagementCasePlayer.with(EngageSettings.defaults("none")),
        selection,
        told);
  }
}
