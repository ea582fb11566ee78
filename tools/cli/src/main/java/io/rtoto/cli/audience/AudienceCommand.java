package io.rtoto.cli.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Format;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.lines.CatalogFile;
import io.rtoto.cli.lines.RunFolder;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is most likely to want this? */
@Command(
    name = "audience",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells which customers are most likely to want a product, or something of a category: who is"
          + " drawn to it by what they looked at, wished for, put into the cart and bought. Of a"
          + " product, those drawn to it come first, then those drawn to its category; who has"
          + " bought it is left out, unless it is known to be bought again. Who allows no marketing"
          + " is in no audience.",
      "It reads the audiences and the catalogue of a broker, or those of a finished run."
    },
    footer = {
      "",
      "Examples:",
      "  ./rtoto audience --product tea-1 --top 500",
      "  ./rtoto audience --category tea --run out/run --format json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class AudienceCommand implements Callable<Integer> {
  private static final Messages<Audience> AUDIENCES = Messages.of(Audience.class);
  private static final Messages<CatalogEntry> PRODUCTS = Messages.of(CatalogEntry.class);

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what;

  /** What is asked for: one of both. */
  private static final class What {
    @Option(names = "--product", paramLabel = "ID", description = "The shop's id of the product.")
    private @Nullable String product;

    @Option(names = "--category", paramLabel = "NAME", description = "The shop's category.")
    private @Nullable String category;

    private AudienceSearch search() {
      return product == null
          ? new AudienceSearch(AudienceKind.CATEGORY, String.valueOf(category))
          : new AudienceSearch(AudienceKind.PRODUCT, product);
    }
  }

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most (default: ${DEFAULT-VALUE}). An audience has 1000.")
  private int top;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "What rtoto run has written, instead of a broker.")
  private @Nullable Path run;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description =
          "The catalogue, which tells a product's category (default: the broker's; with --run,"
              + " none).")
  private @Nullable Path catalog;

  @Mixin private BrokerOption broker;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is " + top + "; expected 1 or more.");
    }
    AudienceSearch search = what.search();
    if (catalog != null) {
      new CatalogFile(readable(catalog)).read(entry -> search.hear(entry.productId(), entry));
    }
    if (run == null) {
      readBroker(search);
    } else {
      readRun(search, run);
    }
    tell(search.likely(top));
    return 0;
  }

  private void tell(LikelyCustomers likely) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(new String(Messages.of(LikelyCustomers.class).write(likely), UTF_8));
    } else {
      likely.lines().forEach(out::println);
    }
    out.flush();
  }

  private static void readRun(AudienceSearch search, Path folder) throws IOException {
    new RunFolder(folder)
        .read(
            "audiences.jsonl",
            line -> {
              Audience audience = AUDIENCES.read(line);
              search.hear(audience.kind().key(audience.name()), audience);
            });
  }

  private static Path readable(Path catalog) {
    if (!Files.isRegularFile(catalog)) {
      throw new CommandFailure(
          "There is no " + catalog + ". Maybe --catalog is meant to be another file.");
    }
    return catalog;
  }

  private void readBroker(AudienceSearch search) throws IOException {
    BrokerCheck.require(broker.address(), Topic.AUDIENCES);
    try (TopicReader reader = new TopicReader(broker.address())) {
      if (catalog == null) {
        reader.readAll(Topic.CATALOG, message -> hearProduct(search, message));
      }
      reader.readAll(
          Topic.AUDIENCES,
          message -> {
            String key = new String(message.key(), UTF_8);
            boolean isNeeded = message.value() != null && search.asksFor(key);
            search.hear(key, isNeeded ? AUDIENCES.read(message.value()) : null);
          });
    }
  }

  private static void hearProduct(AudienceSearch search, ConsumerRecord<byte[], byte[]> message) {
    if (message.key() == null) {
      return;
    }
    String productId = new String(message.key(), UTF_8);
    try {
      search.hear(productId, message.value() == null ? null : PRODUCTS.read(message.value()));
    } catch (IOException e) {
      // The job has refused it, and told why in the dead letters.
      return;
    }
  }
}
