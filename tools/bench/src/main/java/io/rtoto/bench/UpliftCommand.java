package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench uplift}: whether scorecards tell the truth about what a rule brings. */
@Command(
    name = "uplift",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Simulates months of a shop, by seed, in which one rule makes five of a hundred customers more"
          + " order, one makes no difference, and one makes five fewer order. What was decided and"
          + " what came of it goes through the code of the job measure, with repeats and returns,"
          + " and the scorecards are looked at every day.",
      "",
      "Of 100 seeds, the interval of each rule is to cover the truth at every look in 95, the rule"
          + " that makes no difference is to be called a success or a harm in 5 at most, and the"
          + " one that harms is to be named in all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was measured, and is as it is to be.",
      "1:It failed, or is not as it is to be; the message says why.",
      "2:Wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UpliftCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many months. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "600",
      description = "How many customers a day meet each rule. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--hold-out",
      paramLabel = "PERCENT",
      defaultValue = "50",
      description = "How many percent of them are held out. Default: ${DEFAULT-VALUE}.")
  private int holdOut;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Bounds bounds = new Bounds(spec);
    UpliftTrial trial =
        UpliftTrial.of(
            bounds.atLeast(1, "--seeds", seeds),
            bounds.atLeast(10, "--customers", customers),
            bounds.within(1, 99, "--hold-out", holdOut),
            Progress.to(spec.commandLine().getErr()));
    new Output(spec.commandLine().getOut(), json).print(trial, table(trial));
    if (!trial.holds()) {
      spec.commandLine().getErr().println("The scorecards do not tell the truth as they are to.");
      return 1;
    }
    return 0;
  }

  private static String table(UpliftTrial trial) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            """
            %,d months of %d days, %,d customers a day and rule, %d %% of them held out, looked at every day

            rule        truth  covered at  at every    called a   called a
                               a look       look        success    harm
            """,
            trial.seeds(),
            UpliftMonth.DAYS,
            trial.customersPerDay(),
            trial.holdOutPercent()));
    for (UpliftTrial.Found found : trial.rules()) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-10s %+6.3f  %8.2f %%  %8d  %8d  %8d%n",
              found.rule(),
              found.truth(),
              100.0 * found.looksCovered() / Math.max(1, found.looks()),
              found.seedsCovered(),
              found.calledSuccess(),
              found.calledHarm()));
    }
    return table.toString();
  }
}
