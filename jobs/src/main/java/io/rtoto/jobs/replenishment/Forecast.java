package io.rtoto.jobs.replenishment;

/**
 * When a customer will need a product again.
 *
 * @param productId the product
 * @param last the newest purchase of it
 * @param daysOfAPiece how long a pack of it lasts this customer, in days
 * @param ownIntervals how many intervals of their own that comes from
 * @param regularity how regularly the product's category is bought: k, where 1 is chance
 * @param dueDay the day by which it is used up, since the epoch, in UTC
 */
public record Forecast(
    String productId,
    Bought last,
    double daysOfAPiece,
    int ownIntervals,
    double regularity,
    long dueDay) {

  /**
   * How much it can be trusted, above 0 and below 1: 1/(1+v), where v is the squared relative error
   * to be expected. An interval scatters by 1/k about its mean, and the mean of n own intervals and
   * the median by 1/(k(n+1)); so it is k/(k + 1 + 1/(n+1)).
   */
  public double confidence() {
    return regularity / (regularity + 1 + 1 / (ownIntervals + 1.0));
  }
}
