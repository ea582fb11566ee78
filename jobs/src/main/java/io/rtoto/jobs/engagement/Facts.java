package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Agreements;
import io.rtoto.jobs.memory.Contacts;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.Contact;
import io.rtoto.rules.facts.CreditLimit;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.facts.Shipment;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.ProductMention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what is remembered into the words of the rules. */
final class Facts {
  /** So many fill the widest place on a page twice. */
  private static final int MOST_RECOMMENDED = 24;

  /** What is older has arrived, or is not asked about any more. */
  private static final int MOST_SHIPMENTS = 3;

  private static final int DAYS_OF_A_WEEK = 7;

  private Facts() {}

  /** All that is known of a customer at any moment. */
  static List<Object> known(CustomerMemory memory, Instant now, Standards standards) {
    List<Object> facts = new ArrayList<>();
    facts.add(customer(memory, now, standards));
    for (String channel : Contacts.CHANNELS) {
      if (memory.contacts().over(channel) > 0) {
        facts.add(contact(channel, memory.contacts(), now));
      }
    }
    Money limit = memory.backOffice().limit();
    Money left = memory.backOffice().creditLeft();
    if (limit != null && left != null) {
      facts.add(new CreditLimit(limit.minor(), left.minor(), limit.currency()));
    }
    memory.backOffice().shipments().stream()
        .limit(MOST_SHIPMENTS)
        .map(one -> new Shipment(one.orderId(), one.status(), days(one.stamp().at(), now)))
        .forEach(facts::add);
    memory.backOffice().agreements().each().stream()
        .filter(one -> one.isHeldAt(now))
        .map(one -> agreement(one, now))
        .forEach(facts::add);
    return facts;
  }

  private static Contact contact(String channel, Contacts contacts, Instant now) {
    return new Contact(
        channel,
        contacts.daysSince(channel, now),
        contacts.lately(channel, DAYS_OF_A_WEEK, now),
        contacts.over(channel),
        contacts.timeline().last(channel).map(last -> last.kind().wireName()).orElse(""));
  }

  private static Agreement agreement(Agreements.Agreement held, Instant now) {
    return new Agreement(
        held.id(),
        held.kind(),
        title(held),
        held.status().wireName(),
        worth(held.value()),
        currency(held.value()),
        daysIfTold(now, held.startsAt()),
        daysIfTold(held.startsAt(), now),
        held.endsAt() != null,
        daysIfTold(now, held.endsAt()),
        daysIfTold(held.unusedSince(), now));
  }

  /** What it is called; empty when that was not told. */
  static String title(Agreements.Agreement agreement) {
    String title = agreement.title();
    return title == null ? "" : title;
  }

  /** Whole days from one time to a later one; 0 when it is none, or one of them was not told. */
  static long days(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? 0 : Math.max(0, Duration.between(from, to).toDays());
  }

  /** The same; null when one of them was not told, for a rule would take 0 for a figure. */
  static @Nullable Long daysIfTold(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : days(from, to);
  }

  private static Customer customer(CustomerMemory memory, Instant now, Standards standards) {
    String tier = standards.tier(memory.orders().kept(), now);
    Money spend = memory.orders().spend();
    String language = ToldTraits.Told.valueOf(memory.traits().language());
    String region = ToldTraits.Told.valueOf(memory.traits().region());
    return new Customer(
        memory.orders().standing(),
        minor(spend),
        currency(spend),
        memory.events(),
        days(memory.firstSeenAt(), now),
        language == null ? "" : language,
        memory.isIdentified(),
        tier == null ? "" : tier,
        standards.winBack(memory.orders(), now),
        memory.tags().holdingAt(now).stream().map(Tags.Tag::name).toList(),
        standards.leadScore(memory.deeds(), now),
        region == null ? "" : region);
  }

  /** An amount in minor units; 0 when there is none. */
  static long minor(@Nullable Money money) {
    return money == null ? 0 : money.minor();
  }

  /** An amount in minor units; null when it was not told. */
  static @Nullable Long worth(@Nullable Money money) {
    return money == null ? null : money.minor();
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

  static RecommendationReady recommendationReady(
      CustomerMemory memory, ProductMention product, Strip strip) {
    return new RecommendationReady(
        product.productId(), category(memory, product), strip.products());
  }

  /** What may be recommended: by reason, and one by one. */
  static List<Object> recommendable(Strip strip) {
    List<Recommendable> best = strip.ranked().stream().limit(MOST_RECOMMENDED).toList();
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Recommendable each : best) {
      byReason.computeIfAbsent(each.because(), none -> new ArrayList<>()).add(each.productId());
    }
    List<Object> facts = new ArrayList<>();
    byReason.forEach((because, products) -> facts.add(new Candidates(products, because)));
    for (Recommendable each : best) {
      String category = each.category();
      facts.add(
          new RecommendedProduct(
              each.productId(),
              each.because(),
              category == null ? "" : category,
              minor(each.price()),
              currency(each.price())));
    }
    return facts;
  }

  /** The category of the product as last told; empty when it never was. */
  static String category(CustomerMemory memory, ProductMention product) {
    String told =
        product.category() != null
            ? product.category()
            : memory.views().categoryOf(product.productId());
    return told == null ? "" : told;
  }
}
