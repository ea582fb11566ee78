package io.rtoto.jobs.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scorecards, counted once more from the messages as they are written, by somebody who knows
 * nothing of how the job counts: no class of it is used here, only JSON.
 */
final class Recomputation {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> WAYS =
      List.of("web", "email", "sms", "push", "line", "phone", "mail", "store");

  private final Duration window;
  private final Instant asOf;
  private final Map<String, String> now;
  private final Map<String, JsonNode> decisions = new LinkedHashMap<>();
  private final List<JsonNode> journal;
  private final Map<String, List<String>> rulesByMoment;
  private final Map<String, Instant> erasedUpTo = new HashMap<>();
  private final SortedMap<String, ObjectNode> cards = new TreeMap<>();

  /**
   * Of these messages.
   *
   * @param decisions each at least once
   * @param now who is whom by now
   * @param rulesByMoment which rules react to which moment
   */
  Recomputation(
      List<JsonNode> journal,
      List<JsonNode> decisions,
      Map<String, String> now,
      Map<String, List<String>> rulesByMoment,
      Duration window,
      Instant asOf) {
    this.journal = journal;
    this.now = now;
    this.rulesByMoment = rulesByMoment;
    this.window = window;
    this.asOf = asOf;
    decisions.forEach(one -> this.decisions.putIfAbsent(one.path("decisionId").asText(), one));
  }

  /** The counts of each scorecard, by its key. */
  SortedMap<String, ObjectNode> scorecards() {
    for (JsonNode decision : decisions.values()) {
      proposals(decision, decision.path("rule").asText());
    }
    for (JsonNode entry : journal) {
      String kind = entry.path("entry").asText();
      if (kind.equals("DecisionNotMade")) {
        JsonNode made = decisions.get(entry.path("decisionId").asText());
        if (made == null || !at(made, "decidedAt").equals(at(entry, "at"))) {
          proposals(entry, "");
        }
      } else if (kind.equals("MomentArose")) {
        for (String rule : rulesByMoment.getOrDefault(entry.path("moment").asText(), List.of())) {
          add(rule, entry.path("bundleVersion").asText(), 1, "evaluated");
        }
      }
    }
    for (JsonNode entry : journal) {
      if (entry.path("entry").asText().equals("CustomerErased")) {
        erasedUpTo.put(entry.path("customerId").asText(), at(entry, "upTo"));
      }
    }
    Set<String> customers = new TreeSet<>();
    decisions.values().forEach(one -> customers.add(customer(one)));
    customers.forEach(this::customer);
    return cards;
  }

  private String customer(JsonNode message) {
    String told = message.path("customerId").asText();
    return now.getOrDefault(told, told);
  }

  private boolean isErased(JsonNode message, Instant at) {
    Instant upTo = erasedUpTo.get(message.path("customerId").asText());
    return upTo != null && !at.isAfter(upTo);
  }

  private void proposals(JsonNode message, String winner) {
    String version = message.path("bundleVersion").asText();
    for (JsonNode one : message.path("considered")) {
      String rule = one.path("rule").asText();
      String outcome = one.path("outcome").asText();
      add(rule, version, 1, "fired");
      one.path("stoppedBy")
          .forEach(
              stopped -> {
                if (stopped.asText().startsWith("withdrawn_by:")) {
                  add(stopped.asText().substring("withdrawn_by:".length()), version, 1, "fired");
                }
              });
      switch (outcome) {
        case "chosen" -> add(rule, version, 1, "said");
        case "held_out" -> add(rule, version, 1, "heldOut");
        case "outranked" -> add(rule, version, 1, "lostTo", winner);
        default -> add(rule, version, 1, "suppressedBy", outcome);
      }
      for (JsonNode other : message.path("considered")) {
        if (!other.path("rule").equals(one.path("rule"))) {
          add(rule, version, 1, "firedWith", other.path("rule").asText());
        }
      }
    }
  }

  /** An order, with what is left of it. */
  private record Bought(Instant at, long minor, String currency) {}

  private void customer(String customer) {
    List<JsonNode> theirs =
        decisions.values().stream()
            .filter(one -> customer(one).equals(customer))
            .filter(one -> !isErased(one, at(one, "decidedAt")))
            .toList();
    List<JsonNode> events =
        journal.stream()
            .filter(one -> one.path("entry").asText().equals("EventApplied"))
            .filter(one -> customer(one).equals(customer))
            .filter(one -> !isErased(one, at(one.path("event"))))
            .sorted(
                Comparator.<JsonNode, Instant>comparing(one -> at(one.path("event")))
                    .thenComparing(one -> one.path("eventId").asText()))
            .map(one -> one.path("event"))
            .toList();
    List<Bought> orders = orders(events);
    Map<String, Instant> touched = new HashMap<>();
    outcomes(theirs, events, touched);
    for (JsonNode one : theirs) {
      String kind = one.path("kind").asText();
      if (kind.equals("alert") || kind.equals("task")) {
        touched.put(one.path("decisionId").asText(), at(one, "decidedAt"));
      }
    }
    for (Bought order : orders) {
      touches(theirs, touched, order);
    }
    Map<String, Boolean> allowed = new HashMap<>();
    for (JsonNode event : events) {
      if (refuses(event, allowed)) {
        lastTouch(theirs, touched, at(event))
            .forEach(last -> add(rule(last), version(last), 1, "complaints"));
      }
    }
    trials(theirs, orders);
  }

  /**
   * Whether it forbids by some way what was allowed, and from then on is not.
   *
   * @param allowed by way; what was never told of has no entry
   */
  private static boolean refuses(JsonNode event, Map<String, Boolean> allowed) {
    boolean isTrait = event.path("type").asText().equals("CustomerIdentified");
    Map<String, Boolean> ofAll = new HashMap<>();
    Map<String, Boolean> ofOne = new HashMap<>();
    for (JsonNode consent : (isTrait ? event.path("traits") : event).path("consents")) {
      tell(consent, ofAll, ofOne);
    }
    Map<String, Boolean> told = new HashMap<>(ofAll);
    told.putAll(ofOne);
    boolean refuses =
        told.entrySet().stream()
            .anyMatch(one -> !one.getValue() && allowed.getOrDefault(one.getKey(), !isTrait));
    allowed.putAll(told);
    return refuses;
  }

  private static void tell(JsonNode consent, Map<String, Boolean> ofAll, Map<String, Boolean> one) {
    boolean given = consent.path("given").asBoolean();
    if (!consent.path("purpose").asText().equals("marketing")) {
      return;
    }
    if (consent.has("channel")) {
      one.merge(consent.path("channel").asText(), given, Boolean::logicalAnd);
    } else {
      WAYS.forEach(way -> ofAll.merge(way, given, Boolean::logicalAnd));
    }
  }

  private List<Bought> orders(List<JsonNode> events) {
    Map<String, JsonNode> placed = new TreeMap<>();
    Map<String, Long> left = new HashMap<>();
    Set<String> gone = new TreeSet<>();
    for (JsonNode event : events) {
      if (event.path("type").asText().equals("OrderPlaced")) {
        placed.put(event.path("orderId").asText(), event);
        left.put(event.path("orderId").asText(), event.at("/total/minor").asLong());
      }
    }
    for (JsonNode event : events) {
      String type = event.path("type").asText();
      String id = event.path("orderId").asText();
      if (placed.containsKey(id)
          && (type.equals("OrderReturned") || type.equals("OrderCancelled"))) {
        long back = back(event);
        long rest = Math.max(0, left.getOrDefault(id, 0L) - back);
        left.put(id, rest);
        if (rest == 0) {
          gone.add(id);
        }
      }
    }
    List<Bought> orders = new ArrayList<>();
    placed.forEach(
        (id, event) -> {
          if (!gone.contains(id)) {
            orders.add(
                new Bought(
                    at(event), left.getOrDefault(id, 0L), event.at("/total/currency").asText()));
          }
        });
    return orders;
  }

  /** What is told, else what the lines cost, else all of it. */
  private static long back(JsonNode event) {
    if (event.has("total")) {
      return event.at("/total/minor").asLong();
    }
    long worth = 0;
    for (JsonNode line : event.path("lines")) {
      worth += line.at("/product/price/minor").asLong() * line.path("quantity").asLong();
    }
    return event.path("lines").isEmpty() ? Long.MAX_VALUE : worth;
  }

  private void outcomes(
      List<JsonNode> theirs, List<JsonNode> events, Map<String, Instant> touched) {
    Set<String> counted = new TreeSet<>();
    for (JsonNode event : events) {
      if (!event.path("type").asText().equals("OfferOutcomeReported")) {
        continue;
      }
      String id = event.path("decisionId").asText();
      String outcome = event.path("outcome").asText();
      for (JsonNode one : theirs) {
        if (one.path("decisionId").asText().equals(id)) {
          if (counted.add(id + outcome)) {
            add(rule(one), version(one), 1, outcome);
          }
          boolean reaches = outcome.equals("shown") || outcome.equals("clicked");
          if (reaches && !one.path("kind").asText().equals("record")) {
            Instant at = at(event);
            touched.merge(id, at, (first, other) -> first.isBefore(other) ? first : other);
          }
        }
      }
    }
  }

  private boolean isWithin(@Nullable Instant told, Instant then) {
    return told != null && told.isBefore(then) && !then.isAfter(told.plus(window));
  }

  private List<JsonNode> lastTouch(
      List<JsonNode> theirs, Map<String, Instant> touched, Instant then) {
    return theirs.stream()
        .filter(one -> isWithin(touched.get(id(one)), then))
        .sorted(
            Comparator.<JsonNode, Instant>comparing(one -> touched.get(id(one)))
                .thenComparing(Recomputation::id)
                .reversed())
        .limit(1)
        .toList();
  }

  private void touches(List<JsonNode> theirs, Map<String, Instant> touched, Bought order) {
    for (JsonNode last : lastTouch(theirs, touched, order.at())) {
      add(rule(last), version(last), 1, "lastTouch", "count");
      add(rule(last), version(last), order.minor(), "lastTouch", order.currency());
    }
    Set<String> keys = new TreeSet<>();
    for (JsonNode one : theirs) {
      if (isWithin(touched.get(id(one)), order.at())) {
        keys.add(rule(one) + '|' + version(one));
        keys.add(rule(one) + "|*");
      }
    }
    for (String key : keys) {
      addTo(key, 1, "anyTouch", "count");
      addTo(key, order.minor(), "anyTouch", order.currency());
    }
  }

  private void trials(List<JsonNode> theirs, List<Bought> orders) {
    Map<String, JsonNode> first = new TreeMap<>();
    theirs.stream()
        .filter(one -> Set.of("treated", "held-out").contains(one.path("arm").asText()))
        .sorted(
            Comparator.<JsonNode, Instant>comparing(one -> at(one, "decidedAt"))
                .thenComparing(Recomputation::id))
        .forEach(
            one -> {
              first.putIfAbsent(rule(one) + '|' + version(one), one);
              first.putIfAbsent(rule(one) + "|*", one);
            });
    first.forEach(
        (key, one) -> {
          Instant told = at(one, "decidedAt");
          if (told.plus(window).isAfter(asOf)) {
            return;
          }
          String arm = one.path("arm").asText().equals("treated") ? "treated" : "control";
          List<Bought> within =
              orders.stream().filter(order -> isWithin(told, order.at())).toList();
          addTo(key, 1, arm, "customers");
          addTo(key, within.isEmpty() ? 0 : 1, arm, "converted");
          within.forEach(order -> addTo(key, order.minor(), arm, order.currency()));
        });
  }

  private static String id(JsonNode decision) {
    return decision.path("decisionId").asText();
  }

  private static String rule(JsonNode decision) {
    return decision.path("rule").asText();
  }

  private static String version(JsonNode decision) {
    return decision.path("bundleVersion").asText();
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.at("/occurrence/at").asText());
  }

  private static Instant at(JsonNode message, String field) {
    return Instant.parse(message.path(field).asText());
  }

  private void add(String rule, String version, long amount, String... path) {
    addTo(rule + '|' + version, amount, path);
    addTo(rule + "|*", amount, path);
  }

  private void addTo(String key, long amount, String... path) {
    ObjectNode place = cards.computeIfAbsent(key, none -> NODES.objectNode());
    String name = String.join(" ", path);
    long sum = place.path(name).asLong() + amount;
    if (sum == 0) {
      place.remove(name);
    } else {
      place.put(name, sum);
    }
  }

  /** The same counts of a scorecard as it travels. */
  static ObjectNode countsOf(JsonNode card) {
    ObjectNode counts = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : card.properties()) {
      JsonNode value = field.getValue();
      if (value.isIntegralNumber()) {
        put(counts, field.getKey(), value);
      } else if (value.isObject()) {
        for (Map.Entry<String, JsonNode> part : value.properties()) {
          if (part.getValue().isObject()) {
            part.getValue()
                .properties()
                .forEach(
                    money -> put(counts, field.getKey() + ' ' + money.getKey(), money.getValue()));
          } else {
            put(counts, field.getKey() + ' ' + part.getKey(), part.getValue());
          }
        }
      }
    }
    return counts;
  }

  private static void put(ObjectNode counts, String name, JsonNode number) {
    if (number.asLong() != 0) {
      counts.put(name, number.asLong());
    }
  }
}
