package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.Progress;
import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.attrition.fitting.Holdout;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what a model foretells with what came. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares what a model foretells with what came: it is asked at --from of every customer who"
          + " had bought by then, and orders until --to are counted. Of how long products last it"
          + " tells how many days off it was where somebody bought a product again.",
      "Give it the orders from the beginning, those before --from too."
    },
    footer = {
      "",
      "Example:",
      "  ./rtoto model check out/mbgnbd.json --input out/later.jsonl --format segment"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
  private static final double DAYS_OF_A_WEEK = 7;

  @Spec private CommandSpec spec;
  @Mixin private OrderFiles files;

  @Parameters(paramLabel = "PARAMETERS", description = "A file that rtoto model fit wrote.")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description =
          "When the model is asked (default: where the orders that it was fitted to end).")
  private @Nullable Instant from;

  @Override
  public Integer call() throws IOException {
    ModelParameters parameters = ParameterFile.read(spec, file);
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Progress progress =
        new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), InstantSource.system());
    Instant asked = from == null ? parameters.to() : from;
    if (asked.isBefore(parameters.to())) {
      err.printf(
          "The model was fitted to orders until %s: it has seen some of those that it is to"
              + " foretell.%n",
          parameters.to());
    }
    if (parameters instanceof ReplenishmentParameters lasting) {
      ProductPurchases purchases = files.readProducts(progress);
      purchases.tell(err);
      int day = (int) OrderReader.lastDayBefore(asked);
      ReplenishmentCheck.of(ReplenishmentModel.of(lasting), purchases, day).tell(out);
    } else if (parameters instanceof AttritionParameters attrition) {
      Purchases purchases = files.read(progress);
      purchases.tell(err);
      AttritionModel model = FittedModel.of(attrition).model();
      tell(model.kind().title(), holdout(model, purchases, asked), out);
    }
    return 0;
  }

  /**
   * The comparison.
   *
   * @throws CommandFailure when there is nothing to compare with
   */
  static Holdout holdout(AttritionModel model, Purchases purchases, Instant from) {
    long day = OrderReader.lastDayBefore(from);
    List<Holdout.Outcome> outcomes = purchases.outcomesAfter(day);
    if (outcomes.isEmpty() || purchases.lastDay() <= day) {
      throw new CommandFailure(
          String.format(
              "%s bought before %s, and the orders end with %s: there is nothing to compare. Maybe"
                  + " --from is meant to be another time.",
              Counted.of(outcomes.size(), "customer"),
              from,
              Purchases.beginOf(purchases.lastDay() + 1)));
    }
    return Holdout.of(model, outcomes, (purchases.lastDay() - day) / DAYS_OF_A_WEEK);
  }

  private static void tell(String title, Holdout holdout, PrintWriter out) {
    out.printf(
        "%s, asked of %s, and %.1f weeks later:%n",
        title, Counted.of(holdout.customers(), "customer"), holdout.weeks());
    out.printf(
        "  orders              %,.0f foretold, %,d came (%+.1f %%); %s bought again%n",
        holdout.expectedOrders(),
        holdout.orders(),
        100 * (holdout.expectedOrders() / holdout.orders() - 1),
        Counted.of(holdout.buyers(), "customer"));
    out.printf(
        "  all repeat orders   %+.1f %% from the first week to the last%n",
        100 * holdout.trackingError());
    out.printf("  RMSE                %.3f orders of a customer%n", holdout.rootMeanSquareError());
    out.printf(
        "  MAE                 %.4f; who foretells nothing at all gets %.4f%n",
        holdout.meanAbsoluteError(), holdout.meanOrders());
    out.printf(
        "  Brier               %.4f; who foretells the same of everyone gets %.4f%n",
        holdout.brier(), holdout.baseBrier());
    out.printf(
        "  AUC                 %.4f; who takes the last buyers first gets %.4f, chance 0.5%n",
        holdout.areaUnderCurve(), holdout.recencyAreaUnderCurve());
    out.printf("  AUC of repeaters    %.4f%n", holdout.areaUnderCurveOfRepeaters());
    out.flush();
  }
}
