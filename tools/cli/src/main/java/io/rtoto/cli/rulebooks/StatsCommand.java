package io.rtoto.cli.rulebooks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.Format;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.lines.RunFolder;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import io.rtoto.schemas.scorecards.Scorecard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rules speak, how often they win, and which never did. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells of each rule how often it spoke, how often that was said and what stopped it else, how"
          + " often it failed, and when it spoke last: so that rules which never speak are found.",
      "It reads the decisions and the journal of a broker, or of a finished run; and the scorecards of"
          + " all versions that the job measure made of them, where it did: what came of it, whether"
          + " more order who are told, and what the author of the rule should know."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StatsCommand implements Callable<Integer> {
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);
  private static final Messages<Scorecard> SCORECARDS = Messages.of(Scorecard.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Scorecard> scorecards = new HashMap<>();

  @Spec private CommandSpec spec;

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

  @Mixin private ReadingSettings broker;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    RuleStats stats = new RuleStats();
    List<String> known = run == null ? ofBroker(stats) : ofRun(stats, run);
    List<RuleStats.Line> lines = stats.lines(known);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(json(lines));
    } else {
      tell(lines, out);
    }
    out.flush();
    return 0;
  }

  private List<String> ofRun(RuleStats stats, Path folder) throws IOException {
    RunFolder written = new RunFolder(folder);
    written.read("decisions.jsonl", line -> stats.hear(DECISIONS.read(line)));
    written.read("journal.jsonl", line -> stats.hear(JOURNAL.read(line)));
    // A run of before there were scorecards has none.
    if (Files.isRegularFile(folder.resolve("scorecards.jsonl"))) {
      written.read("scorecards.jsonl", this::hearScorecard);
    }
    return idsIn(Library.compileApart(Library.at(rules), Instant.EPOCH));
  }

  private List<String> ofBroker(RuleStats stats) throws IOException {
    PublishedRules published = broker.published();
    try (TopicReader reader = new TopicReader(broker.kafka())) {
      reader.readAll(Topic.DECISIONS, message -> stats.hear(DECISIONS.read(message.value())));
      reader.readAll(Topic.JOURNAL, message -> stats.hear(JOURNAL.read(message.value())));
      reader.readAll(Topic.SCORECARDS, message -> hearScorecard(message.value()));
    }
    return published.inForce().map(StatsCommand::idsIn).orElse(List.of());
  }

  /** The newest of each counts. */
  private void hearScorecard(byte[] message) throws IOException {
    Scorecard card = SCORECARDS.read(message);
    if (card.bundleVersion() == null) {
      scorecards.put(card.rule(), card);
    }
  }

  private static List<String> idsIn(RuleBundle bundle) {
    return bundle.rules().stream().map(RuleCard::id).toList();
  }

  private void tell(List<RuleStats.Line> lines, PrintWriter out) {
    Set<String> heard =
        lines.stream()
            .filter(line -> line.spoke() > 0 || line.failed() > 0)
            .map(StatsCommand::industry)
            .collect(Collectors.toSet());
    List<RuleStats.Line> told =
        lines.stream().filter(line -> heard.isEmpty() || heard.contains(industry(line))).toList();
    int width = told.stream().mapToInt(line -> line.rule().length()).max().orElse(0);
    String row = "%-" + Math.max(width, "rule".length()) + "s %9s %9s %6s  %-20s  %s%n";
    out.printf(row, "rule", "spoke", "said", "failed", "last", "version");
    for (RuleStats.Line line : told) {
      out.printf(
          row,
          line.rule(),
          "%,d".formatted(line.spoke()),
          "%,d".formatted(line.won()),
          "%,d".formatted(line.failed()),
          line.lastSpoke() == null ? "never" : seconds(line.lastSpoke()),
          line.lastVersion() == null ? "" : line.lastVersion());
      if (!line.stoppedBy().isEmpty()) {
        out.println("  stopped by: " + stoppers(line.stoppedBy()));
      }
      Scorecard card = scorecards.get(line.rule());
      if (card != null) {
        CardText.of(card).forEach(sentence -> out.println("  " + sentence));
      }
    }
    if (told.size() < lines.size()) {
      out.printf(
          "%s of other industries, none of which ever spoke: %s.%n",
          Counted.of(lines.size() - told.size(), "rule"),
          lines.stream()
              .map(StatsCommand::industry)
              .filter(industry -> !heard.contains(industry))
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    long silent = lines.stream().filter(line -> line.spoke() == 0).count();
    out.printf("%s, %,d of them never spoke.%n", Counted.of(lines.size(), "rule"), silent);
  }

  /** What its id begins with. */
  private static String industry(RuleStats.Line line) {
    return line.rule().replaceFirst("\\..*", "");
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Most often first. */
  private static String stoppers(Map<String, Long> stoppedBy) {
    return String.join(
        ", ",
        stoppedBy.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(each -> "%s %,d".formatted(each.getKey(), each.getValue()))
            .toList());
  }

  private String json(List<RuleStats.Line> lines) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    for (RuleStats.Line line : lines) {
      ObjectNode one =
          all.addObject()
              .put("rule", line.rule())
              .put("spoke", line.spoke())
              .put("said", line.won())
              .put("failed", line.failed())
              .put("lastSpoke", line.lastSpoke() == null ? null : line.lastSpoke().toString())
              .put("lastVersion", line.lastVersion());
      ObjectNode stopped = one.putObject("stoppedBy");
      line.stoppedBy().forEach(stopped::put);
      Scorecard card = scorecards.get(line.rule());
      if (card != null) {
        one.set("scorecard", JSON.readTree(SCORECARDS.write(card)));
      }
    }
    return all.toPrettyString();
  }
}
