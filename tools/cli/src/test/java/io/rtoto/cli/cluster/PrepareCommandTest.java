package io.rtoto.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.cli.shop.DemoShop;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PrepareCommandTest {
  private final List<CatalogEntry> samples = new DemoShop(1).catalogue();
  private final StringWriter told = new StringWriter();
  private LocalKafka kafka;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    kafka = LocalKafka.start(folder.resolve("kafka"), 0);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void sellsTheSamplesOnlyWhenAskedToAndEachOfThemOnce() throws IOException {
    prepare();
    assertThat(catalogue()).isEmpty();
    CatalogEntry ours = samples.get(0);
    CatalogEntry soldOut =
        new CatalogEntry(
            ours.productId(), ours.names(), ours.category(), ours.price(), 0, ours.companions());
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(soldOut);
      publisher.flush();
    }

    prepare("--sample-catalogue");
    prepare("--sample-catalogue");

    Map<String, CatalogEntry> sold = new HashMap<>();
    samples.forEach(sample -> sold.put(sample.productId(), sample));
    sold.put(soldOut.productId(), soldOut);
    assertThat(catalogue())
        .hasSameSizeAs(samples)
        .containsExactlyInAnyOrderElementsOf(sold.values());
    assertThat(told.toString())
        .contains(
            samples.size() - 1 + " sample products are new in the catalogue.",
            "0 sample products are new in the catalogue.");
  }

  @Test
  void putsTheRulesInForceThoughTheJobRefusesWhatIsThere() throws IOException {
    Path rules = Path.of(System.getProperty("rtoto.root"), "rules", "library");
    RuleBundle library = Library.compileApart(rules, Instant.EPOCH);
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(1);
    }
    publish("another key", Messages.of(RuleBundle.class).write(library));
    publish(RuleBundle.ACTIVE_KEY, "no bundle".getBytes(UTF_8));

    prepare();
    assertThat(told.toString())
        .contains("The rules " + library.version() + " (number 1) are in force.");
    prepare();
    assertThat(told.toString()).contains("in force already");
    assertThat(bundlesInForce()).isEqualTo(1);

    // The broker keeps the newest message of a key only.
    publish(RuleBundle.ACTIVE_KEY, "no bundle".getBytes(UTF_8));
    prepare();
    assertThat(bundlesInForce()).isEqualTo(2);
  }

  private void publish(String key, byte[] message) throws IOException {
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(Topic.RULES, key, message);
      publisher.flush();
    }
  }

  private int bundlesInForce() throws IOException {
    int[] count = {0};
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.RULES,
          message -> {
            if (new String(message.key(), UTF_8).equals(RuleBundle.ACTIVE_KEY)
                && message.value()[0] == '{') {
              count[0]++;
            }
          });
    }
    return count[0];
  }

  private void prepare(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--kafka=" + kafka.bootstrapServers());
    arguments.add("--rules=" + Path.of(System.getProperty("rtoto.root"), "rules", "library"));
    int exitCode =
        new CommandLine(new PrepareCommand())
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(told))
            .execute(arguments.toArray(new String[0]));
    assertThat(exitCode).as(told.toString()).isZero();
  }

  private List<CatalogEntry> catalogue() throws IOException {
    List<CatalogEntry> entries = new ArrayList<>();
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.CATALOG,
          message -> {
            CatalogEntry entry = Messages.of(CatalogEntry.class).read(message.value());
            assertThat(new String(message.key(), UTF_8)).isEqualTo(entry.productId());
            entries.add(entry);
          });
    }
    return entries;
  }
}
