package io.rtoto.gateway;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts products into the catalogue of the shared broker. */
final class Shelf {
  private static final Messages<CatalogEntry> PRODUCTS = Messages.of(CatalogEntry.class);

  private Shelf() {}

  /** Sells a kind of tea. */
  static void sell(String productId, String name, long minor, int stock) throws Exception {
    CatalogEntry product =
        new CatalogEntry(
            productId,
            Map.of("en", name, "zh-TW", name),
            productId.equals("pot") ? "teapots" : "tea",
            new Money(minor, "USD"),
            stock,
            List.of());
    try (KafkaProducer<String, byte[]> producer = Broker.shared().producer()) {
      producer
          .send(new ProducerRecord<>(Topic.CATALOG.topicName(), productId, PRODUCTS.write(product)))
          .get();
    }
  }
}
