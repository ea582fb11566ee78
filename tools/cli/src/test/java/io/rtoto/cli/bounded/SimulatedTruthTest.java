package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rtoto.cli.bounded.AbandonedCarts.Act;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.shop.DemoShop;
import io.rtoto.cli.shop.ShopCall;
import io.rtoto.cli.shop.Truth;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine makes of the demo shop, compared with what the shop knows to be true. */
final class SimulatedTruthTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration AFTERWARDS = Duration.ofDays(2);
  private static final int ORDERS_OF_A_REGULAR = 4;

  private static final List<ShopCall> CALLS = new ArrayList<>();
  private static final List<Truth> TRUTHS = new ArrayList<>();
  private static final Map<Identifier, Integer> OWNERS = new HashMap<>();
  private static final List<EventApplied> APPLIED = new ArrayList<>();
  private static final List<MomentArose> MOMENTS = new ArrayList<>();
  private static final List<Decision> DECISIONS = new ArrayList<>();
  private static final List<CustomerSnapshot> CUSTOMERS = new ArrayList<>();

  @BeforeAll
  static void play(@TempDir Path folder) throws IOException {
    new DemoShop(11).simulate(320, START, Duration.ofDays(90), CALLS::add, TRUTHS::add);
    CALLS.sort(Comparator.comparing(ShopCall::at).thenComparing(ShopCall::messageId));
    Path file = folder.resolve("shop.jsonl");
    Files.write(file, CALLS.stream().map(call -> call.json().toString()).toList());
    Summary summary =
        TrialRun.of(file, InputFormat.SEGMENT, folder.resolve("out")).until(AFTERWARDS).run();
    assertThat(summary.applied()).isEqualTo(CALLS.size());

    for (Truth truth : TRUTHS) {
      String userId = truth.userId();
      if (userId != null) {
        OWNERS.put(pseudonym(IdentifierType.USER_ID, userId), truth.customer());
      }
      String email = truth.email();
      if (email != null) {
        OWNERS.put(pseudonym(IdentifierType.EMAIL, email), truth.customer());
      }
      for (String device : truth.anonymousIds()) {
        OWNERS.put(pseudonym(IdentifierType.ANONYMOUS_ID, device), truth.customer());
      }
    }
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    for (String line : Files.readAllLines(folder.resolve("out/journal.jsonl"))) {
      JournalEntry entry = journal.read(line.getBytes(UTF_8));
      if (entry instanceof EventApplied applied) {
        APPLIED.add(applied);
      } else if (entry instanceof MomentArose moment) {
        MOMENTS.add(moment);
      }
    }
    Messages<Decision> decisions = Messages.of(Decision.class);
    for (String line : Files.readAllLines(folder.resolve("out/decisions.jsonl"))) {
      DECISIONS.add(decisions.read(line.getBytes(UTF_8)));
    }
    Messages<CustomerSnapshot> customers = Messages.of(CustomerSnapshot.class);
    for (String line : Files.readAllLines(folder.resolve("out/customers.jsonl"))) {
      CUSTOMERS.add(customers.read(line.getBytes(UTF_8)));
    }
  }

  @Test
  void noCustomerIsTwoPersons() {
    assertThat(personsOfCustomers().values()).isNotEmpty().allMatch(persons -> persons.size() == 1);
    assertThat(CUSTOMERS)
        .hasSameSizeAs(personsOfCustomers().keySet())
        .allSatisfy(
            customer -> {
              Set<Integer> persons = new HashSet<>();
              customer.identifiers().forEach(known -> persons.add(personOf(known)));
              assertThat(persons).hasSize(1);
            });
  }

  @Test
  void everyEventIsTheCustomersWhomItsStrongestIdentifierNames() {
    Map<String, JsonNode> calls = new HashMap<>();
    CALLS.forEach(call -> calls.put(call.messageId(), call.json()));
    Map<String, Set<Integer>> persons = personsOfCustomers();
    assertThat(APPLIED)
        .hasSameSizeAs(CALLS)
        .allSatisfy(
            applied -> {
              String messageId = applied.event().occurrence().messageId();
              Identifier strongest =
                  strongestOf(calls.getOrDefault(messageId, MissingNode.getInstance()));
              assertThat(applied.identifier()).isEqualTo(strongest);
              assertThat(persons.get(applied.customerId())).containsExactly(personOf(strongest));
            });
  }

  /**
   * Of the orders that make or keep someone a regular, the alert follows most of those after which
   * the customer left, and few of the others. The simulated rhythm is not a clock's: one visit in
   * four ends without an order.
   */
  @Test
  void theAlertOfABrokenRhythmFollowsTheOrdersAfterWhichSomeoneLeft() {
    Map<Integer, List<String>> orders = new HashMap<>();
    APPLIED.stream()
        .filter(applied -> applied.event() instanceof OrderPlaced)
        .sorted(Comparator.comparing(applied -> applied.event().occurrence().at()))
        .forEach(
            applied ->
                orders
                    .computeIfAbsent(personOf(applied.identifier()), none -> new ArrayList<>())
                    .add(applied.eventId()));
    List<String> beforeTheyLeft = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Truth truth : TRUTHS) {
      List<String> own = orders.getOrDefault(truth.customer(), List.of());
      for (int nth = ORDERS_OF_A_REGULAR; nth <= own.size(); nth++) {
        boolean last = nth == own.size() && truth.leftAt() != null;
        (last ? beforeTheyLeft : others).add(own.get(nth - 1));
      }
    }
    Set<String> alerted = new HashSet<>();
    DECISIONS.stream()
        .filter(decision -> decision.name().equals("rhythm-broken"))
        .forEach(decision -> alerted.add(decision.causeEventId()));

    assertThat(beforeTheyLeft).hasSizeGreaterThan(10);
    assertThat(others).hasSizeGreaterThan(200);
    assertThat(share(beforeTheyLeft, alerted)).isGreaterThan(0.7);
    assertThat(share(others, alerted)).isLessThan(0.15);
  }

  @Test
  void aCartIsAbandonedAsOftenAsTheCallsTell() {
    Map<String, String> customers = new HashMap<>();
    APPLIED.forEach(
        applied -> customers.put(applied.event().occurrence().messageId(), applied.customerId()));
    List<Act> acts = new ArrayList<>();
    for (ShopCall call : CALLS) {
      acts.addAll(actsOf(call, customers.getOrDefault(call.messageId(), "")));
    }
    long end = CALLS.get(CALLS.size() - 1).at().plus(AFTERWARDS).toEpochMilli();
    long expected = AbandonedCarts.count(acts, end);
    assertThat(expected).isGreaterThan(100);
    assertThat(MOMENTS.stream().filter(moment -> moment.moment().equals("CartAbandoned")))
        .hasSize((int) expected);
  }

  private static List<Act> actsOf(ShopCall call, String who) {
    JsonNode json = call.json();
    long at = call.at().toEpochMilli();
    String product = json.at("/properties/product_id").asText();
    List<Act> acts = new ArrayList<>();
    switch (json.path("event").asText()) {
      case "Product Added" -> acts.add(new Act(at, who, "cart", product));
      case "Product Removed" -> acts.add(new Act(at, who, "remove", product));
      case "Order Completed" -> {
        for (JsonNode line : json.at("/properties/products")) {
          acts.add(new Act(at, who, "purchase", line.path("product_id").asText()));
        }
      }
      // The shop did it, not the customer.
      case "Order Refunded", "Live Chat Message Received" -> {}
      default -> acts.add(new Act(at, who, "other", ""));
    }
    return acts;
  }

  private static double share(List<String> orders, Set<String> alerted) {
    return orders.stream().filter(alerted::contains).count() / (double) orders.size();
  }

  private static Map<String, Set<Integer>> personsOfCustomers() {
    Map<String, Set<Integer>> persons = new HashMap<>();
    for (EventApplied applied : APPLIED) {
      persons
          .computeIfAbsent(applied.customerId(), none -> new HashSet<>())
          .add(personOf(applied.identifier()));
    }
    return persons;
  }

  private static int personOf(Identifier identifier) {
    return OWNERS.getOrDefault(identifier, -1);
  }

  private static Identifier strongestOf(JsonNode call) {
    return call.has("userId")
        ? pseudonym(IdentifierType.USER_ID, call.path("userId").asText())
        : pseudonym(IdentifierType.ANONYMOUS_ID, call.path("anonymousId").asText());
  }

  private static Identifier pseudonym(IdentifierType type, String value) {
    return new Pseudonyms(EngageSettings.defaults("").identitySecret()).identifier(type, value);
  }
}
