package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.TierScheme.Tier;
import io.rtoto.jobs.attrition.TierStanding;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds where tiers begin, so that each has its share of the customers. */
@Command(
    name = "tiers",
    mixinStandardHelpOptions = true,
    description = {
      "Finds where tiers begin, so that each has its share of the customers who bought in the last"
          + " period; prints it as tiers.yaml of a rule library has it.",
      "The thresholds are fixed by it: a customer moves by what they do, not by what others do."
    },
    footer = {
      "",
      "Example:",
      "  ./rtoto model tiers --input out/shop.jsonl --format segment --shares 0.7,0.95 \\",
      "    --names bronze,silver,gold"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TiersCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 3_650;

  @Spec private CommandSpec spec;
  @Mixin private OrderFiles files;

  @Option(
      names = "--period",
      paramLabel = "DAYS",
      defaultValue = "90",
      description = "How long a period is (default: ${DEFAULT-VALUE}).")
  private int period;

  @Option(
      names = "--names",
      paramLabel = "TIER",
      split = ",",
      defaultValue = "bronze,silver,gold",
      description = "The tiers, lowest first (default: ${DEFAULT-VALUE}).")
  private List<String> names;

  @Option(
      names = "--shares",
      paramLabel = "SHARE",
      split = ",",
      defaultValue = "0.7,0.95",
      description =
          "Which share of customers each tier but the lowest leaves below it (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Double> shares;

  @Override
  public Integer call() throws IOException {
    if (period < 1 || period > MOST_DAYS) {
      throw new ParameterException(
          spec.commandLine(), "--period is " + period + "; expected 1 to 3650 days.");
    }
    Purchases purchases =
        files.read(
            new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), InstantSource.system()));
    purchases.tell(spec.commandLine().getErr());
    String currency = purchases.currency();
    if (currency == null) {
      throw new CommandFailure("No order tells what it came to: no tier can begin anywhere.");
    }
    TierScheme everybody = new TierScheme(period, currency, List.of(new Tier("", 0)));
    List<Long> spent =
        purchases.histories().stream()
            .map(history -> everybody.standing(history, purchases.lastDay()))
            .filter(standing -> standing.purchaseDays() > 0)
            .map(TierStanding::spentMinor)
            .toList();
    try {
      tell(TierScheme.ofShares(period, currency, names, shares, spent));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void tell(TierScheme scheme) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("periodDays: %d%ncurrency: %s%ntiers:%n", scheme.periodDays(), scheme.currency());
    for (Tier tier : scheme.tiers()) {
      out.printf("  - {tier: %s, fromMinor: %d}%n", tier.name(), tier.fromMinor());
    }
    out.flush();
  }
}
