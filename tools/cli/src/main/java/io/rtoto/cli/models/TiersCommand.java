package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.TierScheme.Tier;
import io.rtoto.jobs.attrition.TierStanding;
import io.rtoto.rules.settings.TierSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          + " period; prints it as tiers.yaml of a rule library has it, or puts it there.",
      "The thresholds are fixed by it: a customer moves by what they do, not by what others do."
    },
    footer = {
      "",
      "Example:",
      "  ./rtoto model tiers --input out/shop.jsonl --format segment \\",
      "    --shares 0.7,0.95 --names bronze,silver,gold \\",
      "    --out rules/library/tiers.yaml"
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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write it instead of printing it, such as rules/library/tiers.yaml: what else"
              + " stands there stays. It is in force with the next ./rtoto rules publish.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (out != null && Files.isDirectory(out)) {
      throw new ParameterException(
          spec.commandLine(), "--out " + out + " is a folder; expected a file.");
    }
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
      TierScheme scheme = TierScheme.ofShares(period, currency, names, shares, spent);
      if (out == null) {
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(TierFile.text(scheme));
        stdout.flush();
      } else {
        write(scheme, out);
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void write(TierScheme scheme, Path file) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    String before = Files.exists(file) ? TierFile.read(file).currency() : scheme.currency();
    TierSettings now = TierFile.write(scheme, file);
    if (!before.equals(now.currency())) {
      err.printf(
          "highValueFromMinor is %d, which were %s and are %s now. Maybe it is to be another.%n",
          now.highValueFromMinor(), before, now.currency());
    }
    err.println("The tiers are in " + file + ". They are in force with ./rtoto rules publish.");
  }
}
