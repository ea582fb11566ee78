package io.rtoto.cli.rulebooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.rulebooks.RuleStats.Line;
import io.rtoto.rules.authoring.NewRule;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.ArmResult;
import io.rtoto.schemas.scorecards.Scorecard.Orders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RuleStatsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final LocalDate IDEA_SINCE = LocalDate.of(2026, 11, 27);
  private static final NewRule IDEA = rule("idea");
  private static final NewRule OTHER = rule("other");

  private final RuleStats stats = new RuleStats();

  @Test
  void countsWhatWasSaidAndWhatStoppedTheRest() {
    stats.hear(decision("d1", NOON, considered("a", "chosen"), considered("b", "outranked")));
    stats.hear(notMade("d2", 0, NOON.plusSeconds(60), considered("b", "capped")));
    assertThat(stats.lines(List.of()))
        .containsExactly(
            new Line("a", 1, 1, Map.of(), 0, NOON, "v1"),
            new Line(
                "b", 2, 0, Map.of("outranked", 1L, "capped", 1L), 0, NOON.plusSeconds(60), "v2"));
  }

  @Test
  void countsOnceWhatIsToldTwice() {
    Decision twice = decision("d1", NOON, considered("a", "chosen"));
    stats.hear(twice);
    stats.hear(twice);
    DecisionNotMade held = notMade("d2", 0, NOON, considered("a", "quiet_hours"));
    stats.hear(held);
    stats.hear(held);
    stats.hear(notMade("d2", 1, NOON, considered("a", "moot")));
    assertThat(stats.lines(List.of()))
        .singleElement()
        .satisfies(line -> assertThat(line.spoke()).isEqualTo(3));
  }

  @Test
  void countsADecisionAndNotAMessageOfTheSameTimeThatItWasNotMade() {
    stats.hear(notMade("d1", 0, NOON, considered("a", "over")));
    stats.hear(decision("d1", NOON, considered("a", "chosen")));
    stats.hear(decision("d2", NOON, considered("a", "chosen")));
    stats.hear(notMade("d2", 0, NOON, considered("a", "over")));
    assertThat(stats.lines(List.of()))
        .extracting(Line::rule, Line::spoke, Line::won, Line::stoppedBy)
        .containsExactly(tuple("a", 2L, 2L, Map.of()));
  }

  @Test
  void countsAGuardThatWithdrew() {
    stats.hear(notMade("d1", 0, NOON, considered("a", "withdrawn_by:common.guards.quiet")));
    assertThat(stats.lines(List.of()))
        .extracting(Line::rule, Line::spoke, Line::won)
        .containsExactly(tuple("a", 1L, 0L), tuple("common.guards.quiet", 1L, 0L));
  }

  @Test
  void tellsWhichRuleNeverSpokeAndWhichFailed() {
    stats.hear(new RuleFailed("a", "v1", "CartAbandoned", "anna", "e1", NOON, "threw"));
    assertThat(stats.lines(List.of("a", "b")))
        .containsExactly(
            new Line("a", 0, 0, Map.of(), 1, null, null),
            new Line("b", 0, 0, Map.of(), 0, null, null));
  }

  @Test
  void tellsOfARunWhichRulesSpokeAndWhichNeverDid(@TempDir Path folder) throws IOException {
    Decision decision =
        decision("d1", NOON.plusNanos(7), considered("retail.cart_abandoned.idea", "chosen"));
    Files.write(folder.resolve("decisions.jsonl"), Messages.of(Decision.class).write(decision));
    Files.writeString(folder.resolve("journal.jsonl"), "");
    Files.writeString(folder.resolve("scorecards.jsonl"), card(null, 7) + card("v1", 5));
    Path moment = Files.createDirectories(folder.resolve("library/retail/cart_abandoned"));
    for (NewRule rule : List.of(IDEA, OTHER)) {
      Files.writeString(moment.resolve(Path.of(rule.rulePath()).getFileName()), text(rule));
    }
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new StatsCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(told, true))
            .execute("--run", folder.toString(), "--rules", folder.resolve("library").toString());
    assertThat(code).isZero();
    assertThat(told.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "rule spoke said failed last version",
            "retail.cart_abandoned.idea 1 1 0 2026-11-27T12:00:00Z v1",
            "asked 7 times",
            "retail.cart_abandoned.other 0 0 0 never",
            "2 rules, 1 of them never spoke.");
  }

  @Test
  void tellsOfABrokerWhichRulesOfThoseInForceSpoke() throws Exception {
    String kafka = Broker.emptied();
    RuleBundle rules =
        RuleCompiler.compile(
            new RuleLibrary(Map.of(IDEA.rulePath(), text(IDEA), OTHER.rulePath(), text(OTHER))),
            "tests",
            null,
            NOON);
    try (RulePublisher publisher = new RulePublisher(kafka, Signatory.NOBODY)) {
      publisher.putInForce(rules, new Origin("anna", "", NOON));
    }
    Decision decision = decision("d1", NOON, considered("retail.cart_abandoned.idea", "chosen"));
    JournalEntry notMade =
        notMade("d2", 0, NOON.plusSeconds(60), considered("retail.cart_abandoned.idea", "capped"));
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(Topic.DECISIONS, "c1", Messages.of(Decision.class).write(decision));
      publisher.send(Topic.DECISIONS, "c1", Messages.of(Decision.class).write(decision));
      publisher.send(Topic.JOURNAL, "c1", Messages.of(JournalEntry.class).write(notMade));
      for (int evaluated = 8; evaluated < 10; evaluated++) {
        publisher.send(Topic.SCORECARDS, "card", card(null, evaluated).strip().getBytes(UTF_8));
      }
      publisher.flush();
    }
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new StatsCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(told, true))
            .execute("--kafka", kafka, "--key", "none");
    assertThat(code).isZero();
    assertThat(told.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "rule spoke said failed last version",
            "retail.cart_abandoned.idea 2 1 0 2026-11-27T12:01:00Z v2",
            "stopped by: capped 1",
            "asked 9 times",
            "retail.cart_abandoned.other 0 0 0 never",
            "2 rules, 1 of them never spoke.");
  }

  @Test
  void countsRulesOfIndustriesThatNeverSpokeInOneLine(@TempDir Path folder) throws IOException {
    Decision decision = decision("d1", NOON, considered("retail.cart_abandoned.idea", "chosen"));
    Files.write(folder.resolve("decisions.jsonl"), Messages.of(Decision.class).write(decision));
    Files.writeString(folder.resolve("journal.jsonl"), "");
    NewRule banks = new NewRule("idea", CartAbandoned.class, "banking", "tests", IDEA_SINCE);
    for (NewRule rule : List.of(IDEA, banks)) {
      Path file = folder.resolve("library").resolve(rule.rulePath());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(rule));
    }
    StringWriter told = new StringWriter();
    int code =
        new CommandLine(new StatsCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(told, true))
            .execute("--run", folder.toString(), "--rules", folder.resolve("library").toString());
    assertThat(code).isZero();
    assertThat(told.toString())
        .doesNotContain("banking.cart_abandoned.idea")
        .contains(
            "1 rule of other industries, none of which ever spoke: banking.",
            "2 rules, 1 of them never spoke.");
  }

  /** A line of the scorecards: of a version, or of all. */
  private static String card(@Nullable String version, long evaluated) {
    Orders none = new Orders(0, Map.of());
    ArmResult nobody = new ArmResult(0, 0, Map.of());
    Scorecard card =
        new Scorecard(
            "retail.cart_abandoned.idea",
            version,
            "CartAbandoned",
            NOON,
            evaluated,
            1,
            1,
            Map.of(),
            Map.of(),
            0,
            0,
            0,
            0,
            0,
            0,
            none,
            none,
            0,
            nobody,
            nobody,
            List.of(),
            Map.of(),
            List.of());
    return new String(Messages.of(Scorecard.class).write(card), UTF_8) + "\n";
  }

  private static String text(NewRule rule) {
    return rule.files().getOrDefault(rule.rulePath(), "");
  }

  private static NewRule rule(String idea) {
    return new NewRule(idea, CartAbandoned.class, "retail", "tests", IDEA_SINCE);
  }

  private static Considered considered(String rule, String outcome) {
    return new Considered(rule, "gift", 10, 10, outcome, null, null, null);
  }

  private static Decision decision(String id, Instant at, Considered... considered) {
    return new Decision(
        id,
        DecisionKind.OFFER,
        "anna",
        "CartAbandoned",
        "e1",
        "page",
        considered[0].rule(),
        "v1",
        at,
        null,
        "gift",
        null,
        List.of(),
        Map.of(),
        List.of(considered));
  }

  private static DecisionNotMade notMade(
      String id, int heldBefore, Instant at, Considered... considered) {
    return new DecisionNotMade(
        id,
        "CartAbandoned",
        "anna",
        "e1",
        "page",
        "v2",
        null,
        at,
        heldBefore,
        Map.of(),
        List.of(considered),
        null);
  }
}
