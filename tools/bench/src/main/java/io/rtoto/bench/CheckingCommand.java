package io.rtoto.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench rules}: how long an author waits for the check, or for cases. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks a library of as many rules again and again in one process: each time with other"
          + " numbers in the rules, so that nothing is known before. And each time once more in a"
          + " process that was just started, as rtoto rules check does.",
      "The first three rounds warm up. CPU is that of the one process, without the JVM's"
          + " compilers.",
      "With --cases it compiles rules and runs cases instead, as rtoto rules test does: two of five"
          + " give facts, three tell stories."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--count",
      defaultValue = "100",
      description = "How many rules. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "How often it is measured. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Runs as many cases instead, five of each rule.")
  private @Nullable Integer cases;

  @Override
  public Integer call() throws IOException {
    Bounds bounds = new Bounds(spec);
    bounds.atLeast(1, "--count", count);
    bounds.atLeast(1, "--rounds", rounds);
    if (cases != null) {
      bounds.atLeast(1, "--cases", cases);
      tell(CaseRunning.measure(cases, rounds));
      return 0;
    }
    Checking measured = Checking.measure(count, rounds);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        """
        %,d rules checked %d times after %d to warm up
        %d cores, Java %s, %s

        %,8.0f ms  CPU for a check, median
        %,8.0f ms  from its beginning to its end, median
        %,8.0f ms  from its beginning to its end in a process of its own, median
        """,
        count,
        rounds,
        Checking.WARM_UP,
        measured.machine().cores(),
        measured.machine().java(),
        measured.machine().system(),
        measured.cpuMillis(),
        measured.millis(),
        measured.apartMillis());
    out.flush();
    return 0;
  }

  private void tell(CaseRunning measured) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        """
        %,d cases of %,d rules run %d times after the first
        %d cores, Java %s, %s

        %,8.0f ms  from the start of the process to the end of the first run
        %,8.0f ms  a later run, median
        """,
        measured.cases(),
        measured.rules(),
        rounds,
        measured.machine().cores(),
        measured.machine().java(),
        measured.machine().system(),
        measured.firstMillis(),
        measured.millis());
    out.flush();
  }
}
