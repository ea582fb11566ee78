package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.Answer;
import io.rtoto.jobs.association.learning.Companion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the products of a visit answered lately.
 *
 * @param last when the last of them was asked
 * @param looks of the newest {@value #MOST_LOOKS} products that were looked at, newest first
 * @param cart of the newest {@value #MOST_IN_CART} that were put into the cart, newest first
 */
public record VisitAnswers(Instant last, List<Told> looks, List<Told> cart) {
  static final int MOST_LOOKS = 5;
  static final int MOST_IN_CART = 5;

  /**
   * What one product answered.
   *
   * @param productId the product
   * @param neighbours what is looked at with it, best first
   * @param companions what is bought with it, best first
   */
  public record Told(
      String productId, List<Answer.Neighbour> neighbours, List<Companion> companions) {}

  static VisitAnswers from(Instant at) {
    return new VisitAnswers(at, List.of(), List.of());
  }

  /** The visit that an answer of that time is part of. */
  VisitAnswers at(Instant at) {
    return Visit.isOver(last, at) ? from(at) : this;
  }

  VisitAnswers with(Answered answered) {
    ProductAsked asked = answered.asked();
    Told told = new Told(asked.productId(), answered.neighbours(), answered.companions());
    Instant at = asked.view().at();
    Instant newest = at.isAfter(last) ? at : last;
    return asked.intoCart()
        ? new VisitAnswers(newest, looks, newest(told, cart, MOST_IN_CART))
        : new VisitAnswers(newest, newest(told, looks, MOST_LOOKS), cart);
  }

  private static List<Told> newest(Told told, List<Told> before, int most) {
    List<Told> all = new ArrayList<>(before.size() + 1);
    all.add(told);
    before.stream().filter(one -> !one.productId().equals(told.productId())).forEach(all::add);
    return all.size() <= most ? all : new ArrayList<>(all.subList(0, most));
  }
}
