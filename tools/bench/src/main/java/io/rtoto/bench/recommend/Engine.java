package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.VisitAnswers;
import io.rtoto.jobs.association.VisitAnswers.Told;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the job does, product by product and session by session, without the job. */
final class Engine implements Recommender {
  private final AssociationSettings settings = AssociationSettings.DEFAULT;
  private final Map<String, ProductAssociations> products = new HashMap<>();
  private final Map<String, VisitAnswers> visits = new HashMap<>();

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
    List<Answer.Neighbour> neighbours =
        known == null ? List.of() : known.answer(look, settings).neighbours();
    VisitAnswers visit =
        visits
            .getOrDefault(look.session(), VisitAnswers.from(look.at()))
            .seeing(new Told(look.productId(), neighbours, List.of(), look.at()));
    visits.put(look.session(), visit);
    return Blend.ofSession(visit.answers()).map(Ranked::productId).toList();
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
