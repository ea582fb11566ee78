package io.rtoto.bench;

import io.rtoto.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What a shop's customers do, in event-time order: mostly product views, some carts, orders, chats
 * and logins. An event is a function of its number, so that the same traffic can be made anywhere,
 * in any order.
 *
 * <p>The first events visit every customer once; then some customers come more often than others.
 * Odd customers are logged in and even ones are known by their cookie only. Some products are
 * looked at more often than others: one of a thousand takes a tenth of all looks.
 *
 * @param customers how many there are
 * @param events how many events there are
 * @param products how many the shop sells
 * @param hot this share of all looks is at one product, the last
 */
record ShopTraffic(int customers, long events, int products, double hot) {
  /** When the first event happens. */
  static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");

  /** From the first event to the last: long enough that carts are abandoned on the way. */
  static final Duration LASTING = Duration.ofHours(6);

  /** Coprime to every smaller number of customers, so that each is visited once. */
  private static final long STRIDE = 2_147_483_647L;

  /** The event of that number, from 0. */
  TrafficEvent event(long number) {
    long chance = scramble(number);
    long customer = customer(number, chance);
    int kind = (int) Long.remainderUnsigned(chance, 100);
    int product = product(chance);
    if (kind < 80) {
      int looked = isHot(chance) ? products - 1 : product;
      return track(number, customer, Topic.CLICKSTREAM, "Product Viewed", line(looked));
    }
    if (kind < 87) {
      return track(number, customer, Topic.CLICKSTREAM, "Product Added", line(product));
    }
    if (kind < 88) {
      return track(number, customer, Topic.CLICKSTREAM, "Product Removed", line(product));
    }
    if (kind < 92) {
      return call(
          number,
          customer,
          Topic.CLICKSTREAM,
          "\"type\":\"page\",\"name\":\"Category\",\"properties\":{\"url\":\"https://shop.example/"
              + SampleCatalog.category(product)
              + "\"}");
    }
    if (kind < 94) {
      return call(
          number,
          customer,
          Topic.CLICKSTREAM,
          "\"type\":\"identify\",\"traits\":{\"firstName\":\"Kim\",\"city\":\"Leeds\","
              + "\"language\":\"en\",\"tier\":\"silver\"}");
    }
    if (kind < 96) {
      return track(
          number,
          customer,
          Topic.CHAT,
          "Live Chat Message Sent",
          "\"conversation_id\":\"talk-"
              + customer
              + "\",\"message_body\":\"Is this one in stock in blue?\"");
    }
    if (kind < 97) {
      return track(
          number,
          customer,
          Topic.CHAT,
          "Live Chat Message Received",
          "\"conversation_id\":\"talk-"
              + customer
              + "\",\"agent_id\":\"agent-7\",\"message_body\":\"Yes, we have it in blue.\"");
    }
    return track(
        number,
        customer,
        Topic.ORDERS,
        "Order Completed",
        String.format(
            Locale.ROOT,
            "\"order_id\":\"order-%d\",\"total\":%s,\"currency\":\"EUR\",\"products\":[{%s}]",
            number,
            SampleCatalog.price(product),
            line(product)));
  }

  private long customer(long number, long chance) {
    if (number < customers) {
      return number * STRIDE % customers;
    }
    double uniform = fraction(chance);
    // The square leans to the low numbers: a quarter of the customers causes half of the events.
    return (long) (uniform * uniform * customers);
  }

  private int product(long chance) {
    double uniform = fraction(scramble(chance));
    return (int) (uniform * uniform * uniform * products);
  }

  private boolean isHot(long chance) {
    return fraction(scramble(scramble(chance))) < hot;
  }

  /** What the shop sells. */
  SampleCatalog catalog() {
    return new SampleCatalog(products);
  }

  /** From 0 to below 1. */
  private static double fraction(long chance) {
    return (chance >>> 11) * 0x1.0p-53;
  }

  private TrafficEvent track(
      long number, long customer, Topic topic, String event, String properties) {
    return call(
        number,
        customer,
        topic,
        "\"type\":\"track\",\"event\":\"" + event + "\",\"properties\":{" + properties + "}");
  }

  private TrafficEvent call(long number, long customer, Topic topic, String what) {
    Instant at = BEGIN.plusMillis(number * LASTING.toMillis() / events);
    String anonymous = String.format(Locale.ROOT, "cookie-%012d", customer);
    String user = customer % 2 == 0 ? null : "user-" + customer;
    StringBuilder json = new StringBuilder(512).append('{').append(what);
    json.append(String.format(Locale.ROOT, ",\"messageId\":\"message-%016d\"", number));
    json.append(",\"anonymousId\":\"").append(anonymous).append('"');
    if (user != null) {
      json.append(",\"userId\":\"").append(user).append('"');
    }
    json.append(",\"timestamp\":\"").append(at).append("\",");
    json.append("\"context\":{\"locale\":\"en-GB\",\"page\":{\"path\":\"/shop/").append(customer);
    json.append("\"},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\"}}");
    return new TrafficEvent(topic, user == null ? anonymous : user, json.toString());
  }

  private static String line(int product) {
    return String.format(
        Locale.ROOT,
        "\"product_id\":\"%s\",\"name\":\"Product number %d\",\"category\":\"%s\","
            + "\"price\":%s,\"currency\":\"EUR\",\"quantity\":1",
        SampleCatalog.id(product),
        product,
        SampleCatalog.category(product),
        SampleCatalog.price(product));
  }

  /** SplitMix64's finaliser: numbers in a row become numbers that look like chance. */
  private static long scramble(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
