package io.rtoto.cli.rulebooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BacktestCommandTest {
  private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");
  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @Test
  void tellsWhoWouldNewlyGetWhat() throws IOException {
    assertThat(
            backtest(
                "--journal=" + journal(),
                "--rules=" + library("from-20", 20),
                "--against=" + library("from-30", 30),
                "--out=" + folder.resolve("out")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains(
            "3 events of 3 customers",
            "retail.cart_abandoned.idea  offer reminder\n"
                + "  1 time as it is, 2 as it may be: 1 gained, 0 lost, 0 altered; of what comes to"
                + " 35.00 EUR, now 60.00 EUR\n"
                + "  newly: 1 customer, c1\n");
    assertThat(err.toString()).contains(" events/s. CPU for an event: ");
    JsonNode report = new JsonMapper().readTree(folder.resolve("out/report.json").toFile());
    assertThat(report.path("changes").get(0).path("newly").path("samples").get(0).asText())
        .isEqualTo("c1");
    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**/decisions-base.jsonl")
        .isDirectoryContaining("glob:**/decisions-candidate.jsonl")
        .isDirectoryNotContaining("glob:**/.work*");
  }

  @Test
  void tellsProgramsTheSameTwiceToTheByte() throws IOException {
    String[] arguments = {
      "--journal=" + journal(),
      "--rules=" + library("from-20", 20),
      "--against=" + library("from-30", 30),
      "--format=json"
    };
    assertThat(backtest(arguments)).as(err.toString()).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(backtest(arguments)).isZero();
    assertThat(out.toString()).isEqualTo(first);
    assertThat(new JsonMapper().readTree(first).path("empty").asBoolean(true)).isFalse();
  }

  @Test
  void refusesRulesWithProblemsAsTheCheckDoes() throws IOException {
    Path library = library("broken", 20);
    Path rule = library.resolve("retail/cart_abandoned/idea.drl");
    Files.writeString(rule, Files.readString(rule).replace("worthMinor", "wrthMinor"));
    assertThat(backtest("--journal=" + journal(), "--rules=" + library)).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains(
            "retail/cart_abandoned/idea.drl:10:20: CartAbandoned has no field wrthMinor",
            "Maybe you meant worthMinor.",
            "1 problem in " + library);
  }

  @Test
  void tellsThatTheSameRulesOnBothSidesCannotDiffer() throws IOException {
    Path library = library("from-20", 20);
    assertThat(backtest("--journal=" + journal(), "--rules=" + library, "--against=" + library))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("Both are the same rules: nothing can change.", "--against")
        .doesNotContain("Nothing changes");
  }

  @Test
  void namesTheVersionThatDecidedThenWhereItIsAnother() throws IOException {
    Decision then =
        new Decision(
            "d1",
            DecisionKind.OFFER,
            "c1",
            "CartAbandoned",
            "e1",
            "page",
            "retail.cart_abandoned.idea",
            "4be1a90c77d2",
            MONDAY,
            null,
            "gift",
            null,
            List.of(),
            Map.of(),
            List.of());
    Path decisions = folder.resolve("decisions.jsonl");
    Files.write(decisions, Messages.of(Decision.class).write(then));
    assertThat(
            backtest(
                "--journal=" + journal(),
                "--rules=" + library("from-20", 20),
                "--against=" + library("from-30", 30),
                "--decisions=" + decisions))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("Recorded of that time: 1 decision by version 4be1a90c77d2, none by ");
  }

  @Test
  void takesAFileOfJournalForNoVersionOfRules() throws IOException {
    assertThat(
            backtest(
                "--journal=" + journal(),
                "--rules=" + library("from-20", 20),
                "--against=4be1a90c77d2"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--against 4be1a90c77d2 is no folder; expected a library's root. A version goes with"
                + " --kafka.");
  }

  @Test
  void countsWhatIsSoldOutInTheCatalogue() throws IOException {
    Path catalog =
        Files.write(
            folder.resolve("catalog.jsonl"),
            Messages.of(CatalogEntry.class)
                .write(
                    new CatalogEntry("p", Map.of(), "tea", new Money(2500, "EUR"), 0, List.of())));
    Path library = library("from-20", 20);
    assertThat(
            backtest(
                "--journal=" + journal(),
                "--rules=" + library,
                "--against=" + library,
                "--catalog=" + catalog))
        .isZero();
    assertThat(out.toString())
        .contains(
            "Both are the same rules: nothing can change.", "          2         2  out of stock");
  }

  @Test
  void comparesWithWhatIsInForceOnABroker() throws IOException {
    Path from20 = library("from-20", 20);
    SigningKey key = SigningKey.create(folder.resolve("rules.key"));
    RuleBundle from30;
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0)) {
      String broker = kafka.bootstrapServers();
      try (Topics topics = new Topics(broker);
          Publisher publisher = new Publisher(broker)) {
        topics.create(2);
        from30 = published(library("from-30", 30), key, broker);
        // Whoever may write to the topic, but has no key, puts nothing in force.
        publisher.send(Library.compileApart(from20, MONDAY));
        for (EventApplied event : events()) {
          publisher.send(Topic.JOURNAL, event.key(), ENTRIES.write(event));
        }
        Identity joined = new Identity(name("c1"), "c2", true, List.of(), List.of());
        publisher.send(
            Topic.IDENTITIES, name("c1").key(), Messages.of(Identity.class).write(joined));
        publisher.flush();
      }

      assertThat(backtest("--kafka=" + broker, "--rules=" + from20, "--key=" + key()))
          .as(err.toString())
          .isZero();
      assertThat(out.toString())
          .contains(
              "3 events of 2 customers in topic journal of " + broker,
              broker + ", version " + from30.version(),
              "Nothing changes: both decide the same.",
              "Of 0 recorded decisions of that time by version " + from30.version());

      for (String called : List.of("1", from30.version(), "active")) {
        out.getBuffer().setLength(0);
        assertThat(
                backtest(
                    "--kafka=" + broker,
                    "--rules=" + from20,
                    "--key=" + key(),
                    "--against=" + called))
            .as(called + ": " + err)
            .isZero();
        assertThat(out.toString()).contains(broker + ", version " + from30.version());
      }
      assertThat(
              backtest("--kafka=" + broker, "--rules=" + from20, "--key=" + key(), "--against=abc"))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains(
              "abc is no rule library: expected a folder, or of what was published active, proposed"
                  + " or a version. Maybe the library lies in another folder.");
      assertThat(
              backtest("--kafka=" + broker, "--rules=" + from20, "--key=" + key(), "--against=2"))
          .isEqualTo(1);
      assertThat(err.toString()).contains("There is no version 2; expected a number from 1 to 1");
    }
  }

  private Path key() {
    return folder.resolve("rules.key");
  }

  private static RuleBundle published(Path library, SigningKey key, String broker)
      throws IOException {
    try (RulePublisher publisher = new RulePublisher(broker, Signatory.alone(key))) {
      return publisher.putInForce(
          Library.compileApart(library, MONDAY), new Origin("anna", "", MONDAY));
    }
  }

  private static List<EventApplied> events() {
    List<EventApplied> events = new ArrayList<>();
    events.add(adds("c1", 2500, MONDAY));
    events.add(adds("c2", 3500, MONDAY.plusSeconds(1)));
    Occurrence later =
        new Occurrence("m9", MONDAY.plus(Duration.ofHours(2)), null, Topic.CLICKSTREAM, null);
    events.add(applied("c9", later, null));
    return events;
  }

  private static EventApplied adds(String customer, long minor, Instant at) {
    Occurrence occurrence = new Occurrence("m" + customer, at, null, Topic.CLICKSTREAM, null);
    return applied(customer, occurrence, new ProductMention("p", "tea", new Money(minor, "EUR")));
  }

  private static EventApplied applied(
      String customer, Occurrence occurrence, @Nullable ProductMention product) {
    String id = "%032x".formatted(customer.hashCode());
    return new EventApplied(
        id,
        customer,
        name(customer),
        product == null
            ? new PageViewed(occurrence, "Home")
            : new ProductAddedToCart(occurrence, product, 1));
  }

  private static Identifier name(String customer) {
    return new Identifier(IdentifierType.USER_ID, customer);
  }

  private Path journal() throws IOException {
    List<String> lines = new ArrayList<>();
    for (EventApplied event : events()) {
      lines.add(new String(ENTRIES.write(event), UTF_8));
    }
    return Files.write(folder.resolve("journal.jsonl"), lines);
  }

  private Path library(String name, int euros) throws IOException {
    Path library = folder.resolve(name);
    Path rule = library.resolve("retail/cart_abandoned/idea.drl");
    Files.createDirectories(rule.getParent());
    Files.writeString(
        rule,
        """
        // An idea

        package retail.cart_abandoned

        rule "Propose a reminder"
            @id("retail.cart_abandoned.idea")
            @owner("loyalty") @since("2026-11-27")
            agenda-group "propose"
        when
            CartAbandoned( worthMinor >= %d00 )
        then
            insert( new Offer( "reminder", 10 ) );
        end
        """
            .formatted(euros));
    Files.writeString(
        rule.resolveSibling("idea.cases.yaml"),
        """
        cases:
          - case: A full cart brings a reminder
            given:
              CartAbandoned: {worthMinor: 9000}
            proposes: [{offer: reminder}]
        """);
    return library;
  }

  private int backtest(String... arguments) {
    return new CommandLine(new BacktestCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
