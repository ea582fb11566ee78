package io.rtoto.jobs.association.learning;

import java.util.List;

/**
 * What a product says of what goes with it.
 *
 * @param productId the product that says it
 * @param neighbours the best first
 */
public record Answer(String productId, List<Neighbour> neighbours) {
  /**
   * A product that goes with it.
   *
   * @param productId the product
   * @param followed how often it is looked at soon after the other or before, by how often the
   *     other is looked at; 0 where that was never seen
   * @param sessions how much it is part of the newest sessions that are like the one that asks; 0
   *     where it is in none of them
   * @param facts what is told of it
   */
  public record Neighbour(String productId, double followed, double sessions, Facts facts) {}

  /** A copy with a list of its own. */
  public Answer {
    neighbours = List.copyOf(neighbours);
  }
}
