package io.rtoto.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CircumstancesTest {
  @Test
  void holdsWhatWasTakenOutOfTheCatalogueForSoldOutAsTheJobDoes() throws Exception {
    String kafka = Broker.emptied();
    try (Publisher publisher = new Publisher(kafka)) {
      has(publisher, "boots", 1);
      has(publisher, "socks", 0);
      has(publisher, "mug", 1);
      publisher.send(Topic.CATALOG, "boots", null);
      publisher.send(Topic.CATALOG, "mug", new byte[] {'{'});
      publisher.flush();
    }
    Predicate<String> soldOut =
        Circumstances.on(kafka).by(EngageSettings.defaults(kafka)).soldOut();
    assertThat(Stream.of("boots", "socks", "mug", "never").filter(soldOut))
        .containsExactly("boots", "socks");
  }

  private static void has(Publisher publisher, String product, int stock) {
    publisher.send(
        new CatalogEntry(product, Map.of(), "shoes", new Money(100, "EUR"), stock, List.of()));
  }
}
