package io.rtoto.cli.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.identity.Whom;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.lines.RunFolder;
import io.rtoto.cli.publishing.SignatorySettings;
import io.rtoto.cli.why.Reasons.Sources;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why did this customer get it, or not? */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells why something was said to a customer, or not: what was decided at each moment and by"
          + " which rule, everything else that was proposed and what stopped it, and which rule"
          + " came nearest to speaking and what it lacked, by the version that decided.",
      "It reads the decisions and the journal of a broker, or of a finished run."
    },
    footer = {
      "",
      "Examples:",
      "  ./rtoto why email:anna@shop.example",
      "  ./rtoto why email:anna@shop.example --event 0a1b2c3d-order-7",
      "  ./rtoto why c0123456789abcdef0123 --at 2026-11-22T09:00:00Z --run out/run"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class WhyCommand implements Callable<Integer> {
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CUSTOMER|IDENTIFIER",
      description =
          "Whom: a customer's id, also a former one, or one of the identifiers, as rtoto identity"
              + " has them.")
  private String who;

  @ArgGroup(exclusive = true)
  private Which which = new Which();

  /** Of which moments it tells. */
  private static final class Which {
    @Option(
        names = "--at",
        paramLabel = "INSTANT",
        description =
            "Only the last moment at or before that time, by event time (default: the last 20).")
    private @Nullable Instant at;

    @Option(
        names = "--event",
        paramLabel = "ID",
        description =
            "Only what came of that event, at once or because nothing happened since: by the"
                + " messageId of its sender, or by the id that a decision names as its cause.")
    private @Nullable String event;
  }

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "What rtoto run has written, instead of a broker.")
  private @Nullable Path run;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "With --run, the rule library that it went by (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Mixin private BrokerOption broker;

  @Mixin private SignatorySettings signing;

  @Override
  public Integer call() throws IOException {
    Whom whom =
        run == null
            ? Whom.onBroker(who, broker.address())
            : Whom.inRun(who, new RunFolder(run).file("customers.jsonl"));
    Reasons reasons = new Reasons(whom);
    Sources library = run == null ? ofBroker(reasons, whom) : ofRun(reasons, run);
    List<String> sentences = sentences(reasons, library);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Customer "
            + whom.customerId()
            + (whom.formerIds().isEmpty()
                ? ""
                : ", and before they were one, " + String.join(", ", whom.formerIds())));
    library.doubt().ifPresent(out::println);
    sentences.forEach(out::println);
    out.flush();
    return 0;
  }

  private List<String> sentences(Reasons reasons, Sources library) {
    String event = which.event;
    if (event == null) {
      return reasons.sentences(which.at, library);
    }
    List<String> sentences = reasons.sentencesOf(event, library);
    if (sentences.isEmpty()) {
      throw new CommandFailure(
          "The journal knows of no event %s of %s. Maybe it is another customer's, a repeat under"
                  .formatted(event, who)
              + " another id, or on dead-letters.");
    }
    return sentences;
  }

  private Sources ofRun(Reasons reasons, Path folder) throws IOException {
    RunFolder written = new RunFolder(folder);
    written.read("decisions.jsonl", line -> reasons.hear(DECISIONS.read(line)));
    written.read("journal.jsonl", line -> reasons.hear(JOURNAL.read(line)));
    Path library = rules == null ? ProjectRoot.find().resolve("rules/library") : rules;
    Map<String, String> files = RuleLibrary.rulesIn(library).files();
    return version -> Optional.of(files);
  }

  private Sources ofBroker(Reasons reasons, Whom whom) throws IOException {
    try (TopicReader reader = new TopicReader(broker.address())) {
      reader.readAll(
          Topic.DECISIONS,
          message -> {
            if (isAbout(whom, message.key())) {
              reasons.hear(DECISIONS.read(message.value()));
            }
          });
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            if (isAbout(whom, message.key())) {
              reasons.hear(JOURNAL.read(message.value()));
            }
          });
    }
    return VersionSources.on(broker.address(), signing.signatoryIfAny());
  }

  private static boolean isAbout(Whom whom, byte @Nullable [] key) {
    return key != null && whom.isCalled(new String(key, UTF_8));
  }
}
