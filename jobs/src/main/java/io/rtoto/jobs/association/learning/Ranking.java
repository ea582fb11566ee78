package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.association.learning.Ranked.Reason;
import io.rtoto.jobs.association.learning.Ranked.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Candidates with what speaks for them. The scores of two sources have nothing in common: each is
 * drawn to the same for its best candidate before they are added up.
 */
@SuppressWarnings("EnumOrdinal") // A number for each source: what an EnumMap is, without boxes.
final class Ranking {
  private static final Source[] SOURCES = Source.values();

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate one) -> one.score)
          .reversed()
          .thenComparing(one -> one.productId);

  private static final Comparator<Reason> STRONGEST_FIRST =
      Comparator.comparingDouble(Reason::share)
          .reversed()
          .thenComparing(Reason::source)
          .thenComparing(Reason::productId);

  private final Map<String, Candidate> candidates = new HashMap<>();

  /** A product, with what speaks for it before and after each source is drawn to its share. */
  private static final class Candidate {
    private final String productId;
    private final List<Reason> reasons = new ArrayList<>();
    private final double[] sums = new double[SOURCES.length];
    private double score;

    private Candidate(String productId) {
      this.productId = productId;
    }

    private void score(double[] factors) {
      for (int source = 0; source < sums.length; source++) {
        score += factors[source] * sums[source];
      }
    }

    private Ranked ranked(double[] factors) {
      List<Reason> shares = new ArrayList<>(reasons.size());
      for (Reason one : reasons) {
        double share = one.share() * factors[one.source().ordinal()];
        shares.add(new Reason(one.source(), one.productId(), share));
      }
      shares.sort(STRONGEST_FIRST);
      return new Ranked(productId, score, shares);
    }
  }

  void add(Source source, String productId, String from, double score) {
    if (score > 0) {
      Candidate candidate = candidates.computeIfAbsent(productId, Candidate::new);
      candidate.reasons.add(new Reason(source, from, score));
      candidate.sums[source.ordinal()] += score;
    }
  }

  /**
   * All of them, once: the reasons are gone into as each is taken, for most take only the first.
   *
   * @param shares what the best candidate of each source has of it
   */
  Stream<Ranked> bestFirst(Map<Source, Double> shares) {
    double[] factors = factors(shares);
    List<Candidate> ranked = new ArrayList<>(candidates.values());
    ranked.forEach(one -> one.score(factors));
    ranked.sort(BEST_FIRST);
    return ranked.stream().map(one -> one.ranked(factors));
  }

  private double[] factors(Map<Source, Double> shares) {
    double[] factors = new double[SOURCES.length];
    for (Candidate one : candidates.values()) {
      for (int source = 0; source < factors.length; source++) {
        factors[source] = Math.max(factors[source], one.sums[source]);
      }
    }
    for (Source source : SOURCES) {
      double most = factors[source.ordinal()];
      factors[source.ordinal()] = most > 0 ? shares.getOrDefault(source, 0.0) / most : 0;
    }
    return factors;
  }
}
