package io.rtoto.cli.cluster;

import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.PublisherSettings;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.cli.shop.DemoShop;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto prepare}: what the job and the gateway must find on a broker. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the topics that are missing on a broker, and puts the rule library in force.",
      "What is there already stays: it may be run as often as you like."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The broker is prepared.",
      "1:It failed; the message says why.",
      "2:Wrong usage."
    })
public final class PrepareCommand implements Callable<Integer> {
  /** As {@code rtoto simulate} has it when nothing else is asked for. */
  private static final long SAMPLE_SEED = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:RTOTO_KAFKA:-localhost:9092}",
      description = "The broker (default: ${DEFAULT-VALUE}, from RTOTO_KAFKA).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String kafka;

  @Option(
      names = "--partitions",
      defaultValue = "${env:RTOTO_PARTITIONS:-4}",
      description =
          "Of each topic of events and results: the most that can work side by side (default:"
              + " ${DEFAULT-VALUE}, from RTOTO_PARTITIONS).")
  private int partitions;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rule library (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Option(
      names = "--sample-catalogue",
      description = "Also put the demo shop's products on sale, those that are not there yet.")
  private boolean sampleCatalogue;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private PublisherSettings signing;

  @Override
  public Integer call() throws IOException {
    if (partitions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--partitions is " + partitions + "; expected at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    RuleBundle library =
        Library.compileApart(
            rules == null ? ProjectRoot.find().resolve("rules/library") : rules,
            InstantSource.system().instant());
    try (Topics topics = new Topics(kafka)) {
      topics.create(partitions);
    }
    Signatory signatory = signing.signatoryIfAny();
    try (RulePublisher publisher = new RulePublisher(kafka, signatory)) {
      Origin origin = new Origin(library.author(), "", library.publishedAt());
      out.println(publisher.adopt(library, origin).told());
    }
    if (signatory.key() == null) {
      out.println(
          "Nobody signed them: there is no key in "
              + signing.keyFile()
              + ". A job that is told"
              + " RTOTO_RULES_KEYS refuses them.");
    }
    if (sampleCatalogue) {
      out.println(sellSamples() + " sample products are new in the catalogue.");
    }
    out.flush();
    return 0;
  }

  private int sellSamples() throws IOException {
    Set<String> known = new HashSet<>();
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readAll(
          Topic.CATALOG, message -> known.add(new String(message.key(), StandardCharsets.UTF_8)));
    }
    List<CatalogEntry> missing =
        new DemoShop(SAMPLE_SEED)
            .catalogue().stream().filter(entry -> !known.contains(entry.productId())).toList();
    try (Publisher publisher = new Publisher(kafka)) {
      missing.forEach(publisher::send);
      publisher.flush();
    }
    return missing.size();
  }
}
