package io.rtoto.cli.backtest;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What happened in a shop, as its journal tells it. */
final class Shop {
  static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");

  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);

  private final List<JournalEntry> entries = new ArrayList<>();

  static Identifier nameOf(String customer) {
    return new Identifier(IdentifierType.USER_ID, customer);
  }

  Shop adds(String customer, String product, long minor, Instant at) {
    return happens(customer, new ProductAddedToCart(when(at), mention(product, minor), 1));
  }

  Shop removes(String customer, String product, Instant at) {
    return happens(
        customer, new ProductRemovedFromCart(when(at), new ProductMention(product, null, null), 1));
  }

  Shop orders(String customer, Instant at) {
    String order = "order-" + entries.size();
    return happens(customer, new OrderPlaced(when(at), order, new Money(1000, "EUR"), List.of()));
  }

  Shop looks(String customer, String product, Instant at) {
    return happens(customer, new ProductViewed(when(at), mention(product, 500)));
  }

  Shop passesBy(String customer, Instant at) {
    return happens(customer, new PageViewed(when(at), "Home"));
  }

  Shop tells(JournalEntry entry) {
    entries.add(entry);
    return this;
  }

  private Shop happens(String customer, CustomerEvent event) {
    String id = "%032x".formatted(entries.size());
    return tells(new EventApplied(id, customer, nameOf(customer), event));
  }

  private Occurrence when(Instant at) {
    return new Occurrence("m" + entries.size(), at, null, Topic.CLICKSTREAM, null);
  }

  private static ProductMention mention(String product, long minor) {
    return new ProductMention(product, "tea", new Money(minor, "EUR"));
  }

  /** Customers who come by, fill carts of up to 60.00 EUR, and leave them or buy; for five days. */
  static Shop full(int customers, long seed) {
    Random random = new Random(seed);
    Shop shop = new Shop();
    for (int i = 0; i < customers; i++) {
      String customer = "c%04d".formatted(i);
      Instant at = MONDAY.plusMillis(random.nextInt(3_600_000));
      for (int visit = random.nextInt(6); visit >= 0; visit--) {
        for (int step = random.nextInt(8); step >= 0; step--) {
          String product = "p" + random.nextInt(4);
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> shop.adds(customer, product, 300 + random.nextInt(1200), at);
            case 4, 5 -> shop.removes(customer, product, at);
            case 6 -> shop.orders(customer, at);
            default -> shop.looks(customer, product, at);
          }
          at = at.plusMillis(1 + random.nextInt(1_200_000));
        }
        at = at.plus(Duration.ofHours(1 + random.nextInt(20)));
      }
    }
    // Time passes until every cart is left for long enough.
    return shop.passesBy("c9999", MONDAY.plus(Duration.ofDays(10)));
  }

  /** Its events, oldest first. */
  List<EventApplied> events() {
    return entries.stream()
        .filter(EventApplied.class::isInstance)
        .map(EventApplied.class::cast)
        .sorted(Comparator.comparing(one -> one.event().occurrence().at()))
        .toList();
  }

  /** Writes it, in no order. */
  Path writtenTo(Path file) throws IOException {
    return writtenTo(file, 1);
  }

  /** Writes it, in an order that hangs on that seed. */
  Path writtenTo(Path file, long seed) throws IOException {
    List<JournalEntry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, new Random(seed));
    try (var out = Files.newOutputStream(file)) {
      for (JournalEntry entry : shuffled) {
        out.write(ENTRIES.write(entry));
        out.write('\n');
      }
    }
    return file;
  }
}
