package io.rtoto.cli.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is in force beside the rules: the models, and of the catalogue what is sold out. */
public final class Circumstances {
  private static final Messages<ModelParameters> MODELS = Messages.of(ModelParameters.class);
  private static final Messages<CatalogEntry> ENTRIES = Messages.of(CatalogEntry.class);

  private final Map<String, ModelParameters> models = new TreeMap<>();
  private final Set<String> soldOut = new HashSet<>();

  /** As they are on a broker now. What is none of ours there is passed over. */
  public static Circumstances on(String kafka) throws IOException {
    Circumstances now = new Circumstances();
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readAll(
          Topic.MODELS,
          message -> {
            ModelParameters model = TopicReader.read(MODELS, message.value());
            if (model != null) {
              now.holds(model);
            }
          });
      reader.readAll(
          Topic.CATALOG,
          message -> {
            if (message.value() == null) {
              now.isTakenOut(key(message));
            } else {
              CatalogEntry entry = TopicReader.read(ENTRIES, message.value());
              if (entry != null) {
                now.isOnSale(key(message), entry);
              }
            }
          });
    }
    return now;
  }

  private static String key(ConsumerRecord<byte[], byte[]> message) {
    return message.key() == null ? "" : new String(message.key(), UTF_8);
  }

  /** Takes a model; whether it is the only one of its kind so far. */
  public boolean holds(ModelParameters model) {
    return models.put(model.key(), model) == null;
  }

  /** Takes a product as it is on sale now; where the stock is not counted it can be delivered. */
  public void isOnSale(String productId, CatalogEntry entry) {
    if (entry.stock() != null && entry.stock() <= 0) {
      soldOut.add(productId);
    } else {
      soldOut.remove(productId);
    }
  }

  /**
   * A product is not on sale any more: as for the job, it cannot be delivered. Known of those only
   * of which the broker has not compacted it away yet.
   */
  void isTakenOut(String productId) {
    soldOut.add(productId);
  }

  /** As rules meet them, by these settings of engage. */
  public Hindsight.Beside by(EngageSettings settings) {
    return new Hindsight.Beside(settings, models.values(), soldOut::contains);
  }
}
