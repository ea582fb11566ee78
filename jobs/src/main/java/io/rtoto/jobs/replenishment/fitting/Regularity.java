package io.rtoto.jobs.replenishment.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How regularly people buy, by Wheat and Morrison (1990): of each customer and product one pair of
 * successive intervals, and M, the share of the earlier one in both. Where intervals are gamma with
 * shape k, whatever their means, M is Beta(k, k): its mean is one half and its variance
 * 1/(4(2k+1)). So k = (1 - 4 Var M) / (8 Var M); 1 is chance, and more is regular.
 */
final class Regularity {
  /** Fewer pairs tell no variance that one could go by. */
  static final int FEWEST_PAIRS = 30;

  /** Whoever is more regular than that is a machine; also where all intervals are alike. */
  static final double MOST = 100;

  private final List<Double> shares = new ArrayList<>();

  void add(double share) {
    shares.add(share);
  }

  long pairs() {
    return shares.size();
  }

  /** The regularity k, from 0 to {@value #MOST}; empty where there are too few pairs. */
  OptionalDouble k() {
    if (shares.size() < FEWEST_PAIRS) {
      return OptionalDouble.empty();
    }
    // In one order, whatever they came in, or the last digits would be others.
    double variance =
        shares.stream().sorted().mapToDouble(share -> (share - .5) * (share - .5)).sum()
            / shares.size();
    return OptionalDouble.of(Math.min(MOST, (1 - 4 * variance) / (8 * variance)));
  }
}
