package io.rtoto.cli.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is published on a broker: the rules, the models, and of the catalogue what is sold out. What
 * the job refuses is passed over, as the job does.
 */
public final class Published {
  private final List<RuleBundle> bundles = new ArrayList<>();
  private final Map<String, ModelParameters> models = new TreeMap<>();
  private final Set<String> soldOut = new HashSet<>();
  private @Nullable RuleBundle inForce;

  private Published() {}

  /** All of it, as of now. */
  public static Published on(String kafka) throws IOException {
    Published published = new Published();
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readAll(
          Topic.RULE_HISTORY,
          message -> read(RuleBundle.class, message.value()).ifPresent(published.bundles::add));
      reader.readAll(
          Topic.RULES,
          message ->
              read(RuleBundle.class, message.value())
                  .ifPresent(bundle -> published.take(key(message.key()), bundle)));
      reader.readAll(
          Topic.MODELS,
          message ->
              read(ModelParameters.class, message.value())
                  .ifPresent(model -> published.models.put(model.key(), model)));
      reader.readAll(
          Topic.CATALOG,
          message ->
              published.supply(key(message.key()), read(CatalogEntry.class, message.value())));
    }
    return published;
  }

  private static String key(byte @Nullable [] key) {
    return key == null ? "" : new String(key, UTF_8);
  }

  private static <T> Optional<T> read(Class<T> type, byte @Nullable [] message) {
    return Optional.ofNullable(TopicReader.read(Messages.of(type), message));
  }

  private void take(String key, RuleBundle bundle) {
    bundles.add(bundle);
    if (key.equals(RuleBundle.ACTIVE_KEY)) {
      inForce = bundle;
    }
  }

  private void supply(String productId, Optional<CatalogEntry> entry) {
    if (entry.isPresent() && isSoldOut(entry.get())) {
      soldOut.add(productId);
    } else {
      soldOut.remove(productId);
    }
  }

  /** Whether the product cannot be delivered; where the stock is not counted it can. */
  public static boolean isSoldOut(CatalogEntry entry) {
    return entry.stock() != null && entry.stock() <= 0;
  }

  /** The rules in force; empty when there are none. */
  public Optional<RuleBundle> inForce() {
    return Optional.ofNullable(inForce);
  }

  /** The rules of that version, told by its hash or by its number in the history. */
  public Optional<RuleBundle> version(String told) {
    return bundles.stream()
        .filter(
            bundle -> bundle.version().equals(told) || Long.toString(bundle.number()).equals(told))
        .findFirst();
  }

  /** The versions that the broker still has, oldest first. */
  public List<String> versions() {
    return bundles.stream().map(RuleBundle::version).distinct().toList();
  }

  /** The models in force. */
  public Collection<ModelParameters> models() {
    return models.values();
  }

  /** What cannot be delivered. */
  public Set<String> soldOut() {
    return soldOut;
  }
}
