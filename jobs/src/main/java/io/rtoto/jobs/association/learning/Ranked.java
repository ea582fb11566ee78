package io.rtoto.jobs.association.learning;

import java.util.List;

/**
 * A product that may be recommended, and why.
 *
 * @param productId the product
 * @param score the sum of its reasons
 * @param reasons the strongest first
 */
public record Ranked(String productId, double score, List<Reason> reasons) {
  /** What a candidate is taken from. */
  public enum Source {
    /** Often looked at soon after the other product, or before. */
    FOLLOWED,
    /** In the newest sessions with the other product that are like this one. */
    SESSIONS,
    /** Looked at before in this session: many come back to it. */
    SEEN,
    /** Often bought with the other product. */
    BOUGHT_TOGETHER
  }

  /**
   * A part of its score.
   *
   * @param source what it is taken from
   * @param productId the product that names it; the product itself where that is SEEN
   * @param share how much of the score that is
   */
  public record Reason(Source source, String productId, double share) {}

  /** A copy with a list of its own. */
  public Ranked {
    reasons = List.copyOf(reasons);
  }
}
