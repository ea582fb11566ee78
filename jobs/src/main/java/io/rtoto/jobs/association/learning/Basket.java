package io.rtoto.jobs.association.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is bought in one order.
 *
 * @param products each once, where a product comes again that is left out; of a larger order the
 *     first {@value #MOST}: pairs grow with the square, and what a wholesaler buys at once says
 *     little about what goes with what
 * @param at when
 */
public record Basket(List<String> products, Instant at) {
  static final int MOST = 100;

  /** A product of a large order learns of so many others: they tell little of each other. */
  static final int MOST_OTHERS = 48;

  /** A copy in which each product is once. */
  public Basket {
    products = products.stream().distinct().limit(MOST).toList();
  }

  /**
   * The products that one of them is to be told of by {@link ProductAssociations#isBoughtWith}: all
   * others, or in a large order those that come next, and after the last the first.
   */
  public List<String> othersThan(String product) {
    int from = products.indexOf(product);
    int others = Math.min(MOST_OTHERS, products.size() - 1);
    List<String> told = new ArrayList<>(others);
    for (int i = 1; i <= others; i++) {
      told.add(products.get((from + i) % products.size()));
    }
    return told;
  }
}
