package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.VisitAnswers;
import io.rtoto.jobs.association.VisitAnswers.Told;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Basket;
import io.rtoto.jobs.association.learning.Companion;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.association.learning.Ranked;
import io.rtoto.jobs.engagement.BoughtAgain;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.rules.settings.RecommendSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the job does with orders, product by product and customer by customer, without the job. */
final class EngineShopper implements Shopper {
  private static final double POPULAR = RecommendSettings.DEFAULT.weight("popular");

  private final AssociationSettings settings = AssociationSettings.DEFAULT;
  private final Map<String, ProductAssociations> products = new HashMap<>();
  private final FadingPopularity popularity = new FadingPopularity();

  @Override
  public void learn(Order order) {
    popularity.learn(order);
    Basket basket = order.basket();
    for (String product : basket.products()) {
      double orders =
          products
              .computeIfAbsent(product, none -> new ProductAssociations())
              .isBought(order.at(), settings);
      for (String other : basket.othersThan(product)) {
        products
            .computeIfAbsent(other, none -> new ProductAssociations())
            .isBoughtWith(product, orders, basket.products().size(), order.at(), settings);
      }
    }
  }

  @Override
  public List<String> completing(Set<String> basket) {
    VisitAnswers visit = VisitAnswers.from(Instant.EPOCH);
    String last = "";
    for (String product : basket) {
      visit = visit.putting(new Told(product, List.of(), companions(product), visit.last()));
      last = product;
    }
    // Of a larger cart the job knows the newest; of the others the customer does, and leaves them
    // out.
    return visit.bought(last).map(Ranked::productId).filter(one -> !basket.contains(one)).toList();
  }

  /** Their own, and what is popular where that says more: as the job weighs the two. */
  @Override
  public List<String> next(Map<String, ProductHistory> histories, Instant at) {
    Map<String, Double> weights = new HashMap<>();
    popularity.shares().forEach((product, share) -> weights.put(product, POPULAR * share));
    BoughtAgain.in(histories, null, at)
        .forEach(one -> weights.merge(one.productId(), one.weight(), Double::sum));
    return Scores.best(weights, weights.size());
  }

  private List<Companion> companions(String product) {
    ProductAssociations known = products.get(product);
    return known == null ? List.of() : known.companions(settings);
  }

  @Override
  public long stateBytes() {
    return Engine.bytesOf(products);
  }
}
