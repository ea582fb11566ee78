package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.Basket;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Asks the product that somebody looks at, or puts into the cart, what goes with it, and tells the
 * products of an order of each other.
 */
public final class ProductRouterFunction implements FlatMapFunction<CustomerMessage, AboutArticle> {
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(CustomerMessage message, Collector<AboutArticle> out) {
    if (message instanceof EventCounted counted) {
      counted.identified().event().fold(new Told(counted.identified())).forEach(out::collect);
    }
  }

  /**
   * What an event tells articles.
   *
   * @param event the event and its customer
   */
  private record Told(IdentifiedEvent event) implements CustomerEvent.Cases<List<AboutArticle>> {
    @Override
    public List<AboutArticle> otherwise(CustomerEvent any) {
      return List.of();
    }

    @Override
    public List<AboutArticle> productViewed(ProductViewed viewed) {
      return List.of(asked(viewed.product(), false));
    }

    @Override
    public List<AboutArticle> productAddedToCart(ProductAddedToCart added) {
      return List.of(asked(added.product(), true));
    }

    private ProductAsked asked(ProductMention product, boolean intoCart) {
      List<Identifier> names = event.identifiers();
      String visitor = names.get(names.size() - 1).key();
      return new ProductAsked(View.of(event, product), visitor, intoCart);
    }

    @Override
    public List<AboutArticle> orderPlaced(OrderPlaced placed) {
      Basket basket =
          new Basket(
              placed.lines().stream().map(line -> line.product().productId()).toList(),
              placed.occurrence().at());
      Turn turn = Turn.of(placed.occurrence(), event.eventId());
      List<AboutArticle> articles = new ArrayList<>(basket.products().size());
      for (String one : basket.products()) {
        articles.add(
            new ArticleOrdered(
                one,
                event.customerId(),
                event.origin(),
                basket.othersThan(one),
                basket.products().size(),
                turn));
      }
      return articles;
    }
  }
}
