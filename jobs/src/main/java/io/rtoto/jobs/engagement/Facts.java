package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CreditLimit;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.Shipment;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.ProductMention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts what is remembered into the words of the rules. */
final class Facts {
  /** So many products fill the widest place on a page. */
  private static final int MOST_CANDIDATES = 12;

  /** One other product of the kind is chance, two are an interest. */
  private static final int FEWEST_LOOKED_AT = 2;

  /** What is older has arrived, or is not asked about any more. */
  private static final int MOST_SHIPMENTS = 3;

  private Facts() {}

  /** All that is known of a customer at any moment. */
  static List<Object> known(CustomerMemory memory, Instant now, Standards standards) {
    List<Object> facts = new ArrayList<>();
    facts.add(customer(memory, now, standards));
    Money limit = memory.backOffice().limit();
    if (limit != null) {
      facts.add(new CreditLimit(limit.minor(), limit.currency()));
    }
    memory.backOffice().shipments().stream()
        .limit(MOST_SHIPMENTS)
        .map(
            one ->
                new Shipment(
                    one.orderId(),
                    one.status(),
                    Math.max(0, Duration.between(one.stamp().at(), now).toDays())))
        .forEach(facts::add);
    return facts;
  }

  private static Customer customer(CustomerMemory memory, Instant now, Standards standards) {
    String tier = standards.tier(memory.orders().history(), now);
    Money spend = memory.orders().spend();
    Instant first = memory.firstSeenAt();
    String language = ToldTraits.Told.valueOf(memory.traits().language());
    return new Customer(
        memory.orders().standing(),
        minor(spend),
        currency(spend),
        memory.events(),
        first == null ? 0 : Math.max(0, Duration.between(first, now).toDays()),
        language == null ? "" : language,
        memory.isIdentified(),
        tier == null ? "" : tier,
        standards.winBack(memory.orders(), now),
        memory.tags().holdingAt(now).stream().map(Tags.Tag::name).toList(),
        standards.leadScore(memory.deeds(), now));
  }

  /** An amount in minor units; 0 when there is none. */
  static long minor(@Nullable Money money) {
    return money == null ? 0 : money.minor();
  }

  /** The currency of an amount; empty when there is none. */
  static String currency(@Nullable Money money) {
    return money == null ? "" : money.currency();
  }

  /** How many different products an order's lines tell of. */
  static int products(List<OrderLine> lines) {
    return (int) lines.stream().map(line -> line.product().productId()).distinct().count();
  }

  /** How many pieces an order's lines tell of. */
  static int items(List<OrderLine> lines) {
    return lines.stream().mapToInt(OrderLine::quantity).sum();
  }

  static ProductViewed productViewed(CustomerMemory memory, ProductMention product) {
    Money price = product.price();
    return new ProductViewed(
        product.productId(),
        category(memory, product),
        minor(price),
        currency(price),
        memory.views().timesSeen(product.productId()));
  }

  /** What may be recommended to someone who looks at this product. */
  static Optional<Candidates> candidates(
      CustomerMemory memory,
      ProductMention product,
      List<Candidate> candidates,
      Predicate<String> soldOut) {
    List<String> goWithIt =
        worthShowing(memory, product, candidates.stream().map(Candidate::productId).toList());
    if (!goWithIt.isEmpty()) {
      return Optional.of(new Candidates(goWithIt, "goes-with-it"));
    }
    String category = category(memory, product);
    if (category.isEmpty()) {
      return Optional.empty();
    }
    List<String> lookedAt =
        worthShowing(
            memory,
            product,
            memory.views().productsOf(category).stream()
                .filter(other -> !memory.orders().hasBought(other))
                .filter(soldOut.negate())
                .toList());
    return lookedAt.size() < FEWEST_LOOKED_AT
        ? Optional.empty()
        : Optional.of(new Candidates(lookedAt, "looked-at-before"));
  }

  private static List<String> worthShowing(
      CustomerMemory memory, ProductMention onThePage, List<String> products) {
    return products.stream()
        .filter(product -> !product.equals(onThePage.productId()))
        .filter(product -> !memory.cart().holds(product))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private static String category(CustomerMemory memory, ProductMention product) {
    String told =
        product.category() != null
            ? product.category()
            : memory.views().categoryOf(product.productId());
    return told == null ? "" : told;
  }
}
