package io.rtoto.rules.cases;

import io.rtoto.rules.yaml.Attempts;
import io.rtoto.rules.yaml.YamlText;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CheckoutStepViewed;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.ConversationEnded;
import io.rtoto.schemas.events.CouponDenied;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.PaymentFailed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductFoundSoldOut;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.ProductWished;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.events.ShipmentMoved;
import io.rtoto.schemas.events.StoreVisited;
import io.rtoto.schemas.events.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a story: what a customer does, one thing a second, and for how long nothing happens.
 *
 * <p>A story begins on a Monday at noon, UTC. There is no other clock, but for what is heard late:
 * then one goes ahead of it by as much.
 */
final class StoryReader {
  private static final Instant MONDAY_NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1);
  private static final Pattern LATER =
      Pattern.compile("(\\d{1,6}) (second|minute|hour|day)s? later");
  private static final Pattern LATE =
      Pattern.compile("heard (\\d{1,6}) (second|minute|hour|day)s? late");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1));

  private static final List<String> ALONE =
      List.of(
          "logs in",
          "starts checkout",
          "has a coupon denied",
          "cannot pay",
          "ends the chat",
          "asks to be called",
          "is called",
          "visits the store",
          "forbids offers",
          "allows offers",
          "forbids recommendations",
          "31 minutes later",
          "heard 2 days late");
  private static final List<String> VERBS =
      List.of(
          "views",
          "adds",
          "removes",
          "wishes",
          "orders",
          "cancels",
          "returns",
          "writes",
          "is answered",
          "sees shipping",
          "finds sold out",
          "tells birthday",
          "lives in",
          "may owe",
          "parcel is",
          "holds",
          "opens");
  private static final List<String> BESIDE =
      List.of(
          "quantity",
          "order",
          "kind",
          "status",
          "worth",
          "began",
          "begins",
          "ends",
          "used",
          "owing");
  private static final Pattern AWAY =
      Pattern.compile("(?:(\\d{1,5}) days? ago|in (\\d{1,5}) days?)");

  private final Catalogue catalogue;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Money> totals = new HashMap<>();
  private Instant now = MONDAY_NOON;

  private StoryReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static List<Step> read(YamlText text, Catalogue catalogue) {
    StoryReader reader = new StoryReader(catalogue);
    Attempts attempts = new Attempts();
    for (YamlText line : text.items()) {
      attempts.run(() -> reader.read(line));
    }
    attempts.conclude();
    return List.copyOf(reader.steps);
  }

  private void read(YamlText line) {
    if (line.isTable()) {
      happens(deed(line));
      return;
    }
    String word = line.word("an event");
    Matcher later = LATER.matcher(word);
    Matcher late = LATE.matcher(word);
    switch (word) {
      case "logs in" ->
          happens(
              new CustomerIdentified(occurrence(Topic.CLICKSTREAM), new Traits(null, null, null)));
      case "starts checkout" -> happens(new CheckoutStarted(occurrence(Topic.CLICKSTREAM), null));
      case "has a coupon denied" -> happens(new CouponDenied(occurrence(Topic.CLICKSTREAM), null));
      case "cannot pay" -> happens(new PaymentFailed(occurrence(Topic.CLICKSTREAM), null));
      case "ends the chat" ->
          happens(new ConversationEnded(occurrence(Topic.CHAT), "the-chat", "web"));
      case "asks to be called" -> happens(new CallbackRequested(occurrence(Topic.CHAT), "web"));
      case "is called" -> happens(new CallLogged(occurrence(Topic.CHAT), "phone", null));
      case "visits the store" -> happens(new StoreVisited(occurrence(Topic.CHAT), null));
      case "forbids offers", "allows offers" ->
          happens(
              new ConsentChanged(
                  occurrence(Topic.CLICKSTREAM),
                  List.of(new Consent(Purpose.MARKETING, null, word.startsWith("allows")))));
      case "forbids recommendations" ->
          happens(
              new ConsentChanged(
                  occurrence(Topic.CLICKSTREAM),
                  List.of(new Consent(Purpose.PERSONALIZATION, null, false))));
      default -> {
        if (late.matches()) {
          steps.add(new Step.Late(duration(late)));
          return;
        }
        if (!later.matches()) {
          throw line.unknown(
              word, "a story", Stream.concat(ALONE.stream(), VERBS.stream()).toList());
        }
        // The clock stands a second after the latest event; a pause counts from that event.
        Instant from = steps.isEmpty() ? now : now.minus(BETWEEN_EVENTS);
        Instant until = from.plus(duration(later));
        steps.add(new Step.Pause(until));
        now = until.plus(BETWEEN_EVENTS);
      }
    }
  }

  private static Duration duration(Matcher told) {
    Duration unit = UNITS.getOrDefault(told.group(2), Duration.ZERO);
    return unit.multipliedBy(Long.parseLong(told.group(1)));
  }

  private void happens(CustomerEvent event) {
    steps.add(new Step.Happening(event));
    now = now.plus(BETWEEN_EVENTS);
  }

  private CustomerEvent deed(YamlText line) {
    Map<String, YamlText> words =
        line.table("a story", Stream.concat(VERBS.stream(), BESIDE.stream()).toList());
    List<String> verbs = words.keySet().stream().filter(VERBS::contains).toList();
    if (verbs.size() != 1) {
      throw line.problem("One thing happens a line, but found %s.".formatted(words.keySet()), "");
    }
    YamlText object = words.getOrDefault(verbs.get(0), line);
    YamlText pieces = words.get("quantity");
    int quantity = pieces == null ? 1 : (int) FactReader.number(pieces, 1, 1_000_000);
    YamlText named = words.get("order");
    String order = named == null ? "order " + steps.size() : named.word("an order");
    return switch (verbs.get(0)) {
      case "views" -> new ProductViewed(occurrence(Topic.CLICKSTREAM), catalogue.mention(object));
      case "adds" ->
          new ProductAddedToCart(
              occurrence(Topic.CLICKSTREAM), catalogue.mention(object), quantity);
      case "removes" ->
          new ProductRemovedFromCart(
              occurrence(Topic.CLICKSTREAM),
              catalogue.mention(object),
              pieces == null ? null : quantity);
      case "wishes" -> new ProductWished(occurrence(Topic.CLICKSTREAM), catalogue.mention(object));
      case "orders" -> ordered(object, order, quantity);
      case "cancels" ->
          new OrderCancelled(
              occurrence(Topic.ORDERS), object.word("an order"), totalOf(object), List.of());
      case "returns" ->
          new OrderReturned(
              occurrence(Topic.ORDERS), object.word("an order"), totalOf(object), List.of());
      case "writes" ->
          new CustomerWrote(occurrence(Topic.CHAT), "the-chat", "web", object.word("a text"));
      case "is answered" ->
          new AgentAnswered(occurrence(Topic.CHAT), "the-chat", "web", object.word("a text"));
      case "sees shipping" -> new CheckoutStepViewed(occurrence(Topic.CLICKSTREAM), object.money());
      case "tells birthday" ->
          new CustomerIdentified(
              occurrence(Topic.CLICKSTREAM), new Traits(null, null, object.word("a date")));
      case "lives in" ->
          new CustomerIdentified(
              occurrence(Topic.CLICKSTREAM),
              new Traits(null, null, null, List.of(), object.word("a region")));
      case "may owe" -> mayOwe(object, words.get("owing"));
      case "parcel is" ->
          new ShipmentMoved(occurrence(Topic.BACKEND), order, object.word("a status"));
      case "holds" -> holds(object.word("an agreement"), line, words);
      case "finds sold out" ->
          new ProductFoundSoldOut(occurrence(Topic.CLICKSTREAM), catalogue.mention(object));
      default -> new PageViewed(occurrence(Topic.CLICKSTREAM), object.word("a page"));
    };
  }

  private AgreementReported holds(String id, YamlText line, Map<String, YamlText> words) {
    YamlText kind = words.get("kind");
    if (kind == null) {
      throw line.problem(
          "What is held is of a kind, such as {holds: %s, kind: policy}.".formatted(id), "");
    }
    YamlText worth = words.get("worth");
    return new AgreementReported(
        occurrence(Topic.BACKEND),
        id,
        kind.word("a kind"),
        null,
        status(words.get("status")),
        worth == null ? null : worth.money(),
        date(words.containsKey("begins") ? words.get("begins") : words.get("began")),
        date(words.get("ends")),
        date(words.get("used")));
  }

  private CreditLimitChanged mayOwe(YamlText limit, @Nullable YamlText owing) {
    return new CreditLimitChanged(
        occurrence(Topic.BACKEND), limit.money(), owing == null ? null : owing.money());
  }

  private static AgreementStatus status(@Nullable YamlText text) {
    if (text == null) {
      return AgreementStatus.ACTIVE;
    }
    String word = text.word("a status");
    return AgreementStatus.of(word)
        .orElseThrow(() -> text.unknown(word, "a status", AgreementStatus.wireNames()));
  }

  private @Nullable Instant date(@Nullable YamlText text) {
    if (text == null) {
      return null;
    }
    String word = text.word("a date");
    Matcher away = AWAY.matcher(word);
    if (!away.matches()) {
      throw text.problem(
          "Expected a date such as 40 days ago or in 40 days, but found %s.".formatted(word), "");
    }
    String ago = away.group(1);
    return ago == null
        ? now.plus(Duration.ofDays(Long.parseLong(away.group(2))))
        : now.minus(Duration.ofDays(Long.parseLong(ago)));
  }

  private OrderPlaced ordered(YamlText products, String order, int quantity) {
    List<OrderLine> lines = new ArrayList<>();
    Money total = null;
    for (YamlText product : products.items()) {
      ProductMention mention = catalogue.mention(product);
      lines.add(new OrderLine(mention, quantity));
      Money price = mention.price();
      if (price != null) {
        long so = total == null ? 0 : total.minor();
        total = new Money(so + price.minor() * quantity, price.currency());
      }
    }
    if (total != null) {
      totals.put(order, total);
    }
    return new OrderPlaced(occurrence(Topic.ORDERS), order, total, lines);
  }

  /** What the order of that name came to; null when the story told of none with prices. */
  private @Nullable Money totalOf(YamlText order) {
    return totals.get(order.word("an order"));
  }

  private Occurrence occurrence(Topic topic) {
    return new Occurrence("story-" + steps.size(), now, null, topic, null);
  }
}
