package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Answer;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Blend;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.association.learning.Ranked;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the job does, product by product and session by session, without the job. */
final class Engine implements Recommender {
  /** As many answers as a customer keeps. */
  private static final int ANSWERS = 10;

  private final AssociationSettings settings = AssociationSettings.DEFAULT;
  private final Map<String, ProductAssociations> products = new HashMap<>();
  private final Map<String, List<Answer>> answers = new HashMap<>();

  @Override
  public void learn(Look look) {
    product(look.productId()).isLookedAt(look, settings);
    look.teaches(settings)
        .forEach(
            earlier -> product(earlier.productId()).isFollowed(look, earlier.distance(), settings));
  }

  @Override
  public List<String> next(Look look) {
    ProductAssociations known = products.get(look.productId());
    Answer answer =
        known == null ? new Answer(look.productId(), List.of()) : known.answer(look, settings);
    List<Answer> newestFirst =
        answers.computeIfAbsent(look.session(), none -> new ArrayList<>(ANSWERS + 1));
    newestFirst.add(0, answer);
    if (newestFirst.size() > ANSWERS) {
      newestFirst.remove(ANSWERS);
    }
    return Blend.ofSession(newestFirst).map(Ranked::productId).toList();
  }

  private ProductAssociations product(String id) {
    return products.computeIfAbsent(id, none -> new ProductAssociations());
  }

  @Override
  public long stateBytes() {
    return bytesOf(products);
  }

  static long bytesOf(Map<String, ProductAssociations> products) {
    try (DataOutputStream counted = new DataOutputStream(OutputStream.nullOutputStream())) {
      for (ProductAssociations one : products.values()) {
        one.writeTo(counted);
      }
      return counted.size();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
