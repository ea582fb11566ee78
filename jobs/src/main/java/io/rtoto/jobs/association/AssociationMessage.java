package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import java.time.Instant;
import java.util.List;

/** What a product is told of the visits and orders that it is part of. */
public sealed interface AssociationMessage {
  /** The product. */
  String productId();

  /** When it is its turn in a replay. */
  Turn turn();

  /** When it happened. */
  default Instant at() {
    return turn().at();
  }

  /**
   * It is looked at, or put into the cart: what goes with it?
   *
   * @param known the product, as the catalogue has it
   * @param visit in which visit
   * @param earlier what was looked at before in the visit, newest first
   * @param learned whether something can be learned from it
   */
  record Asked(ArticleAsked known, String visit, List<Article> earlier, boolean learned)
      implements AssociationMessage {
    @Override
    public String productId() {
      return known.asked().productId();
    }

    @Override
    public Turn turn() {
      return known.asked().turn();
    }
  }

  /**
   * Another product was looked at after it.
   *
   * @param productId the product
   * @param next what was looked at after it
   * @param distance how many looks later, from 1
   * @param visit in which visit
   * @param turn when
   */
  record Followed(String productId, Article next, int distance, String visit, Turn turn)
      implements AssociationMessage {}

  /**
   * It was ordered.
   *
   * @param productId the product
   * @param turn when
   */
  record Ordered(String productId, Turn turn) implements AssociationMessage {}

  /**
   * It was ordered together with another.
   *
   * @param productId the product
   * @param other the other
   * @param otherOrders how often that was ordered, this time included, each faded by its age
   * @param products how many different products were in the order
   * @param turn when
   */
  record OrderedWith(String productId, Article other, double otherOrders, int products, Turn turn)
      implements AssociationMessage {}
}
