package io.rtoto.cli.bounded;

import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Customers who go by up to five names each, by one at a time. Only at the end of all is each name
 * told together with another one of the same customer. Their calls come shuffled, and twice.
 */
final class SpreadCustomers {
  private static final Instant BEGINNING = Instant.parse("2026-09-21T00:00:00Z");
  private static final int BUSY_SECONDS = 3 * 24 * 3600;
  private static final List<String> KINDS =
      List.of("anonymousId", "userId", "anonymousId", "email", "deviceId");

  private final Random chance;
  private final Pseudonyms pseudonyms =
      new Pseudonyms(EngageSettings.defaults("").identitySecret());
  private final Map<Set<Identifier>, Total> totals = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  /**
   * What a customer comes to.
   *
   * @param events how many, of all kinds
   * @param orders how many
   * @param spendMinor what they cost, in cents
   */
  record Total(long events, long orders, long spendMinor) {}

  private record Name(String kind, String value) {}

  SpreadCustomers(int customers, long seed) {
    chance = new Random(seed);
    for (int customer = 0; customer < customers; customer++) {
      live(customer);
    }
  }

  /** All calls, each twice, in any order. */
  List<String> calls() {
    List<String> twice = new ArrayList<>(calls);
    twice.addAll(calls);
    Collections.shuffle(twice, chance);
    return twice;
  }

  /** How many different calls. */
  int events() {
    return calls.size();
  }

  /** What each customer comes to, by all names. */
  Map<Set<Identifier>, Total> totals() {
    return totals;
  }

  private void live(int customer) {
    List<Name> names = names(customer);
    Set<Identifier> identifiers = new HashSet<>();
    int before = calls.size();
    long orders = 0;
    long spend = 0;
    for (Name name : names) {
      identifiers.add(
          pseudonyms.identifier(IdentifierType.builtIn(name.kind()).orElseThrow(), name.value()));
      for (int left = 1 + chance.nextInt(5); left > 0; left--) {
        long minor = chance.nextInt(5) == 0 ? 100 + chance.nextInt(9_900) : 0;
        orders += minor > 0 ? 1 : 0;
        spend += minor;
        call(List.of(name), chance.nextInt(BUSY_SECONDS), minor > 0 ? order(minor) : anything());
      }
    }
    for (int i = 1; i < names.size(); i++) {
      // A call has room for one name of a kind.
      Name other = names.get(i);
      List<Name> earlier =
          names.subList(0, i).stream().filter(name -> !name.kind().equals(other.kind())).toList();
      call(
          List.of(earlier.get(chance.nextInt(earlier.size())), other),
          BUSY_SECONDS + chance.nextInt(3600),
          "\"type\":\"identify\"");
    }
    totals.put(identifiers, new Total(calls.size() - before, orders, spend));
  }

  private List<Name> names(int customer) {
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      String value = KINDS.get(i).charAt(0) + "-" + customer + "-" + i;
      names.add(
          new Name(KINDS.get(i), KINDS.get(i).equals("email") ? value + "@shop.example" : value));
    }
    return names.subList(0, 1 + chance.nextInt(names.size()));
  }

  private String order(long minor) {
    return track(
        "Order Completed",
        "\"order_id\":\"o-%d\",\"currency\":\"USD\",\"total\":%d.%02d"
            .formatted(calls.size(), minor / 100, minor % 100));
  }

  private String anything() {
    String product = "\"product_id\":\"p-%d\"".formatted(chance.nextInt(50));
    return switch (chance.nextInt(4)) {
      case 0 -> track("Product Added", product + ",\"quantity\":1");
      case 1 -> "\"type\":\"page\",\"name\":\"Home\"";
      case 2 -> "\"type\":\"identify\"";
      default -> track("Product Viewed", product);
    };
  }

  private static String track(String event, String properties) {
    return "\"type\":\"track\",\"event\":\"%s\",\"properties\":{%s}".formatted(event, properties);
  }

  private void call(List<Name> names, long second, String what) {
    StringBuilder call = new StringBuilder("{").append(what);
    call.append(",\"messageId\":\"m-").append(calls.size()).append('"');
    call.append(",\"timestamp\":\"").append(BEGINNING.plusSeconds(second)).append('"');
    StringBuilder context = new StringBuilder();
    for (Name name : names) {
      switch (name.kind()) {
        case "email" -> context.append(",\"traits\":{\"email\":\"%s\"}".formatted(name.value()));
        case "deviceId" -> context.append(",\"device\":{\"id\":\"%s\"}".formatted(name.value()));
        default -> call.append(",\"%s\":\"%s\"".formatted(name.kind(), name.value()));
      }
    }
    call.append(",\"context\":{")
        .append(context.isEmpty() ? "" : context.substring(1))
        .append("}}");
    calls.add(call.toString());
  }
}
