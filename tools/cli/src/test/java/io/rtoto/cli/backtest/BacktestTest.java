package io.rtoto.cli.backtest;

import static io.rtoto.cli.backtest.Shop.MONDAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.Thresholds.By;
import io.rtoto.rules.authoring.Thresholds.OfThreshold;
import io.rtoto.schemas.journal.CustomerErased;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BacktestTest {
  private static final Duration ALL = Duration.ofDays(1000);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Library FROM_30 = Library.EMPTY.rescuing(30);
  private static final Library FROM_20 = Library.EMPTY.rescuing(20);

  @TempDir private Path folder;

  @Test
  void findsExactlyTheCustomersThatAnIndependentCountFindsWhenAThresholdFallsFrom30To20()
      throws IOException {
    Path journal = Shop.full(300, 7).writtenTo(folder.resolve("journal.jsonl"));
    Set<String> above30 = leavingCarts(journal, Instant.MIN, worth -> worth >= 3000);
    Set<String> above20 = leavingCarts(journal, Instant.MIN, worth -> worth >= 2000);
    SortedSet<String> counted = new TreeSet<>(above20);
    counted.removeAll(above30);

    Report report = run(journal, FROM_30, FROM_20, ALL);

    assertThat(counted).hasSizeGreaterThan(10);
    assertThat(above30).hasSizeGreaterThan(10);
    Report.Change change = only(report);
    assertThat(change.newly().number()).isEqualTo(counted.size());
    assertThat(change.newly().samples())
        .containsExactlyElementsOf(counted.stream().limit(5).toList());
    assertThat(change.noLonger().number()).isZero();
    assertThat(decidedAbout("decisions-candidate.jsonl")).isEqualTo(above20);
    assertThat(decidedAbout("decisions-base.jsonl")).isEqualTo(above30);
    assertThat(report.isEmpty()).isFalse();
  }

  @Test
  void findsThemInTheLastDaysAlone() throws IOException {
    Path journal = Shop.full(300, 8).writtenTo(folder.resolve("journal.jsonl"));
    Instant since = MONDAY.plus(Duration.ofDays(2));
    Set<String> counted = leavingCarts(journal, since, worth -> worth >= 2000);
    counted.removeAll(leavingCarts(journal, since, worth -> worth >= 3000));

    Report report = run(journal, FROM_30, FROM_20, Duration.ofDays(8));

    assertThat(report.recording().since()).isEqualTo(since);
    assertThat(counted).hasSizeGreaterThan(3);
    Set<String> found = decidedAbout("decisions-candidate.jsonl");
    found.removeAll(decidedAbout("decisions-base.jsonl"));
    assertThat(found).isEqualTo(counted);
    assertThat(report.recording().compared()).isPositive().isLessThan(report.recording().events());
  }

  @Test
  void findsNoDifferenceWhereThereIsNone() throws IOException {
    Path journal = Shop.full(50, 9).writtenTo(folder.resolve("journal.jsonl"));
    Report report = run(journal, FROM_20, FROM_20, ALL);
    assertThat(report.isEmpty()).isTrue();
    assertThat(report.base().decisions()).isPositive().isEqualTo(report.candidate().decisions());
    assertThat(ReportText.of(report))
        .contains(
            "Both are the same rules: nothing can change. Maybe other rules were meant: --rules DIR"
                + " as they may be, --against as they are.");
    assertThat(folder.resolve("out/decisions-base.jsonl"))
        .isNotEmptyFile()
        .hasSameBinaryContentAs(folder.resolve("out/decisions-candidate.jsonl"));
  }

  @Test
  void givesTheSameBytesHoweverManyCustomersItGoesThroughAtATime() throws IOException {
    Path journal = Shop.full(400, 10).writtenTo(folder.resolve("journal.jsonl"));
    String alone = run(new RecordedFiles(journal, null), FROM_30, FROM_20, ALL, 1).json();
    byte[] decided = Files.readAllBytes(folder.resolve("out/decisions-candidate.jsonl"));
    String together = run(new RecordedFiles(journal, null), FROM_30, FROM_20, ALL, 3).json();
    assertThat(together).isEqualTo(alone);
    assertThat(tree(alone).at("/thresholds/0/most/fired").asLong()).isPositive();
    assertThat(folder.resolve("out/decisions-candidate.jsonl")).hasBinaryContent(decided);
  }

  @Test
  void givesTheSameBytesInWhateverOrderTheJournalStands() throws IOException {
    Shop shop = Shop.full(400, 11);
    Path journal = folder.resolve("journal.jsonl");
    RecordedFiles recorded = new RecordedFiles(shop.writtenTo(journal, 1), null);
    byte[] before = Files.readAllBytes(journal);
    String one = run(recorded, FROM_30, FROM_20, ALL, 2).json();
    byte[] decided = Files.readAllBytes(folder.resolve("out/decisions-candidate.jsonl"));
    assertThat(shop.writtenTo(journal, 2)).isRegularFile();
    assertThat(Files.readAllBytes(journal)).isNotEqualTo(before);
    assertThat(run(recorded, FROM_30, FROM_20, ALL, 2).json()).isEqualTo(one);
    assertThat(folder.resolve("out/decisions-candidate.jsonl")).hasBinaryContent(decided);
  }

  @Test
  void remembersWhatTheRulesAsTheyAreSaidBeforeTheComparisonBegins() throws IOException {
    Instant later = MONDAY.plus(Duration.ofDays(3));
    Library once =
        FROM_20.withFile("contact.yaml", "offers:\n  free-delivery: {most: 1, inDays: 7}\n");
    Path journal =
        new Shop()
            .adds("c1", "p", 2500, MONDAY)
            .adds("c1", "q", 100, later)
            .adds("c2", "p", 2500, later)
            .passesBy("c9", later.plus(Duration.ofHours(1)))
            .writtenTo(folder.resolve("journal.jsonl"));

    Report report =
        run(
            journal,
            once,
            once.with("order_placed", "OrderPlaced()", "new Note( \"n\" )"),
            Duration.ofDays(1));

    assertThat(decidedAbout("decisions-candidate.jsonl")).containsExactly("c2");
    assertThat(report.stopped())
        .containsExactly(
            new Report.Stopped("retail.cart_abandoned.idea", "free-delivery", "capped", 1, 1));
    assertThat(ReportText.of(report)).contains("          1         1  capped");
  }

  @Test
  void doesNotAskRulesAboutATimeBeforeTheyWouldHaveBeenThere() throws IOException {
    Library dormant = Library.EMPTY.with("dormant", "Dormant()", "new Offer( \"win-back\", 10 )");
    Path journal =
        new Shop()
            .orders("c1", MONDAY)
            .orders("c2", MONDAY.plus(Duration.ofDays(100)))
            .passesBy("c9", MONDAY.plus(Duration.ofDays(500)))
            .writtenTo(folder.resolve("journal.jsonl"));
    Instant lost = MONDAY.plus(Duration.ofDays(200));
    Duration since = Duration.between(lost, MONDAY.plus(Duration.ofDays(500)));

    Report always = run(journal, dormant, dormant, ALL);
    assertThat(decidedAbout("decisions-candidate.jsonl")).containsExactly("c1", "c2");
    assertThat(always.isEmpty()).isTrue();

    Report fresh = run(journal, FROM_20, dormant, since);
    assertThat(decidedAbout("decisions-candidate.jsonl")).containsExactly("c2");
    assertThat(fresh.changes()).singleElement().extracting(Report.Change::gained).isEqualTo(1L);
  }

  @Test
  void makesNothingOfWhatWasErased() throws IOException {
    Shop shop =
        new Shop()
            .adds("c1", "p", 2500, MONDAY)
            .adds("c2", "p", 2500, MONDAY)
            .adds("c2", "p", 2500, MONDAY.plus(Duration.ofDays(1)))
            .passesBy("c9", MONDAY.plus(Duration.ofDays(2)));
    run(shop.writtenTo(folder.resolve("journal.jsonl")), FROM_20, FROM_20, ALL);
    assertThat(decidedAbout("decisions-base.jsonl")).containsExactly("c1", "c2");

    shop.tells(new CustomerErased("c1", Shop.nameOf("c1"), MONDAY, 1));
    shop.tells(new CustomerErased("c2", Shop.nameOf("c2"), MONDAY, 1));
    Report report = run(shop.writtenTo(folder.resolve("journal.jsonl")), FROM_20, FROM_20, ALL);

    assertThat(decidedAbout("decisions-base.jsonl")).containsExactly("c2");
    assertThat(report.base().decisions()).isEqualTo(1);
    assertThat(report.recording().erased()).isEqualTo(2);
    assertThat(report.recording().customers()).isEqualTo(2);
  }

  @Test
  void takesThoseForOneWhoAreOneByNow() throws IOException {
    Path journal =
        new Shop()
            .adds("c1", "p", 1500, MONDAY)
            .adds("c2", "q", 1500, MONDAY.plusSeconds(60))
            .passesBy("c9", MONDAY.plus(Duration.ofDays(1)))
            .writtenTo(folder.resolve("journal.jsonl"));
    run(journal, FROM_30, FROM_30, ALL);
    assertThat(decidedAbout("decisions-base.jsonl")).isEmpty();
    run(new Joined(journal, Shop.nameOf("c2").key(), "c1"), FROM_30, FROM_30, ALL, 2);
    assertThat(decidedAbout("decisions-base.jsonl")).containsExactly("c1");
  }

  @Test
  void tellsWhatItIsAboutAtListPrice() throws IOException {
    Path journal =
        new Shop()
            .adds("c1", "p", 2100, MONDAY)
            .adds("c2", "p", 3300, MONDAY)
            .passesBy("c9", MONDAY.plus(Duration.ofDays(1)))
            .writtenTo(folder.resolve("journal.jsonl"));
    Report report = run(journal, FROM_30, FROM_20, ALL);
    assertThat(only(report).worth()).containsExactly(new Report.Worth("EUR", 3300, 5400));
    assertThat(ReportText.of(report))
        .contains(
            "  1 time as it is, 2 as it may be: 1 gained, 0 lost, 0 altered; of what comes to 33.00"
                + " EUR, now 54.00 EUR");
  }

  @Test
  void tellsAnotherTextOfTheSameOffer() throws IOException {
    Path journal = Shop.full(30, 11).writtenTo(folder.resolve("journal.jsonl"));
    String texts = "fallback: en\noffers:\n  free-delivery: {en: %1$s, zh-TW: %1$s, zh-CN: %1$s}\n";
    Report report =
        run(
            journal,
            FROM_20.withFile("texts.yaml", texts.formatted("Free delivery")),
            FROM_20.withFile("texts.yaml", texts.formatted("We deliver for free")),
            ALL);
    Report.Change change = only(report);
    assertThat(change.altered()).isPositive().isEqualTo(change.base());
    assertThat(change.gained() + change.lost() + change.newly().number()).isZero();
  }

  @Test
  void tellsByWhichThresholdARuleWouldHaveFiredTwiceAsOften() throws IOException {
    Path journal =
        new Shop()
            .adds("c1", "p", 3000, MONDAY)
            .adds("c2", "p", 4500, MONDAY)
            .adds("c3", "p", 900, MONDAY)
            .adds("c4", "p", 2900, MONDAY)
            .adds("c5", "p", 2500, MONDAY)
            .adds("c6", "p", 2400, MONDAY)
            .passesBy("c9", MONDAY.plus(Duration.ofDays(1)))
            .writtenTo(folder.resolve("journal.jsonl"));
    Report report = run(journal, FROM_20, FROM_30, ALL);
    assertThat(report.thresholds())
        .containsExactly(
            new OfThreshold(
                "retail.cart_abandoned.idea",
                "retail/cart_abandoned/idea.drl",
                13,
                "CartAbandoned( worthMinor >= 3000 )",
                ">=",
                3000,
                6,
                2,
                new By(2500, 4),
                new By(900, 6)));
    assertThat(ReportText.of(report))
        .contains(
            "  retail.cart_abandoned.idea  CartAbandoned( worthMinor >= 3000 ) fired 2 times; at >="
                + " 2500 it would have fired 4, twice as often.");
  }

  @Test
  void tellsHowOftenARuleWouldHaveFiredAtMostWhereTwiceIsOutOfReach() throws IOException {
    Path journal =
        new Shop()
            .adds("c1", "p", 3000, MONDAY)
            .adds("c2", "p", 4500, MONDAY)
            .adds("c3", "p", 900, MONDAY)
            .passesBy("c9", MONDAY.plus(Duration.ofDays(1)))
            .writtenTo(folder.resolve("journal.jsonl"));
    assertThat(ReportText.of(run(journal, FROM_30, FROM_30, ALL)))
        .contains(
            "  retail.cart_abandoned.idea  CartAbandoned( worthMinor >= 3000 ) fired 2 times; at"
                + " most 3, at >= 900.");
    assertThat(ReportText.of(run(journal, FROM_30, Library.EMPTY.rescuing(50), ALL)))
        .contains(
            "  retail.cart_abandoned.idea  CartAbandoned( worthMinor >= 5000 ) never fired; at >="
                + " 4500 it would have fired 1 time.");
  }

  /** Whoever publishes the number that is told finds what was told of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          cart_abandoned ; CartAbandoned( worthMinor >= 4000, items > 1 )
          cart_abandoned ; CartAbandoned( worthMinor < 900 )
          cart_abandoned ; CartAbandoned( items >= 9 || worthMinor > 5000 )
          product_viewed ; ProductViewed( timesSeen >= 3, productId in ("p0", "p1") )
          order_placed ; OrderPlaced() Customer( events >= 25 )
          cart_changed ; CartChanged( change == "added" ) not Contact( channel == "web", inWeek > 2 )
          """)
  void tellsWhatABacktestByThatThresholdFinds(String folderOfMoment, String condition)
      throws IOException {
    Path journal = Shop.full(200, 14).writtenTo(folder.resolve("journal.jsonl"));
    String note = "new Note( \"seen\" )";
    Library rules = Library.EMPTY.with(folderOfMoment, condition, note);
    List<OfThreshold> told = run(journal, rules, rules, ALL).thresholds();
    assertThat(told).isNotEmpty().allMatch(one -> one.fired() > 0);
    boolean any = false;
    for (OfThreshold one : told) {
      String number = "%s %d".formatted(one.operator(), one.number());
      for (By by : Stream.of(one.twice(), one.most()).filter(Objects::nonNull).toList()) {
        String moved = condition.replace(number, "%s %d".formatted(one.operator(), by.number()));
        Library otherwise = Library.EMPTY.with(folderOfMoment, moved, note);
        assertThat(run(journal, rules, otherwise, ALL).thresholds())
            .as(moved)
            .extracting(OfThreshold::fired)
            .containsOnly(by.fired());
        any = true;
      }
    }
    assertThat(any).isTrue();
  }

  @Test
  void laysWhatWasDecidedThenBesideWhatIsDecidedNow() throws IOException {
    Path journal = Shop.full(60, 13).writtenTo(folder.resolve("journal.jsonl"));
    run(journal, FROM_20, FROM_20, ALL);
    List<String> decided = Files.readAllLines(folder.resolve("out/decisions-base.jsonl"));
    List<String> then = new ArrayList<>(decided.subList(0, decided.size() - 1));
    then.set(0, then.get(0).replace("free-delivery", "a-mug"));
    String version = FROM_20.side("base").bundle().version();
    then.set(1, then.get(1).replace(version, "another"));
    String strip = then.get(2).replace("CartAbandoned", "RecommendationReady");
    then.add(strip.replaceFirst("\"decisionId\":\"[0-9a-f]+", "\"decisionId\":\"5"));
    then.add(then.get(3));
    then.add(then.get(4).replaceFirst("\"decisionId\":\"[0-9a-f]+", "\"decisionId\":\"6"));
    Path recorded = Files.write(folder.resolve("decisions.jsonl"), then);

    Report.Reproduced reproduced =
        run(new RecordedFiles(journal, recorded), FROM_20, FROM_20, ALL, 2).reproduced();

    // One is otherwise, one by another version and one was left out; one did not come out again.
    int same = decided.size() - 3;
    assertThat(reproduced)
        .extracting(
            Report.Reproduced::recorded,
            Report.Reproduced::same,
            Report.Reproduced::otherwise,
            Report.Reproduced::missing,
            Report.Reproduced::more,
            Report.Reproduced::byOthers,
            Report.Reproduced::notRehearsed)
        .containsExactly(same + 2L, (long) same, 1L, 1L, 2L, 1L, 1L);
    assertThat(run(journal, FROM_20, FROM_20, ALL).reproduced()).isNull();
  }

  @Test
  void tellsThatRecommendationsAreNotRehearsed() throws IOException {
    Path journal = Shop.full(30, 12).writtenTo(folder.resolve("journal.jsonl"));
    Library strip =
        FROM_20.with(
            "recommendation_ready",
            "RecommendationReady( $products : products )",
            "new Recommendation( \"strip\", 1, $products )");
    Report.NotRehearsed not = run(journal, FROM_20, strip, ALL).notRehearsed();
    assertThat(not.rules()).containsExactly("retail.recommendation_ready.idea");
    assertThat(not.changed()).isTrue();
    assertThat(not.looks()).isPositive();
    assertThat(run(journal, strip, strip, ALL).notRehearsed().changed()).isFalse();
  }

  @Test
  void refusesWhatIsNoJournalAndSaysWhere() throws IOException {
    Path journal = Files.writeString(folder.resolve("j.jsonl"), "\n{\"decisionId\":\"d\"}\n");
    assertThatThrownBy(() -> run(journal, FROM_20, FROM_20, ALL))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            journal
                + ", line 2 is no entry of the journal: it does not tell which entry it is. Maybe"
                + " the file is another one; rtoto run writes journal.jsonl.");
    Path torn = Files.writeString(folder.resolve("torn.jsonl"), "{\"entry\":\"EventAppl");
    assertThatThrownBy(() -> run(torn, FROM_20, FROM_20, ALL))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(torn + ", line 1 is no entry of the journal: ");
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    assertThatThrownBy(() -> run(empty, FROM_20, FROM_20, ALL))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("No event was applied to anybody in " + empty);
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void refusesAnEventThatItsVersionCannotRead() throws IOException {
    Path journal = new Shop().passesBy("c1", MONDAY).writtenTo(folder.resolve("journal.jsonl"));
    Files.writeString(journal, Files.readString(journal).replace("PageViewed", "PageSmelt"));
    assertThatThrownBy(() -> run(journal, FROM_20, FROM_20, ALL))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("An event of customer c1 in the journal cannot be read: ");
  }

  /**
   * Who left a cart behind that was worth so much, counted by a few lines that share nothing with
   * the engine: half an hour after the last act something lies in it.
   */
  private static Set<String> leavingCarts(Path journal, Instant since, LongPredicate worth)
      throws IOException {
    record Act(Instant at, JsonNode event) {}
    Map<String, List<Act>> lives = new HashMap<>();
    Instant end = Instant.MIN;
    for (String line : Files.readAllLines(journal)) {
      JsonNode entry = JSON.readTree(line);
      JsonNode event = entry.path("event");
      Instant at = Instant.parse(event.path("occurrence").path("at").asText());
      end = at.isAfter(end) ? at : end;
      lives
          .computeIfAbsent(entry.path("customerId").asText(), customer -> new ArrayList<>())
          .add(new Act(at, event));
    }
    Set<String> left = new TreeSet<>();
    for (Map.Entry<String, List<Act>> life : lives.entrySet()) {
      List<Act> acts = life.getValue();
      acts.sort(Comparator.comparing(Act::at));
      Map<String, Integer> pieces = new TreeMap<>();
      Map<String, Long> prices = new HashMap<>();
      for (int i = 0; i < acts.size(); i++) {
        JsonNode event = acts.get(i).event();
        String product = event.path("product").path("productId").asText();
        switch (event.path("type").asText()) {
          case "ProductAddedToCart" -> {
            pieces.merge(product, 1, Integer::sum);
            prices.put(product, event.path("product").path("price").path("minor").asLong());
          }
          case "ProductRemovedFromCart" ->
              pieces.computeIfPresent(product, (key, n) -> n == 1 ? null : n - 1);
          case "OrderPlaced" -> pieces.clear();
          default -> {}
        }
        Instant due = acts.get(i).at().plus(Duration.ofMinutes(30));
        Instant next = i + 1 < acts.size() ? acts.get(i + 1).at() : end;
        long sum =
            pieces.entrySet().stream()
                .mapToLong(e -> e.getValue() * prices.getOrDefault(e.getKey(), 0L))
                .sum();
        if (!pieces.isEmpty() && !due.isAfter(next) && !due.isBefore(since) && worth.test(sum)) {
          left.add(life.getKey());
        }
      }
    }
    return left;
  }

  /** The same, where one identifier is another customer's by now. */
  private record Joined(Path journal, String identifier, String owner) implements Recorded {
    private RecordedFiles files() {
      return new RecordedFiles(journal, null);
    }

    @Override
    public String name() {
      return files().name();
    }

    @Override
    public void journal(Sink sink) throws IOException {
      files().journal(sink);
    }

    @Override
    public boolean hasDecisions() {
      return false;
    }

    @Override
    public void decisions(Sink sink) {}

    @Override
    public Map<String, String> owners() {
      return Map.of(identifier, owner);
    }
  }

  private static Report.Change only(Report report) {
    assertThat(report.changes()).hasSize(1);
    return report.changes().get(0);
  }

  private Set<String> decidedAbout(String file) throws IOException {
    try (var lines = Files.lines(folder.resolve("out").resolve(file))) {
      return lines
          .map(line -> tree(line).path("customerId").asText())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report run(Path journal, Library base, Library candidate, Duration since)
      throws IOException {
    return run(new RecordedFiles(journal, null), base, candidate, since, 2);
  }

  private Report run(
      Recorded recorded, Library base, Library candidate, Duration since, int threads)
      throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    BacktestRequest request =
        new BacktestRequest(
            recorded,
            base.side("base"),
            candidate.side("candidate"),
            new Hindsight.Beside(EngageSettings.defaults("none"), List.of(), product -> false),
            since,
            folder.resolve("out"),
            work,
            threads);
    return new Backtest(request, new Progress(nowhere, false, InstantSource.system()))
        .run()
        .report();
  }
}
