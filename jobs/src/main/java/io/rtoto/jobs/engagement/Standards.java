package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.attrition.GammaGamma;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.TierMove;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.WinBackScheme;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Deeds;
import io.rtoto.jobs.memory.OrderStatistics;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.rules.settings.AgreementSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.ScoreSettings;
import io.rtoto.rules.settings.TierSettings;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * By what customers are judged: what the rule library sets, and the models of who comes back and of
 * how long products last.
 *
 * @param tiers who is worth what
 * @param winBack who is lost
 * @param dormantAfterDays where no model tells, or not sooner of who has bought once: lost is who
 *     has not ordered for so long
 * @param scores how warm a lead is
 * @param agreements when it is time to speak of what a customer holds
 * @param fitted the model of who comes back; null while there is none
 * @param fittedSince since when there is one
 * @param replenishment the model of how long products last; null while there is none
 * @param zone whose clock counts for a customer who told none
 */
record Standards(
    TierScheme tiers,
    WinBackScheme winBack,
    int dormantAfterDays,
    ScoreSettings scores,
    AgreementSettings agreements,
    @Nullable FittedModel fitted,
    Instant fittedSince,
    @Nullable ReplenishmentModel replenishment,
    ZoneId zone) {
  /** Of a library that sets nothing, without models. */
  static final Standards DEFAULT = of(LibrarySettings.DEFAULT);

  /** What a library sets, without models. */
  static Standards of(LibrarySettings settings) {
    TierSettings tiers = settings.tiers();
    return new Standards(
        new TierScheme(
            tiers.periodDays(),
            tiers.currency(),
            tiers.tiers().stream()
                .map(tier -> new TierScheme.Tier(tier.name(), tier.fromMinor()))
                .toList()),
        new WinBackScheme(tiers.lostBelow(), tiers.atRiskBelow(), tiers.highValueFromMinor()),
        tiers.dormantAfterDays(),
        settings.scores(),
        settings.agreements(),
        null,
        Instant.MIN,
        null,
        ZoneId.of(settings.contact().timeZone()));
  }

  /**
   * The same, with these models.
   *
   * @param since since when there is one of who comes back
   */
  Standards with(@Nullable FittedModel model, Instant since, @Nullable ReplenishmentModel lasting) {
    return new Standards(
        tiers, winBack, dormantAfterDays, scores, agreements, model, since, lasting, zone);
  }

  /** The same, with these models as if they had always been there; one of each at most. */
  Standards with(Collection<ModelParameters> models) {
    Standards standards = this;
    for (ModelParameters model : models) {
      if (model instanceof AttritionParameters ofWhoComesBack) {
        FittedModel fittedTo = FittedModel.of(ofWhoComesBack);
        standards = standards.with(fittedTo, Instant.MIN, standards.replenishment);
      } else if (model instanceof ReplenishmentParameters ofWhatLasts) {
        ReplenishmentModel lasting = ReplenishmentModel.of(ofWhatLasts);
        standards = standards.with(standards.fitted, standards.fittedSince, lasting);
      }
    }
    return standards;
  }

  /** How warm a lead the customer is, as of that time. */
  long leadScore(Deeds deeds, Instant asOf) {
    double worth = deeds.worth(scores::points, scores.halfLifeDays(), asOf);
    return Math.max(0, Math.min(scores.most(), Math.round(worth)));
  }

  /** The tier as of that time; null where nothing was bought until then. */
  @Nullable String tier(PurchaseHistory history, Instant asOf) {
    long day = PurchaseHistory.dayOf(asOf);
    return history.patternOn(day).isEmpty() ? null : tiers.standing(history, day).tier();
  }

  /**
   * Whether the customer will come back, as of that time; null without a model, and where nothing
   * was bought until then.
   *
   * @param currency of the value; null where it is not known
   */
  @Nullable Attrition attrition(PurchaseHistory history, @Nullable String currency, Instant asOf) {
    BuyingPattern pattern = history.patternOn(PurchaseHistory.dayOf(asOf)).orElse(null);
    if (fitted == null || pattern == null) {
      return null;
    }
    AttritionModel model = fitted.model();
    double orders = model.expectedOrders(pattern, fitted.horizonWeeks());
    return new Attrition(
        model.kind().code(),
        pattern.repeats(),
        pattern.recency(),
        pattern.age(),
        model.pAlive(pattern),
        orders,
        value(history, currency, orders),
        crossing(history, winBack.atRiskBelow()));
  }

  /** How probable it is that the customer still buys, as of that time; empty where none tells. */
  OptionalDouble pAlive(PurchaseHistory history, Instant asOf) {
    BuyingPattern pattern = history.patternOn(PurchaseHistory.dayOf(asOf)).orElse(null);
    return fitted == null || pattern == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(fitted.model().pAlive(pattern));
  }

  /** The segment of those to be won back, as the rules call it; empty outside of all. */
  String winBack(OrderStatistics orders, Instant asOf) {
    Activity last = orders.last();
    if (last == null) {
      return "";
    }
    Loss loss = loss(orders.history(), last);
    boolean silent = !loss.byModel() && !asOf.isBefore(loss.at());
    double alive = silent ? 0 : pAlive(orders.history(), asOf).orElse(1);
    return winBack
        .segmentOf(alive, spentMinor(orders))
        .map(segment -> segment.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElse("");
  }

  /**
   * When a customer counts as lost if they order nothing more.
   *
   * @param at when
   * @param byModel whether it is the model that says so; else it is their silence
   */
  record Loss(Instant at, boolean byModel) {}

  /**
   * When who ordered last then is lost: by the model, or by silence where it never says so, or only
   * of a time before there was any. Of who has bought once it knows no more than of all who have,
   * and may take years: of them whichever comes first counts.
   */
  Loss loss(PurchaseHistory history, Activity last) {
    Instant silent = last.at().plus(Duration.ofDays(dormantAfterDays));
    Instant lost = crossing(history, winBack.lostBelow());
    boolean once = history.days().size() == 1;
    return lost == null || lost.isBefore(fittedSince) || (once && silent.isBefore(lost))
        ? new Loss(silent, false)
        : new Loss(lost, true);
  }

  private long spentMinor(OrderStatistics orders) {
    return orders.spends().stream()
        .filter(spend -> spend.currency().equals(tiers.currency()))
        .mapToLong(OrderStatistics.Spend::minor)
        .sum();
  }

  /** A move from tier to tier, as the rules hear of it. */
  static TierChanged tierChanged(TierMove move, String currency) {
    return new TierChanged(
        move.from().tier(),
        move.to().tier(),
        !move.isDrop(),
        move.moved().stream()
            .map(component -> component.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList(),
        move.to().spentMinor(),
        currency);
  }

  /**
   * When P(alive) falls below the threshold if nothing more is bought: the midnight (UTC) with
   * which the first day ends at whose end it is below. Null when that never happens, without a
   * model, and before the first purchase.
   */
  @Nullable Instant crossing(PurchaseHistory history, double threshold) {
    OptionalLong day =
        fitted == null ? OptionalLong.empty() : history.crossingDay(fitted.model(), threshold);
    return day.isEmpty() ? null : beginOf(day.getAsLong() + 1);
  }

  /** The midnight, in UTC, with which that day begins. */
  static Instant beginOf(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private @Nullable Long value(PurchaseHistory history, @Nullable String currency, double orders) {
    GammaGamma spend = fitted == null ? null : fitted.spend();
    if (fitted == null || spend == null || !Objects.equals(fitted.currency(), currency)) {
      return null;
    }
    OptionalDouble mean = history.meanRepeatSpend(String.valueOf(currency));
    double order =
        mean.isEmpty() || mean.getAsDouble() <= 0
            ? spend.expectedSpend()
            : spend.expectedSpend(
                history.paidRepeats(String.valueOf(currency)), mean.getAsDouble());
    return Math.round(orders * order);
  }
}
