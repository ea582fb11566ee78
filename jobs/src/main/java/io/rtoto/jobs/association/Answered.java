package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.Answer;
import io.rtoto.jobs.association.learning.Companion;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import io.rtoto.jobs.time.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a product answers.
 *
 * @param asked the question
 * @param listed whether the catalogue knows the product
 * @param category the product's; empty when it is not known
 * @param neighbours what is looked at with it, best first
 * @param companions what is bought with it, best first
 * @param others candidates of other kinds, those of a kind best first
 */
public record Answered(
    ProductAsked asked,
    boolean listed,
    String category,
    List<Answer.Neighbour> neighbours,
    List<Companion> companions,
    List<Candidate> others)
    implements CategoryMessage {
  /** So many candidates are enough for the widest place on a page. */
  private static final int ENOUGH = 12;

  /**
   * How many candidates more would be enough; 0 when there are enough. What is new takes nobody's
   * place: what is known is the same whether a look explores or not.
   */
  int missing() {
    // Neighbours are different products: mostly there are enough of them.
    return neighbours.size() >= ENOUGH ? 0 : Math.max(0, ENOUGH - products(false).size());
  }

  /** The products that it has. */
  Set<String> products() {
    return products(true);
  }

  private Set<String> products(boolean withNew) {
    Set<String> products = new HashSet<>();
    neighbours.forEach(one -> products.add(one.productId()));
    companions.forEach(one -> products.add(one.productId()));
    others.stream()
        .filter(one -> withNew || one.because() != Because.NEW)
        .forEach(one -> products.add(one.productId()));
    return products;
  }

  /** Whether something new was drawn for it. */
  boolean hasNew() {
    return others.stream().anyMatch(one -> one.because() == Because.NEW);
  }

  Answered with(List<Candidate> more) {
    List<Candidate> all = new ArrayList<>(others);
    all.addAll(more);
    return new Answered(asked, listed, category, neighbours, companions, all);
  }

  @Override
  public Turn turn() {
    return asked.turn();
  }
}
