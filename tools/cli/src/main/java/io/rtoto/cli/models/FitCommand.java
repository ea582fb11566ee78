package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.lines.CatalogFile;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.attrition.ModelKind;
import io.rtoto.jobs.attrition.fitting.FitRefusedException;
import io.rtoto.jobs.attrition.fitting.ModelFit;
import io.rtoto.jobs.attrition.fitting.SpendFit;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.AttritionParameters.Spend;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds the parameters of a model in files with orders, and writes them down. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the parameters of a model in files with orders, and writes them down as JSON.",
      "Orders of one day are one. The same orders give the same parameters, in whatever order they"
          + " stand."
    },
    footer = {
      "",
      "Example:",
      "  ./rtoto model fit --input out/shop.jsonl --format segment --model mbgnbd \\",
      "    --out out/mbgnbd.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OrderFiles files;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = {
        "bgnbd: a customer may leave after each repeat purchase; who bought once never leaves.",
        "mbgnbd: a customer may leave after each purchase.",
        "paretonbd: a customer may leave at any time.",
        "replenishment: how long each product lasts, in categories that are bought regularly."
      })
  private String model;

  @Option(
      names = "--horizon",
      paramLabel = "WEEKS",
      defaultValue = "39",
      description =
          "For how many weeks orders are to be foretold; it does not change the fit (default:"
              + " ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description =
          "For replenishment: products, one a line, as rtoto simulate writes them. They tell"
              + " categories and pack sizes; without them the orders tell the categories.")
  private @Nullable Path catalog;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the parameters.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    boolean replenishes = ReplenishmentParameters.MODEL.equals(model);
    ModelKind kind = ModelKind.named(model).orElse(null);
    if (kind == null && !replenishes) {
      throw wrong(
          "--model is %s; expected one of %s, %s"
              .formatted(model, ModelKind.codes(), ReplenishmentParameters.MODEL));
    }
    if (horizon < 1 || horizon > 520) {
      throw wrong("--horizon is " + horizon + "; expected 1 to 520 weeks");
    }
    if (catalog != null && (!Files.isReadable(catalog) || Files.isDirectory(catalog))) {
      throw wrong("--catalog " + catalog + " is no file that can be read");
    }
    if (Files.isDirectory(out)) {
      throw wrong("--out " + out + " is a folder; expected a file");
    }
    Progress progress =
        new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), InstantSource.system());
    PrintWriter err = spec.commandLine().getErr();
    ModelParameters parameters =
        kind == null ? replenishment(progress, err) : attrition(kind, progress, err);
    ParameterFile.write(parameters, out);
    Description.tell(parameters, spec.commandLine().getOut());
    err.println("The parameters are in " + out + ".");
    return 0;
  }

  private AttritionParameters attrition(ModelKind kind, Progress progress, PrintWriter err)
      throws IOException {
    Purchases purchases = files.read(progress);
    purchases.tell(err);
    progress.begin("fitting", -1);
    try {
      return fit(kind, purchases, err);
    } finally {
      progress.end();
    }
  }

  private ReplenishmentParameters replenishment(Progress progress, PrintWriter err)
      throws IOException {
    Map<String, CatalogEntry> catalogue = new HashMap<>();
    if (catalog != null) {
      new CatalogFile(catalog).read(entry -> catalogue.put(entry.productId(), entry));
    }
    ProductPurchases purchases = files.readProducts(progress);
    purchases.tell(err);
    return purchases.learned(catalogue);
  }

  private AttritionParameters fit(ModelKind kind, Purchases purchases, PrintWriter err) {
    long first = purchases.firstDay();
    try {
      ModelFit fit = ModelFit.of(kind, purchases.patternsOn(purchases.lastDay()));
      if (!fit.atBound().isEmpty()) {
        err.printf(
            "As large as was looked at: %s. Customers hardly differ in what that shapes; the model"
                + " holds, but is not more sure of one customer than of another there.%n",
            String.join(", ", fit.atBound()));
      }
      return new AttritionParameters(
          kind.code(),
          AttritionParameters.WEEKS,
          FittedModel.named(fit.model()),
          horizon,
          spend(purchases, err),
          fit.logLikelihood(),
          fit.customers(),
          fit.repeatCustomers(),
          Purchases.beginOf(first),
          Purchases.beginOf(purchases.lastDay() + 1));
    } catch (FitRefusedException e) {
      throw new CommandFailure(kind.title() + " cannot be fitted. " + e.getMessage(), e);
    }
  }

  /** What a purchase comes to; without it, the model still tells how many there will be. */
  private static @Nullable Spend spend(Purchases purchases, PrintWriter err) {
    String currency = purchases.currency();
    if (currency == null) {
      err.println("No order tells what it came to: the value of customers is not foretold.");
      return null;
    }
    try {
      SpendFit fit = SpendFit.of(purchases.meanSpends(currency));
      return new Spend(
          currency,
          fit.model().p(),
          fit.model().q(),
          fit.model().v(),
          fit.logLikelihood(),
          fit.customers(),
          fit.correlation());
    } catch (FitRefusedException e) {
      err.println("The value of customers is not foretold. " + e.getMessage());
      return null;
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what + ".");
  }
}
