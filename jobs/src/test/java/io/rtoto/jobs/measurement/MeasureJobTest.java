package io.rtoto.jobs.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import io.rtoto.schemas.scorecards.Scorecard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole job measure, against what somebody else counts from the same messages. */
@ExtendWith(EngageRigExtension.class)
final class MeasureJobTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant BEGINNING = Instant.parse("2026-11-02T00:00:00Z");
  private static final Instant END = BEGINNING.plus(Duration.ofDays(20));
  private static final List<String> RULES = List.of("voucher", "delivery", "thanks");
  private static final List<String> VERSIONS = List.of("4be1a90c77d2", "19fe03aa5c81");
  private static final int CUSTOMERS = 40;

  /** Of the same moment the same, whether anything was decided or not. */
  private static final Map<String, String> FACTS =
      Map.of("cause", "unknown", "worthMinor", "3000", "currency", "EUR");

  private final EngageRig rig;
  private final Random chance = new Random(7);
  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<String, String> now = new HashMap<>();
  private int events;

  MeasureJobTest(EngageRig rig) {
    this.rig = rig;
  }

  @Test
  void scorecardsAreWhatABatchCountsWhateverFailsAndHoweverLateItComes() throws Exception {
    rig.begin(3);
    MeasureSettings live = live();
    tellAStory();
    publish();
    LocalJob job = rig.startMeasure(live, 2);
    write(0, 2);
    EngageRig.await(() -> !rig.scorecardsNow().isEmpty());
    rig.killTaskManager();
    write(1, 2);
    turnOutToBeOthers();
    partAgain();
    eraseSome();
    tellTheTime();

    SortedMap<String, ObjectNode> expected = expected();
    assertThat(expected).hasSize(9);
    EngageRig.await(() -> counts().equals(expected));
    assertThat(job.restarts()).isPositive();
    assertThat(rig.scorecardsNow())
        .filteredOn(card -> card.bundleVersion() == null)
        .allSatisfy(
            card -> {
              assertThat(card.treated().customers()).isPositive();
              assertThat(card.control().customers()).isPositive();
              assertThat(card.uplift()).isNotEmpty();
              assertThat(card.lastTouch().count()).isPositive();
              assertThat(card.complaints()).isPositive();
            });

    // The same messages once more, by a job that ends with them: to the last digit.
    List<Scorecard> before = rig.scorecardsNow();
    List<Figures> figures = rig.figuresNow();
    rig.stop();
    LocalJob replay = rig.startMeasure(live.replayUntil(END), 1);
    replay.awaitEnd(Duration.ofMinutes(2));
    assertThat(counts()).isEqualTo(expected);
    assertThat(rig.scorecardsNow())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("findings", "asOf")
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(rig.figuresNow())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("watermarkDelayMillis")
        .containsExactlyInAnyOrderElementsOf(figures);
  }

  private MeasureSettings live() {
    return MeasureSettings.read(
        new String[] {
          "--kafka",
          rig.bootstrapServers(),
          "--told-apart",
          "PT0.05S",
          "--partition-idle-after",
          "PT0.5S",
          // The story is told in no order at all: time is at its end before it is told.
          "--repeats-kept-for",
          "P60D"
        },
        Map.of());
  }

  private SortedMap<String, ObjectNode> expected() throws IOException {
    Map<String, List<String>> rules = new HashMap<>();
    rules.put("CartAbandoned", RULES);
    return new Recomputation(
            // As they stand on their topics.
            nodes(JournalEntry.class, rig.journal()),
            nodes(Decision.class, rig.decisions()),
            now,
            rules,
            Duration.ofDays(7),
            END)
        .scorecards();
  }

  private SortedMap<String, ObjectNode> counts() throws IOException {
    SortedMap<String, ObjectNode> counts = new TreeMap<>();
    List<Scorecard> cards = rig.scorecardsNow();
    List<JsonNode> nodes = nodes(Scorecard.class, cards);
    for (int i = 0; i < cards.size(); i++) {
      counts.put(cards.get(i).key(), Recomputation.countsOf(nodes.get(i)));
    }
    return counts;
  }

  private static <T> List<JsonNode> nodes(Class<T> type, List<T> messages) throws IOException {
    Messages<T> codec = Messages.of(type);
    List<JsonNode> nodes = new ArrayList<>();
    for (T message : messages) {
      nodes.add(JSON.readTree(codec.write(message)));
    }
    return nodes;
  }

  /** Five days of customers who are told something, look at it, order, and give things back. */
  private void tellAStory() {
    for (int moment = 0; moment < 300; moment++) {
      String customer = customer(chance.nextInt(CUSTOMERS));
      String version = VERSIONS.get(moment < 150 ? 0 : 1);
      Instant at = BEGINNING.plusSeconds(chance.nextInt(5 * 86_400));
      String cause = "%032x".formatted(moment);
      journal.add(
          new MomentArose(cause, "CartAbandoned", customer, cause, at, 0, 1, Map.of(), version));
      decide(customer, version, at, cause);
    }
    for (int order = 0; order < 120; order++) {
      String customer = customer(chance.nextInt(CUSTOMERS));
      Instant at = BEGINNING.plusSeconds(chance.nextInt(12 * 86_400));
      String id = "o" + order;
      applies(customer, new OrderPlaced(at(at), id, eur(1_000 + chance.nextInt(9_000)), List.of()));
      Instant back = at.plusSeconds(1 + chance.nextInt(5 * 86_400));
      switch (chance.nextInt(6)) {
        case 0 -> applies(customer, new OrderCancelled(at(back), id, null, List.of()));
        case 1 -> applies(customer, new OrderReturned(at(back), id, eur(500), List.of()));
        case 2 -> applies(customer, new OrderReturned(at(back), id, eur(20_000), List.of()));
        case 3 -> applies(customer, new OrderReturned(at(back), id, eur(1_400), pairs(700)));
        default -> {
          // It is kept.
        }
      }
    }
    // What comes late, comes late: everything in any order.
    Collections.shuffle(journal, chance);
    // And some of it twice.
    decisions.addAll(List.copyOf(decisions.subList(0, decisions.size() / 3)));
    Collections.shuffle(decisions, chance);
  }

  private void decide(String customer, String version, Instant at, String cause) {
    String winner = RULES.get(chance.nextInt(RULES.size()));
    boolean held = chance.nextInt(3) == 0;
    List<Considered> considered = new ArrayList<>();
    considered.add(considered(winner, held ? "held_out" : "chosen"));
    for (String rule : RULES) {
      if (!rule.equals(winner) && chance.nextBoolean()) {
        considered.add(considered(rule, chance.nextBoolean() ? "outranked" : "no_consent"));
      }
    }
    String id = "%032x".formatted(1_000_000 + events++);
    int end = chance.nextInt(12);
    if (end < 3) {
      journal.add(
          new DecisionNotMade(
              id,
              "CartAbandoned",
              customer,
              cause,
              "offer",
              version,
              null,
              at,
              0,
              FACTS,
              List.of(considered(winner, "over_budget")),
              null));
      // The job fell between a decision and its checkpoint, and came to another end.
      if (end < 2) {
        return;
      }
    }
    decisions.add(
        new Decision(
            id,
            held ? DecisionKind.RECORD : DecisionKind.OFFER,
            customer,
            "CartAbandoned",
            cause,
            "offer",
            winner,
            version,
            null,
            at,
            null,
            winner,
            null,
            null,
            List.of(),
            FACTS,
            considered,
            null,
            null,
            null,
            null,
            held ? Arm.HELD_OUT : Arm.TREATED,
            held ? 1.0 / 3 : 2.0 / 3));
    for (OfferOutcome outcome : OfferOutcome.values()) {
      if (!held && chance.nextInt(2) == 0) {
        Instant then = at.plusSeconds(chance.nextInt(3_600));
        applies(customer, new OfferOutcomeReported(at(then), id, outcome, "offer"));
      }
    }
    if (chance.nextBoolean()) {
      saysWhatMayBeSaid(customer, at.plusSeconds(7_200));
    }
  }

  /** Some say so, of others it is told as it stands; some of it is what was told before. */
  private void saysWhatMayBeSaid(String customer, Instant at) {
    boolean given = chance.nextInt(3) == 0;
    List<Consent> consents =
        List.of(
            new Consent(Purpose.MARKETING, chance.nextBoolean() ? null : Channel.EMAIL, given),
            new Consent(Purpose.MARKETING, Channel.SMS, chance.nextBoolean()),
            new Consent(Purpose.PERSONALIZATION, null, false));
    applies(
        customer,
        chance.nextBoolean()
            ? new ConsentChanged(at(at), consents)
            : new CustomerIdentified(at(at), new Traits(null, null, null, consents, null)));
  }

  private static Considered considered(String rule, String outcome) {
    return new Considered(rule, rule, 1, 1, outcome, null, null, null);
  }

  /** Two pieces at that price. */
  private static List<OrderLine> pairs(long minor) {
    return List.of(new OrderLine(new ProductMention("socks", null, eur(minor)), 2));
  }

  private static Money eur(long minor) {
    return new Money(minor, "EUR");
  }

  private Occurrence at(Instant at) {
    return new Occurrence("m" + ++events, at, null, Topic.ORDERS, null);
  }

  private void applies(String customer, CustomerEvent event) {
    journal.add(
        new EventApplied(
            "%032x".formatted(2_000_000 + events++), customer, identifier(customer), event));
  }

  private static Identifier identifier(String name) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, name);
  }

  private String customer(int number) {
    return new Pseudonyms(live().identitySecret()).customerId(identifier("b" + number));
  }

  private void publish() throws Exception {
    for (String version : VERSIONS) {
      List<RuleCard> cards =
          RULES.stream()
              .map(rule -> new RuleCard(rule, rule, "CartAbandoned", "test", "2026", rule))
              .toList();
      rig.write(
          Topic.RULE_HISTORY,
          version,
          RuleBundle.class,
          new RuleBundle(
              version, null, "test", BEGINNING, Map.of(), Map.of(), List.of(), cards, List.of()));
    }
  }

  /** Writes one of so many parts of the story. */
  private void write(int part, int parts) throws Exception {
    for (int i = part * journal.size() / parts; i < (part + 1) * journal.size() / parts; i++) {
      JournalEntry entry = journal.get(i);
      rig.write(Topic.JOURNAL, entry.key(), JournalEntry.class, entry);
    }
    for (int i = part * decisions.size() / parts; i < (part + 1) * decisions.size() / parts; i++) {
      Decision decision = decisions.get(i);
      rig.write(Topic.DECISIONS, decision.customerId(), Decision.class, decision);
    }
  }

  /** One in four turns out to be the customer before them. */
  private void turnOutToBeOthers() throws Exception {
    for (int number = 1; number < CUSTOMERS; number += 4) {
      now.put(customer(number), customer(number - 1));
      isNow(number, customer(number - 1));
    }
  }

  /** One in three of these are themselves after all. */
  private void partAgain() throws Exception {
    for (int number = 1; number < CUSTOMERS; number += 12) {
      now.remove(customer(number));
      isNow(number, customer(number));
    }
  }

  private void isNow(int number, String to) throws Exception {
    Identifier identifier = identifier("b" + number);
    rig.write(
        Topic.IDENTITIES,
        identifier.key(),
        Identity.class,
        new Identity(identifier, to, true, List.of(), List.of()));
  }

  /** Up to the middle of the story. */
  private void eraseSome() throws Exception {
    for (int number = 2; number < CUSTOMERS; number += 10) {
      JournalEntry erased =
          new CustomerErased(
              customer(number), identifier("b" + number), BEGINNING.plus(Duration.ofDays(3)), 1);
      rig.write(Topic.JOURNAL, erased.key(), JournalEntry.class, erased);
    }
  }

  /** In every partition, so that all know that the windows are over. */
  private void tellTheTime() throws Exception {
    for (int i = 0; i < 30; i++) {
      CustomerEvent event = new PageViewed(at(END.plusSeconds(60)), null);
      JournalEntry entry =
          new EventApplied("%032x".formatted(3_000_000 + i), "c" + i, identifier("c" + i), event);
      rig.write(Topic.JOURNAL, entry.key(), JournalEntry.class, entry);
    }
  }
}
