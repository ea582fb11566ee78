package io.rtoto.bench;

import io.rtoto.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Customers of whom three things are awaited each: an answer to their question, an order of what
 * lies in their cart, and their birthday, for which there is time. An event is a function of its
 * number, as in {@link ShopTraffic}.
 *
 * @param customers how many there are
 * @param due how many of them, the first, wait for their answer since {@code begin}; the others ask
 *     two minutes later
 * @param begin when it begins
 */
record Awaited(int customers, int due, Instant begin) {
  /** A cart, a birthday and a question. */
  static final int EVENTS_EACH = 3;

  /** They do it one after the other, the first within a second, and the others too. */
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  private static final Duration LATER = Duration.ofMinutes(2);
  private static final int BIRTHDAY_IN_DAYS = 100;

  long events() {
    return (long) customers * EVENTS_EACH;
  }

  /** The event of that number, from 0. */
  TrafficEvent event(long number) {
    long customer = number / EVENTS_EACH;
    Instant at = asked(customer);
    return switch ((int) (number % EVENTS_EACH)) {
      case 0 ->
          call(
              Topic.CLICKSTREAM,
              number,
              at,
              "\"type\":\"track\",\"event\":\"Product"
                  + " Added\",\"properties\":{\"product_id\":\"%s\","
                  + "\"price\":%s,\"currency\":\"EUR\",\"quantity\":1}",
              SampleCatalog.id(product(customer)),
              SampleCatalog.price(product(customer)));
      case 1 ->
          call(
              Topic.CLICKSTREAM,
              number,
              at,
              "\"type\":\"identify\",\"traits\":{\"birthday\":\"%s\"}",
              MonthDay.from(begin.atOffset(ZoneOffset.UTC).plusDays(BIRTHDAY_IN_DAYS)));
      default -> asks(customer, number, at);
    };
  }

  private static int product(long customer) {
    return (int) (customer % SampleCatalog.USUAL.products());
  }

  /** When that customer did all of it. */
  private Instant asked(long customer) {
    return customer < due
        ? begin.plusNanos(customer * TOGETHER.toNanos() / due)
        : begin.plus(LATER).plusNanos(customer * TOGETHER.toNanos() / customers);
  }

  /** A question of that customer. */
  static TrafficEvent asks(long customer, long number, Instant at) {
    return call(
        Topic.CHAT,
        number,
        customer,
        at,
        "\"type\":\"track\",\"event\":\"Live Chat Message Sent\",\"properties\":{"
            + "\"conversation_id\":\"talk-%d\",\"message_body\":\"Is this one in stock in blue?\"}",
        customer);
  }

  private static TrafficEvent call(
      Topic topic, long number, Instant at, String what, Object... values) {
    return call(topic, number, number / EVENTS_EACH, at, what, values);
  }

  private static TrafficEvent call(
      Topic topic, long number, long customer, Instant at, String what, Object... values) {
    String user = "user-" + customer;
    return new TrafficEvent(
        topic,
        user,
        String.format(
            Locale.ROOT,
            "{%s,\"channel\":\"server\",\"userId\":\"%s\",\"messageId\":\"awaited-%d\","
                + "\"timestamp\":\"%s\"}",
            String.format(Locale.ROOT, what, values),
            user,
            number,
            Instant.ofEpochMilli(at.toEpochMilli())));
  }
}
