package io.rtoto.cli.models;

import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.AttritionParameters.Spend;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.Currency;

/**
 * What parameters say, for a person.
 *
 * @param parameters of which model
 */
record Description(AttritionParameters parameters) {
  // Beyond it, who buys often also spends more or less, and a value is off.
  private static final double CORRELATED = 0.3;

  /** What the parameters of any model say. */
  static void tell(ModelParameters parameters, PrintWriter out) {
    if (parameters instanceof AttritionParameters attrition) {
      new Description(attrition).tell(out);
    } else if (parameters instanceof ReplenishmentParameters replenishment) {
      new ReplenishmentDescription(replenishment).tell(out);
    }
  }

  void tell(PrintWriter out) {
    FittedModel fitted = FittedModel.of(parameters);
    AttritionModel model = fitted.model();
    out.printf(
        "Version %s: %s of %,d customers, %,d of whom bought on a second day, from %s to %s.%n",
        parameters.version(),
        model.kind().title(),
        parameters.customers(),
        parameters.repeatCustomers(),
        parameters.from().atOffset(ZoneOffset.UTC).toLocalDate(),
        // The end is the midnight after the last day.
        parameters.to().minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate());
    for (String name : model.kind().parameterNames()) {
      out.printf("  %-6s%12.5f%n", name, parameters.parameters().get(name));
    }
    out.printf("  log likelihood %,.3f%n", parameters.logLikelihood());
    double weeks = parameters.horizonWeeks();
    out.printf(
        "Who buys for the first time is expected to order %.2f more times within %.0f weeks, and"
            + " does so at all with a probability of %.0f %%.%n",
        model.expectedOrders(BuyingPattern.NEW, weeks),
        weeks,
        100 * model.probabilityOfOrder(BuyingPattern.NEW, weeks));
    Spend spend = parameters.spend();
    if (spend != null && fitted.spend() != null) {
      tell(spend, fitted.spend().expectedSpend(), out);
    }
    out.flush();
  }

  private static void tell(Spend spend, double minor, PrintWriter out) {
    int digits = Math.max(0, Currency.getInstance(spend.currency()).getDefaultFractionDigits());
    out.printf(
        "A repeat purchase comes to %s %.2f (Gamma-Gamma of %,d customers: p %.4f, q %.4f, v %.2f"
            + " minor units).%n",
        spend.currency(),
        minor / Math.pow(10, digits),
        spend.customers(),
        spend.p(),
        spend.q(),
        spend.v());
    if (Math.abs(spend.correlation()) > CORRELATED) {
      out.printf(
          "How often customers buy and how much they spend are correlated (%.2f), which the model"
              + " takes them not to be: do not trust values.%n",
          spend.correlation());
    }
  }
}
