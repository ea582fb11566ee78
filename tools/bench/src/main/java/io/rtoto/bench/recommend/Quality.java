package io.rtoto.bench.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How good the first 20 are that are named.
 *
 * @param hr20 how often the next product is among them
 * @param mrr20 the mean of 1 by its place, from 1; of 0 where it is not among them
 * @param p20 which share of 20 is among what really came, until the end
 * @param r20 which share of what really came is among them
 * @param p20New the same as p20 of what was not bought before; null where nothing is bought
 * @param coverage how many products were named at all, by how many were learned
 * @param popularityBias how often the named ones were looked at, by the most that any was
 * @param latencyMicros how long an answer takes
 * @param tests how often it was asked
 * @param products how many were learned
 * @param stateBytes how much is remembered, as it is stored; null where that is not counted
 * @param stateBytesPerProduct the same by product
 */
@JsonPropertyOrder({"hr20", "mrr20", "p20", "r20", "p20New"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record Quality(
    double hr20,
    double mrr20,
    double p20,
    double r20,
    @Nullable Double p20New,
    double coverage,
    double popularityBias,
    Latency latencyMicros,
    long tests,
    int products,
    @Nullable Long stateBytes,
    @Nullable Double stateBytesPerProduct) {

  /**
   * In microseconds.
   *
   * @param p50 one half takes no longer
   * @param p90 nine of ten take no longer
   * @param p99 99 of 100 take no longer
   */
  record Latency(double p50, double p90, double p99) {
    private static final double NANOS = 1_000;

    static Latency of(long[] sortedNanos) {
      return new Latency(at(sortedNanos, 0.5), at(sortedNanos, 0.9), at(sortedNanos, 0.99));
    }

    private static double at(long[] sortedNanos, double share) {
      return sortedNanos.length == 0
          ? 0
          : sortedNanos[(int) Math.ceil(share * sortedNanos.length) - 1] / NANOS;
    }
  }

  /** Counts. */
  static final class Count {
    private final Map<String, Integer> looks = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private boolean isOfOrders;
    private double whole;
    private int customers;
    private double precisionOfNew;
    private double hits;
    private double reciprocal;
    private double precision;
    private double recall;
    private double popularity;
    private long namings;
    private int tests;
    private long[] nanos = new long[1 << 10];

    void learned(String product) {
      looks.merge(product, 1, Integer::sum);
    }

    /**
     * One test.
     *
     * @param names at most 20
     * @param rest what really came, at least one
     */
    void asked(List<String> names, List<String> rest, long took) {
      time(took);
      whole++;
      customers++;
      int place = names.indexOf(rest.get(0));
      if (place >= 0) {
        hits++;
        reciprocal += 1.0 / (place + 1);
      }
      compare(names, new HashSet<>(rest));
      names(names);
    }

    private void time(long took) {
      if (tests == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * tests);
      }
      nanos[tests++] = took;
    }

    private void compare(List<String> names, Set<String> real) {
      long found = names.stream().filter(real::contains).count();
      precision += (double) found / Trial.NAMED;
      recall += (double) found / real.size();
    }

    private void names(List<String> names) {
      for (String name : names) {
        named.add(name);
        popularity += looks.getOrDefault(name, 0);
        namings++;
      }
    }

    /**
     * A basket without one product.
     *
     * @param weight how much of a test that is
     */
    void completed(List<String> names, String left, double weight, long took) {
      isOfOrders = true;
      time(took);
      whole += weight;
      int place = names.indexOf(left);
      if (place >= 0) {
        hits += weight;
        reciprocal += weight / (place + 1);
      }
      names(names);
    }

    /** What a customer bought. */
    void foretold(List<String> names, Set<String> bought) {
      customers++;
      compare(names, bought);
    }

    /** What of it they had not bought before; nobody is asked who bought nothing new. */
    void foretoldNew(List<String> names, Set<String> bought) {
      precisionOfNew += (double) names.stream().filter(bought::contains).count() / Trial.NAMED;
    }

    Quality quality(long stateBytes) {
      int most = looks.values().stream().mapToInt(Integer::intValue).max().orElse(1);
      long[] sorted = Arrays.copyOf(nanos, tests);
      Arrays.sort(sorted);
      return new Quality(
          hits / Math.max(1, whole),
          reciprocal / Math.max(1, whole),
          precision / Math.max(1, customers),
          recall / Math.max(1, customers),
          isOfOrders ? precisionOfNew / Math.max(1, customers) : null,
          (double) named.size() / Math.max(1, looks.size()),
          popularity / Math.max(1, namings) / most,
          Latency.of(sorted),
          tests,
          looks.size(),
          stateBytes == 0 ? null : stateBytes,
          stateBytes == 0 ? null : (double) stateBytes / Math.max(1, looks.size()));
    }
  }
}
