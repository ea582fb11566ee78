package io.rtoto.cli.audit;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks that nobody has changed the audit. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks that no entry of the audit was changed, taken out or put in: each holds the hash of the"
          + " one before. It tells the hash of the newest. Who writes that down elsewhere can ask"
          + " later whether it is still there (--has): what was cut off at the end shows by nothing"
          + " else."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Nothing is wrong.",
      "1:Something is, or the broker does not answer.",
      "2:Wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--has",
      paramLabel = "HASH",
      description = "An entry that must be there, by its hash.")
  private @Nullable String expected;

  @Mixin private BrokerOption broker;

  @Override
  public Integer call() throws IOException {
    BrokerCheck.require(broker.address(), Topic.AUDIT);
    List<String> wrong = new ArrayList<>();
    AuditCheck[] check = {null};
    try (TopicReader reader = new TopicReader(broker.address())) {
      reader.readAll(
          Topic.AUDIT,
          message -> {
            if (check[0] == null) {
              check[0] = new AuditCheck(message.offset() == 0);
            }
            wrong.addAll(
                check[0].take(
                    "Entry at offset " + message.offset(),
                    message.value() == null ? new byte[0] : message.value()));
          });
    }
    AuditCheck done = check[0] == null ? new AuditCheck(true) : check[0];
    if (expected != null && !done.has(expected)) {
      wrong.add(
          "No entry has the hash "
              + expected
              + ". Maybe it was cut off, is older than the topic keeps, or is of another broker.");
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailure(
          String.join("\n", wrong.subList(0, Math.min(MOST_TOLD, wrong.size())))
              + "\n"
              + Counted.of(wrong.size(), "thing")
              + " wrong in "
              + Counted.of(done.entries(), "message")
              + " of the audit.");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        done.entries() == 0
            ? "Nothing is written down yet."
            : Counted.of(done.entries(), "message")
                + " of the audit, and nothing is wrong. The newest is "
                + done.newest());
    out.flush();
    return 0;
  }
}
