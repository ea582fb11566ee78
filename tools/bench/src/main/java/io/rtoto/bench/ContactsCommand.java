package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtoto bench contacts}: how long an agent waits for a customer. */
@Command(
    name = "contacts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills the contact repository, in a PostgreSQL of its own, with many customers, and asks it for"
          + " customers by chance as the gateway does: all that is known of one, the newest 50"
          + " entries of a timeline, and who goes by an identifier.",
      "",
      "Each customer has two identifiers and 9 entries in the timeline; every thousandth has 500"
          + " events. A million take some gigabytes of the disk for temporary files, and minutes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ContactsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "1000000",
      description = "How many it holds. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--questions",
      defaultValue = "5000",
      description = "Of each kind, after as many to warm up. Default: ${DEFAULT-VALUE}.")
  private int questions;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, SQLException {
    Bounds bounds = new Bounds(spec);
    ContactTimes times =
        Contacts.measure(
            bounds.within(1, 100_000_000, "--customers", customers),
            bounds.within(1, 1_000_000, "--questions", questions),
            Progress.to(spec.commandLine().getErr()));
    new Output(spec.commandLine().getOut(), json).print(times, asTable(times));
    return 0;
  }

  private static String asTable(ContactTimes times) {
    return String.format(
            Locale.ROOT,
            """
            %,d customers, %,d rows, %,d MB
            %,d questions of each kind, one after the other
            %d cores, Java %s, %s

            milliseconds                         p50      p90      p99  longest
            """,
            times.customers(),
            times.rows(),
            times.megabytes(),
            times.questions(),
            times.machine().cores(),
            times.machine().java(),
            times.machine().system())
        + line("all that is known of a customer", times.contactMillis())
        + line("50 entries of a timeline", times.timelineMillis())
        + line("who goes by an identifier", times.searchMillis());
  }

  private static String line(String what, Quantiles millis) {
    return String.format(
        Locale.ROOT,
        "%-32s %8.1f %8.1f %8.1f %8.1f%n",
        what,
        millis.p50(),
        millis.p90(),
        millis.p99(),
        millis.max());
  }
}
