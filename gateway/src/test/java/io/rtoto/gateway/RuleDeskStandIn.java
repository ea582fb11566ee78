package io.rtoto.gateway;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers a browser what a rule desk would that writes: it remembers what was published, finds one
 * word that is misspelt, and fails one case.
 */
final class RuleDeskStandIn {
  static final String RULE = "retail/cart_abandoned/free_delivery.drl";
  static final String GIFT = "retail/birthday/gift.drl";

  /** What its checker does not know. */
  static final String MISSPELT = "CartAbandonned";

  /** A threshold that the case of the library is not above. */
  static final String TOO_MUCH = "worthMinor >= 90000";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/v1/(me$|rules(/.*)?$)";

  private static final String FREE_DELIVERY =
      """
      // Free delivery to whom postage keeps from ordering
      //
      // Why:   shipping cost was the reason most often given in chat for leaving

      package retail.cart_abandoned

      rule "Propose free delivery to whom postage keeps"
          @id("retail.cart_abandoned.free_delivery")
          @owner("loyalty") @since("2026-11-23")
          agenda-group "propose"
      when
          CartAbandoned( worthMinor >= 5000, cause == "shipping-cost" )
      then
          insert( new Offer( "free-delivery", 20 ) );
      end
      """;

  private static final String BIRTHDAY =
      """
      package retail.birthday

      rule "Propose a gift on a birthday"
          @id("retail.birthday.gift")
          @owner("loyalty") @since("2026-11-23")
          agenda-group "propose"
      when
          Birthday()
      then
          insert( new Offer( "gift", 10 ) );
      end
      """;

  private final String name;
  private final List<String> rights;
  private final List<ObjectNode> history = new ArrayList<>();
  private final Map<String, Map<String, String>> texts = new TreeMap<>();
  private final Map<String, List<JsonNode>> told = new TreeMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private String holding = "";
  private String refusesToWrite = "";
  private ObjectNode shadow = JSON.createObjectNode();
  private ObjectNode proposed = JSON.createObjectNode();

  RuleDeskStandIn(String name, List<String> rights) {
    this.name = name;
    this.rights = rights;
    Map<String, String> first =
        new TreeMap<>(
            Map.of(
                RULE,
                FREE_DELIVERY.replace("5000", "9000"),
                "retail/cart_abandoned/free_delivery.cases.yaml",
                "cases:\n  - name: a cart worth the postage\n    expect: free-delivery\n",
                GIFT,
                BIRTHDAY,
                "retail/prices.table.xlsx",
                "UEsDBBQABgAI",
                "contact.yaml",
                "contact:\n  budget: { P7D: 3 }\n",
                "README.md",
                "# The rule library\n"));
    putInForce(first, "ada", "The first of all", 6);
    Map<String, String> second = new TreeMap<>(first);
    second.put(RULE, FREE_DELIVERY);
    putInForce(second, "grace", "Postage keeps from smaller carts, too", 7);
  }

  static RuleDeskStandIn of(String name, String... rights) {
    return new RuleDeskStandIn(name, List.of(rights));
  }

  /** With all that an author and an approver may. */
  static RuleDeskStandIn ofAnAuthor(String name) {
    return of(name, "watch", "rules", "publish_rules", "approve_rules");
  }

  RuleDeskStandIn doesNotWrite(String why) {
    refusesToWrite = why;
    return this;
  }

  /** Somebody else's rules wait for approval. */
  RuleDeskStandIn proposes(String author) {
    proposed = standing("4dd1", 8, author, "A gift to everybody");
    Map<String, String> files = newest();
    files.put(GIFT, BIRTHDAY.replace("10", "30"));
    texts.put("4dd1", files);
    return this;
  }

  /** Answers the browser from now on. */
  void answer(BrowserContext browser) {
    browser.route(Pattern.compile(PATH), this::answer);
  }

  /** Answers what is asked of that from now on only once it is let go. */
  void hold(String what) {
    holding = what;
  }

  void letGo() {
    holding = "";
    held.forEach(Runnable::run);
    held.clear();
  }

  /** Somebody else publishes a file. */
  void publishes(String author, String path, String text) {
    Map<String, String> files = newest();
    files.put(path, text);
    putInForce(files, author, "Because of the season", number() + 1);
  }

  /** All that was told with a kind of request, in turn. */
  List<JsonNode> told(String what) {
    return told.getOrDefault(what, List.of());
  }

  String version() {
    return history.get(0).path("version").asText();
  }

  Map<String, String> newest() {
    return new TreeMap<>(texts.get(version()));
  }

  private int number() {
    return history.get(0).path("number").asInt();
  }

  private void putInForce(Map<String, String> files, String author, String why, int number) {
    String version = versionOf(files);
    texts.put(version, files);
    history.add(0, standing(version, number, author, why));
  }

  private static String versionOf(Map<String, String> files) {
    return "%08x0000".formatted(files.hashCode());
  }

  private static ObjectNode standing(String version, int number, String author, String why) {
    return JSON.createObjectNode()
        .put("version", version)
        .put("number", number)
        .put("author", author)
        .put("why", why)
        .put("publishedAt", "2026-11-24T08:00:0%dZ".formatted(number % 10));
  }

  private void answer(Route route) {
    Request request = route.request();
    String what = request.url().replaceFirst("^.*/v1/(rules/)?", "");
    if (request.method().equals("POST")) {
      JsonNode body = read(request.postData());
      told.computeIfAbsent(what, key -> new ArrayList<>()).add(body);
      if (!"token".equals(request.headers().get("x-csrf-token"))) {
        send(route, 403, refusal("The token is missing."));
        return;
      }
      Runnable answer = () -> write(route, what, body);
      if (what.equals(holding)) {
        held.add(answer);
      } else {
        answer.run();
      }
    } else {
      send(route, 200, reading(what));
    }
  }

  private JsonNode reading(String what) {
    return switch (what) {
      case "me" -> me();
      case "rules" -> bundle(version());
      case "history" -> history();
      case "desk" -> desk();
      default -> bundle(what);
    };
  }

  private JsonNode me() {
    ObjectNode me = JSON.createObjectNode().put("name", name).put("csrf", "token");
    rights.forEach(me.putArray("rights")::add);
    me.putArray("roles");
    return me.put("guest", !rights.contains("publish_rules"));
  }

  private JsonNode bundle(String version) {
    ObjectNode bundle =
        Stream.concat(history.stream(), Stream.of(shadow, proposed))
            .filter(one -> one.path("version").asText().equals(version))
            .findFirst()
            .orElseThrow()
            .deepCopy();
    bundle.set("files", JSON.valueToTree(texts.get(version)));
    return bundle;
  }

  private JsonNode history() {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode versions = all.putArray("versions");
    for (ObjectNode one : history) {
      versions.add(one.deepCopy().put("at", one.path("publishedAt").asText()));
    }
    return all;
  }

  private JsonNode desk() {
    ObjectNode desk = JSON.createObjectNode().put("writes", refusesToWrite.isEmpty());
    if (!refusesToWrite.isEmpty()) {
      desk.put("why", refusesToWrite);
    }
    desk.set("inForce", history.get(0));
    if (!shadow.isEmpty()) {
      desk.set("shadow", shadow);
    }
    if (!proposed.isEmpty()) {
      desk.set("proposed", proposed);
    }
    return desk;
  }

  private void write(Route route, String what, JsonNode body) {
    switch (what) {
      case "check" -> send(route, 200, withProblems(filesOf(body)));
      case "test" -> send(route, 200, trial(filesOf(body)));
      case "diff" -> send(route, 200, differences(body));
      case "publish" -> publish(route, body);
      case "approve" -> {
        approvedIsInForce();
        send(route, 200, outcome("in_force", "Approved by %s.".formatted(name)));
      }
      case "promote" -> {
        putInForce(filesOf(body.path("version").asText()), name, "Rehearsed", number() + 1);
        shadow = JSON.createObjectNode();
        send(route, 200, outcome("in_force", "2 of 2 subtasks decide by it."));
      }
      case "drop" -> {
        shadow = JSON.createObjectNode();
        ObjectNode dropped = JSON.createObjectNode();
        dropped.putArray("messages").add("The rehearsal is over.");
        send(route, 200, dropped);
      }
      case "rollback" -> {
        rollBack(body);
        send(route, 200, outcome("in_force", "2 of 2 subtasks decide by it."));
      }
      default -> send(route, 404, refusal("Nothing is at " + what + "."));
    }
  }

  /** Of a version that was published here. */
  private Map<String, String> filesOf(String version) {
    return requireNonNull(texts.get(version), version);
  }

  private void approvedIsInForce() {
    history.add(0, proposed);
    proposed = JSON.createObjectNode();
  }

  private void rollBack(JsonNode body) {
    ObjectNode target =
        history.stream()
            .filter(one -> one.path("number").asInt() == body.path("number").asInt())
            .findFirst()
            .orElseThrow();
    putInForce(
        filesOf(target.path("version").asText()), name, body.path("why").asText(), number() + 1);
  }

  private void publish(Route route, JsonNode body) {
    Map<String, String> files = filesOf(body);
    String why = body.path("why").asText();
    if (!body.path("parent").asText().equals(version())) {
      send(route, 409, refusal("%s published no. %d meanwhile.".formatted("ada", number())));
      return;
    }
    JsonNode trial = trial(files);
    if (!trial.path("problems").isEmpty() || !trial.at("/cases/0/passed").asBoolean(true)) {
      ObjectNode refusal = refusal("The library is not sound: nothing was published.");
      refusal.set("problems", trial.path("problems"));
      refusal.set("cases", trial.path("cases"));
      send(route, 422, refusal);
    } else if (body.path("shadow").asBoolean()) {
      texts.put("5ad0", files);
      shadow = standing("5ad0", 0, name, why);
      send(route, 200, outcome("rehearsing", "2 of 2 subtasks rehearse it."));
    } else {
      putInForce(files, name, why, number() + 1);
      send(route, 200, outcome("in_force", "2 of 2 subtasks decide by it."));
    }
  }

  private JsonNode outcome(String state, String message) {
    ObjectNode outcome = JSON.createObjectNode().put("state", state);
    boolean rehearses = state.equals("rehearsing");
    outcome.put("version", rehearses ? "5ad0" : version());
    if (!rehearses) {
      outcome.put("number", number());
    }
    outcome.putArray("messages").add(message);
    return outcome;
  }

  private static ObjectNode withProblems(Map<String, String> files) {
    ObjectNode found = JSON.createObjectNode();
    ArrayNode problems = found.putArray("problems");
    files.forEach(
        (file, text) -> {
          String[] lines = text.split("\n", -1);
          for (int line = 0; line < lines.length; line++) {
            int column = lines[line].indexOf(MISSPELT);
            if (column >= 0) {
              problems
                  .addObject()
                  .put("file", file)
                  .put("line", line + 1)
                  .put("column", column + 1)
                  .put("endColumn", column + 1 + MISSPELT.length())
                  .put("severity", "error")
                  .put("message", "%s is no fact.".formatted(MISSPELT))
                  .put("hint", "Maybe CartAbandoned.");
            }
          }
        });
    return found;
  }

  private static ObjectNode trial(Map<String, String> files) {
    ObjectNode trial = withProblems(files);
    ArrayNode cases = trial.putArray("cases");
    ArrayNode neverFired = trial.putArray("neverFired");
    if (trial.path("problems").isEmpty()) {
      boolean passes = !files.getOrDefault(RULE, "").contains(TOO_MUCH);
      ObjectNode first =
          cases
              .addObject()
              .put("file", "retail/cart_abandoned/free_delivery.cases.yaml")
              .put("line", 2)
              .put("name", "a cart worth the postage")
              .put("passed", passes);
      ArrayNode messages = first.putArray("messages");
      if (!passes) {
        messages.add("expected free-delivery, but nothing was proposed");
      }
      neverFired.add("retail.birthday.gift");
    }
    return trial;
  }

  private JsonNode differences(JsonNode body) {
    Map<String, String> before = filesOf(body.path("from").asText());
    Map<String, String> after =
        body.has("files") ? filesOf(body) : filesOf(body.path("to").asText());
    ObjectNode found = JSON.createObjectNode();
    ArrayNode differences = found.putArray("differences");
    after.forEach(
        (file, text) -> {
          if (!text.equals(before.get(file))) {
            differences
                .addObject()
                .put("file", file)
                .put("line", 7)
                .put("rule", "retail.cart_abandoned.free_delivery")
                .put("kind", before.containsKey(file) ? "changed" : "added")
                .putArray("messages")
                .add(
                    "- CartAbandoned( worthMinor >= 9000 )\n+ CartAbandoned( worthMinor >= 5000 )");
          }
        });
    return found;
  }

  private static Map<String, String> filesOf(JsonNode body) {
    Map<String, String> files = new TreeMap<>();
    body.path("files")
        .properties()
        .forEach(one -> files.put(one.getKey(), one.getValue().asText()));
    return files;
  }

  private static ObjectNode refusal(String message) {
    return JSON.createObjectNode().put("success", false).put("message", message);
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Route route, int status, JsonNode body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setContentType("application/json")
            .setBody(body.toString()));
  }
}
