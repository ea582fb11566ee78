package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.engagement.EngagementCasePlayer;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.cases.Selection;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rules, and the cases that they must hold: the memory and the moments are those of the job.
 *
 * @param rules as they are compiled
 * @param cases the files of cases beside them
 */
record CaseTrial(RuleBundle rules, RuleLibrary cases) {
  /** Runs those cases, and tells in a terminal how far it is by that clock. */
  CaseRun run(Selection selection, InstantSource clock) {
    Progress progress = new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), clock);
    progress.begin("Cases", CaseRunner.count(cases, selection));
    AtomicInteger done = new AtomicInteger();
    try {
      return CaseRunner.run(
          rules,
          cases,
          // No broker is asked: of the settings, the cases need only what decides.
          EngagementCasePlayer.with(EngageSettings.defaults("none")),
          selection,
          result -> progress.reached(done.incrementAndGet()));
    } finally {
      progress.end();
    }
  }
}
