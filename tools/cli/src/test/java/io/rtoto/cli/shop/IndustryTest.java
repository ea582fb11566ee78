package io.rtoto.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.engagement.EngagementCasePlayer;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.cases.CasePlayer;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each industry is played for a month, and hears every rule of its own. */
final class IndustryTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", ".."), "rules", "library");
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant END = START.plus(MONTH);
  private static final ReplenishmentParameters NOTHING_LASTS =
      new ReplenishmentParameters(
          "replenishment", "days", 1.5, List.of(), List.of(), 0, 0, START, START);

  /** What is new in a catalogue only the whole job knows. */
  private static final Set<String> NOT_HERE =
      Set.of("property.recommendation_ready.search_mandate.new");

  private static RuleBundle bundle;
  private static RuleBook book;

  @BeforeAll
  static void compile() {
    bundle = RuleCompiler.compile(LIBRARY, "tests", null, Instant.EPOCH);
    book = RuleBook.load(bundle);
  }

  static Stream<String> industries() {
    return Industry.names().stream().filter(name -> !name.equals(Industry.RETAIL));
  }

  @ParameterizedTest
  @MethodSource("industries")
  void letsEveryRuleOfItsPackSpeakAndLeavesSomeCustomersAlone(String industry) {
    Simulation business = Industry.simulation(industry, 1);
    Set<String> spoke = new TreeSet<>();
    int leftAlone = 0;
    for (List<CustomerEvent> life : lives(business, 300)) {
      Set<String> heard = ofItsPack(play(life, business.catalogue()), industry);
      spoke.addAll(heard);
      leftAlone += heard.isEmpty() ? 1 : 0;
    }
    assertThat(spoke)
        .containsExactlyInAnyOrderElementsOf(
            bundle.rules().stream()
                .map(RuleCard::id)
                .filter(id -> id.startsWith(industry + ".") && !NOT_HERE.contains(id))
                .toList());
    assertThat(leftAlone).isPositive();
  }

  @ParameterizedTest
  @MethodSource("industries")
  void isTheSameForTheSameSeedAndGivesEachCallAnIdOfItsOwn(String industry) {
    List<ShopCall> calls = calls(Industry.simulation(industry, 1), 60);
    assertThat(calls).extracting(ShopCall::messageId).doesNotHaveDuplicates();
    assertThat(calls).isEqualTo(calls(Industry.simulation(industry, 1), 60));
    assertThat(calls).isNotEqualTo(calls(Industry.simulation(industry, 2), 60));
  }

  @ParameterizedTest
  @MethodSource("industries")
  void namesWhatItShowsInThreeLanguages(String industry) {
    List<CatalogEntry> catalogue = Industry.simulation(industry, 1).catalogue();
    Set<String> ids = new HashSet<>(catalogue.stream().map(CatalogEntry::productId).toList());
    assertThat(ids).hasSameSizeAs(catalogue);
    assertThat(catalogue)
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.names()).containsOnlyKeys("zh-TW", "zh-CN", "en");
              assertThat(ids).containsAll(entry.companions());
            });
  }

  private static Set<String> ofItsPack(CasePlayer player, String industry) {
    return player.answers().stream()
        .flatMap(answer -> answer.proposals().stream())
        .map(weighed -> weighed.proposed().rule())
        .filter(rule -> rule.startsWith(industry + "."))
        .collect(Collectors.toSet());
  }

  private static CasePlayer play(List<CustomerEvent> life, List<CatalogEntry> catalogue) {
    CasePlayer player =
        EngagementCasePlayer.with(EngageSettings.defaults("none:0"))
            .play(book, catalogue, NOTHING_LASTS);
    life.forEach(player::happens);
    player.timePasses(END);
    return player;
  }

  /** What happens to each customer, as the engine reads it. */
  private static List<List<CustomerEvent>> lives(Simulation business, int customers) {
    SegmentReader reader = new SegmentReader(START.plus(Duration.ofDays(100)), "USD");
    List<List<CustomerEvent>> lives = new ArrayList<>();
    List<CustomerEvent> life = new ArrayList<>();
    business.simulate(
        customers,
        START,
        MONTH,
        call -> life.add(read(reader, call)),
        truth -> {
          lives.add(List.copyOf(life));
          life.clear();
        });
    return lives;
  }

  private static CustomerEvent read(SegmentReader reader, ShopCall call) {
    SegmentReader.Reading reading =
        reader.read(
            SegmentRouting.topicOf(call.json()),
            call.json().toString().getBytes(StandardCharsets.UTF_8));
    assertThat(reading).isInstanceOf(SegmentReader.Sound.class);
    return ((SegmentReader.Sound) reading).event();
  }

  private static List<ShopCall> calls(Simulation business, int customers) {
    List<ShopCall> calls = new ArrayList<>();
    business.simulate(customers, START, MONTH, calls::add, truth -> {});
    return calls;
  }
}
