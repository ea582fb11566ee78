package io.rtoto.jobs.engagement;

import static java.util.Objects.requireNonNull;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Noticed.UsedUp;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.replenishment.Forecast;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the customer bought of a product will be used up, and they have bought no more of it. With
 * the midnight (UTC) with which that day begins it is so.
 *
 * @param forecast of the product
 * @param memory what is remembered
 */
record UsedUpProduct(Forecast forecast, CustomerMemory memory) implements Absence {
  private static final String NAME = Moment.nameOf(ReplenishmentDue.class);
  private static final int PERCENT = 100;
  private static final Comparator<Forecast> EARLIEST_FIRST =
      Comparator.comparingLong(Forecast::dueDay).thenComparing(Forecast::productId);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    return forecasts(memory, standards)
        .min(EARLIEST_FIRST)
        .map(one -> new UsedUpProduct(one, memory));
  }

  static Stream<Absence> all(CustomerMemory memory, Standards standards) {
    return forecasts(memory, standards).map(one -> new UsedUpProduct(one, memory));
  }

  private static Stream<Forecast> forecasts(CustomerMemory memory, Standards standards) {
    ReplenishmentModel model = standards.replenishment();
    return model == null || memory.orders().last() == null
        ? Stream.empty()
        : memory.recentPurchases().byProduct().entrySet().stream()
            .flatMap(one -> model.forecast(one.getKey(), one.getValue()).stream())
            .filter(one -> !memory.noticed().has(usedUp(one)));
  }

  private static UsedUp usedUp(Forecast forecast) {
    return new UsedUp(forecast.productId(), forecast.last().day());
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(
        new ReplenishmentDue(
            forecast.productId(),
            boughtOn(),
            forecast.dueDay() - forecast.last().day(),
            forecast.last().pieces(),
            Math.round(forecast.daysOfAPiece()),
            forecast.ownIntervals(),
            (long) (PERCENT * forecast.confidence()),
            (long) (PERCENT * forecast.regularity())));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String byModel() {
    return claim(forecast.productId());
  }

  /** How it is called that the model claims anything of that product. */
  static String claim(String productId) {
    return ReplenishmentParameters.KEY + " " + productId;
  }

  @Override
  public String which() {
    return forecast.productId() + " " + boughtOn();
  }

  @Override
  public Instant deadline() {
    return Standards.beginOf(forecast.dueDay());
  }

  /** Until they buy more of it, and then it is another. */
  @Override
  public Instant lastsUntil() {
    return Instant.MAX;
  }

  /**
   * The order by which it was bought last; where state of before that was kept lacks it, the last
   * order of anything.
   */
  @Override
  public Activity cause() {
    Activity order = memory.recentPurchases().lastOrderOf(forecast.productId());
    return order == null ? requireNonNull(memory.orders().last()) : order;
  }

  /** Another order, of other products, changes nothing about it. */
  @Override
  public boolean isSame(Absence other) {
    return other instanceof UsedUpProduct same && usedUp(forecast).equals(usedUp(same.forecast));
  }

  @Override
  public Remark noticed() {
    return Remark.noticed(cause().leaf(), Noticed.of(usedUp(forecast)));
  }

  private String boughtOn() {
    return dateOf(forecast.last().day());
  }

  /** A day as the rules are told it. */
  static String dateOf(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
