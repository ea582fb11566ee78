package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.Answer;
import io.rtoto.jobs.association.learning.Blend;
import io.rtoto.jobs.association.learning.Companion;
import io.rtoto.jobs.association.learning.Ranked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the products of a visit answered lately.
 *
 * @param last when the last of them was asked
 * @param looks of the newest {@value #MOST_LOOKS} products that were looked at, newest first
 * @param cart of the newest {@value #MOST_IN_CART} that were put into the cart, newest first
 */
public record VisitAnswers(Instant last, List<Told> looks, List<Told> cart) {
  static final int MOST_LOOKS = 5;
  static final int MOST_IN_CART = 20;

  /** So many candidates of a kind leave enough when the customer's own filters are done. */
  static final int MOST_CANDIDATES = 20;

  /** A few of many products complete a large cart better than many of a few. */
  private static final int MOST_COMPANIONS_IN_CART = 8;

  /** By how many came since: an answer counts less then, so less of it is kept. */
  private static final int[] MOST_NEIGHBOURS = {Integer.MAX_VALUE, 16, 12, 8, 8};

  /** What goes with what was looked at earlier hardly completes anything. */
  private static final int LOOKS_WITH_COMPANIONS = 2;

  /**
   * What one product answered.
   *
   * @param productId the product
   * @param neighbours what is looked at with it, best first
   * @param companions what is bought with it, best first
   * @param at when it was asked; long ago where an older state does not tell
   */
  public record Told(
      String productId, List<Answer.Neighbour> neighbours, List<Companion> companions, Instant at) {

    /** Version 0.1 before December 2026 kept no time. */
    public Told {
      at = Objects.requireNonNullElse(at, Instant.EPOCH);
    }

    /** What is kept of it once so many products came since. */
    private Told after(int others) {
      return new Told(
          productId,
          first(MOST_NEIGHBOURS[others], neighbours),
          others < LOOKS_WITH_COMPANIONS ? companions : List.of(),
          at);
    }
  }

  /** A visit that begins. */
  public static VisitAnswers from(Instant at) {
    return new VisitAnswers(at, List.of(), List.of());
  }

  /** The visit that an answer of that time is part of. */
  VisitAnswers at(Instant at) {
    return VisitEnd.isBetween(last, at) ? from(at) : this;
  }

  VisitAnswers with(Answered answered) {
    ProductAsked asked = answered.asked();
    Instant at = asked.view().at();
    Told told = new Told(asked.productId(), answered.neighbours(), answered.companions(), at);
    return asked.intoCart() ? putting(told) : seeing(told);
  }

  /** With a product that is looked at. */
  public VisitAnswers seeing(Told told) {
    return new VisitAnswers(newest(told), aged(first(MOST_LOOKS, among(looks, told))), cart);
  }

  /** With a product that is put into the cart. */
  public VisitAnswers putting(Told told) {
    List<Companion> few = first(MOST_COMPANIONS_IN_CART, told.companions());
    Told kept = new Told(told.productId(), List.of(), few, told.at());
    return new VisitAnswers(newest(told), looks, first(MOST_IN_CART, among(cart, kept)));
  }

  private Instant newest(Told told) {
    return told.at().isAfter(last) ? told.at() : last;
  }

  /** What the products that were looked at answered, newest first. */
  public List<Answer> answers() {
    return looks.stream().map(told -> new Answer(told.productId(), told.neighbours())).toList();
  }

  /** What is bought with each product of the cart, and with the newest that were looked at. */
  public Map<String, List<Companion>> companions() {
    Map<String, List<Companion>> companions = new LinkedHashMap<>();
    cart.forEach(told -> companions.put(told.productId(), told.companions()));
    looks.forEach(told -> companions.putIfAbsent(told.productId(), told.companions()));
    return companions;
  }

  /**
   * What is bought with them, the best first: not what was put into the cart, nor what is on that
   * page.
   */
  public Stream<Ranked> bought(String onThePage) {
    Set<String> there = new HashSet<>(Set.of(onThePage));
    cart.forEach(told -> there.add(told.productId()));
    return Blend.ofBasket(companions())
        .filter(one -> !there.contains(one.productId()))
        .limit(MOST_CANDIDATES);
  }

  /** In the order of the looks: an answer can be overtaken by that to the next one. */
  private static List<Told> among(List<Told> newestFirst, Told told) {
    List<Told> all = new ArrayList<>(newestFirst);
    all.removeIf(one -> one.productId().equals(told.productId()));
    int place = 0;
    while (place < all.size() && all.get(place).at().isAfter(told.at())) {
      place++;
    }
    all.add(place, told);
    return all;
  }

  private static List<Told> aged(List<Told> newestFirst) {
    List<Told> aged = new ArrayList<>(newestFirst.size());
    for (Told one : newestFirst) {
      aged.add(one.after(aged.size()));
    }
    return aged;
  }

  private static <T> List<T> first(int most, List<T> all) {
    return all.size() <= most ? all : new ArrayList<>(all.subList(0, most));
  }
}
