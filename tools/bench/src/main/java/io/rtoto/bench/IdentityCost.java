package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What it costs to join identifiers, beside the same job without.
 *
 * @param load what both jobs were put to
 * @param machine what it was measured on
 * @param joining CPU time per event of the job, in microseconds, one figure for each round
 * @param strongest the same of a job in which every event is its strongest identifier's
 * @param ratio the mean of the first by the mean of the second
 */
@JsonPropertyOrder({"load", "machine", "joining", "strongest", "ratio"})
record IdentityCost(
    Load load, Machine machine, List<Double> joining, List<Double> strongest, double ratio) {

  static IdentityCost of(Load load, List<Double> joining, List<Double> strongest) {
    return new IdentityCost(
        load, Machine.ofThisProcess(), joining, strongest, mean(joining) / mean(strongest));
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
