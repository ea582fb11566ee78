package io.rtoto.cli.shop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.keys.DemoKeys;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.cli.lines.LineWriter;
import io.rtoto.cli.lines.TimeKey;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a business's stream to a file, and the truth and the catalogue beside it. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the calls of a simulated business's customers, and of its back end, one a line, in"
          + " order of time.",
      "The same options give the same bytes. Beside FILE it writes FILE.truth.jsonl (who is who,"
          + " who left, which carts were left behind) and FILE.catalog.jsonl.",
      "With --gateway it sends them too, as fast as they are taken: tell a --start so long ago that"
          + " they end now, or what they bring is over before it can be said."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SimulateCommand implements Callable<Integer> {
  /** So many calls go out in one request. */
  private static final int MOST_AT_ONCE = 100;

  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many customers (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "30",
      description = "Over how many days (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed, another shop (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      defaultValue = "2026-01-05T00:00:00Z",
      description = "When the first day begins (default: ${DEFAULT-VALUE}).")
  private Instant start;

  @Mixin private IndustryOption industry;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write; packed when the name ends in .gz.")
  private Path out;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description =
          "A gateway to send the calls to as well, such as http://localhost:8080. What the back end"
              + " tells, and the catalogue, go to the broker of --kafka.")
  private @Nullable URI gateway;

  @Option(
      names = "--write-key",
      paramLabel = "KEY",
      description =
          "With --gateway, a server's write key that it takes, or the file that it is in: a browser's"
              + " may not tell of orders (default: the one that ./rtoto up made,"
              + " data/demo-server.key in RTOTO).")
  private @Nullable String writeKey;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "With --gateway, the broker behind it (" + BrokerOption.DEFAULT + ").")
  private @Nullable String kafka;

  @Override
  public Integer call() throws IOException {
    check();
    Simulation shop = Industry.simulation(industry.name(), seed);
    long calls;
    try (Workplace workplace = Workplace.temporary("rtoto-simulate");
        LineSorter sorter = new LineSorter(workplace.folder(), "calls")) {
      writeTruth(shop, sorter);
      calls = writeCalls(sorter);
      writeCatalogue(shop);
      if (gateway != null) {
        send(shop, sorter, calls, gateway);
      }
    }
    spec.commandLine()
        .getErr()
        .printf(
            "%s of %s in %s%s.%n",
            Counted.of(calls, "call"),
            Counted.of(customers, "customer"),
            out,
            gateway == null ? "" : " and sent to " + gateway);
    return 0;
  }

  /** In order of time, as they were written. */
  private void send(Simulation shop, LineSorter sorter, long calls, URI gateway)
      throws IOException {
    String broker = kafka == null ? BrokerOption.found() : kafka;
    BrokerCheck.require(broker, Topic.BACKEND);
    try (Publisher publisher = new Publisher(broker)) {
      shop.catalogue().forEach(publisher::send);
      publisher.flush();
    }
    Doors doors = new Doors(gateway, writeKey(), broker);
    Progress progress =
        new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), InstantSource.system());
    progress.begin("sending", calls);
    try {
      List<ObjectNode> batch = new ArrayList<>();
      long[] sent = {0};
      sorter.forEach(
          (key, line) -> {
            batch.add((ObjectNode) JSON.readTree(line));
            if (batch.size() == MOST_AT_ONCE) {
              doors.send(batch);
              sent[0] += batch.size();
              progress.reached(sent[0]);
              batch.clear();
            }
          });
      doors.send(batch);
    } finally {
      progress.end();
    }
  }

  private String writeKey() throws IOException {
    Path file = writeKey == null ? DemoKeys.ofProject().secretFile() : Path.of(writeKey);
    if (Files.isRegularFile(file)) {
      return Files.readString(file).strip();
    }
    if (writeKey == null) {
      throw new CommandFailure(
          "There is no server's key in "
              + file
              + ". Maybe ./rtoto up keeps its own elsewhere, or the"
              + " gateway is another's: --write-key KEY.");
    }
    return writeKey;
  }

  private void check() {
    if (gateway != null
        && !List.of("http", "https").contains(String.valueOf(gateway.getScheme()))) {
      throw new ParameterException(
          spec.commandLine(),
          "--gateway is " + gateway + "; expected an address such as http://localhost:8080.");
    }
    if (customers < 1 || days < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--customers is " + customers + " and --days is " + days + "; expected at least 1.");
    }
  }

  private void writeTruth(Simulation shop, LineSorter sorter) throws IOException {
    Messages<Truth> codec = Messages.of(Truth.class);
    try (LineWriter truths = new LineWriter(beside(".truth.jsonl"))) {
      shop.simulate(
          customers,
          start,
          Duration.ofDays(days),
          call -> unchecked(() -> sorter.add(key(call), bytes(call))),
          truth -> unchecked(() -> truths.write(codec.write(truth))));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long writeCalls(LineSorter sorter) throws IOException {
    long[] count = {0};
    try (LineWriter writer = new LineWriter(out)) {
      sorter.forEach(
          (key, line) -> {
            writer.write(line);
            count[0]++;
          });
    }
    return count[0];
  }

  private void writeCatalogue(Simulation shop) throws IOException {
    Messages<CatalogEntry> codec = Messages.of(CatalogEntry.class);
    try (LineWriter writer = new LineWriter(beside(".catalog.jsonl"))) {
      for (CatalogEntry entry : shop.catalogue()) {
        writer.write(codec.write(entry));
      }
    }
  }

  private Path beside(String ending) {
    return out.resolveSibling(out.getFileName() + ending);
  }

  private static String key(ShopCall call) {
    return TimeKey.of(call.at()) + call.messageId();
  }

  private static byte[] bytes(ShopCall call) {
    return call.json().toString().getBytes(StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
