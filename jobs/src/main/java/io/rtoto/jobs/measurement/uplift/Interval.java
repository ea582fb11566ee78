package io.rtoto.jobs.measurement.uplift;

/**
 * From where to where a value lies.
 *
 * @param low the lower end
 * @param high the upper end, not below the lower
 */
public record Interval(double low, double high) {
  /** Whether the value lies there. */
  public boolean covers(double value) {
    return low <= value && value <= high;
  }
}
