package io.rtoto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.bench.Collected.Cost;
import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.progress.Progress;
import io.rtoto.local.FreePorts;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends the same batches to the gateway and to a bare server of its framework, in turn. */
final class Collecting {
  private static final int PARTITIONS = 4;

  private final Senders senders;
  private final InstantSource clock;
  private final int batches;
  private final int batchEvents;
  private int nextEvent;

  private Collecting(Senders senders, InstantSource clock, int batches, int batchEvents) {
    this.senders = senders;
    this.clock = clock;
    this.batches = batches;
    this.batchEvents = batchEvents;
  }

  /**
   * Measures both.
   *
   * @param batches requests of a round; as many warm each server up before
   * @param batchEvents events of a request
   * @param connections requests under way at a time
   * @param rounds how often each is measured
   */
  static Collected measure(
      int batches,
      int batchEvents,
      int connections,
      int rounds,
      InstantSource clock,
      Progress progress)
      throws IOException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Senders senders = new Senders(connections)) {
      topics.create(PARTITIONS);
      int port = FreePorts.choose(1).get(0);
      ServerProcess echo =
          ServerProcess.start(
              workplace,
              EchoProcess.class,
              List.of(Integer.toString(port)),
              Map.of(),
              port,
              progress);
      ServerProcess gateway =
          ServerProcess.gateway(workplace, kafka.bootstrapServers(), Map.of(), progress);
      Collecting collecting = new Collecting(senders, clock, batches, batchEvents);
      progress.begins("Warming both up ...");
      collecting.send(echo);
      collecting.send(gateway);
      List<Round> ofEcho = new ArrayList<>();
      List<Round> ofGateway = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        ofEcho.add(collecting.round(echo));
        ofGateway.add(collecting.round(gateway));
        progress.reached("rounds", round, rounds);
      }
      return new Collected(
          Machine.ofThisProcess(),
          batches,
          batchEvents,
          collecting.batch().length,
          connections,
          rounds,
          cost(ofGateway),
          cost(ofEcho));
    }
  }

  /** What one round of one server gave. */
  private record Round(double cpuMicrosPerEvent, double eventsPerSecond, Quantiles millis) {}

  private Round round(ServerProcess server) throws IOException {
    double cpuBefore = server.cpuMicros();
    long before = System.nanoTime();
    List<Double> millis = send(server);
    double seconds = (System.nanoTime() - before) / 1e9;
    double events = (double) batches * batchEvents;
    return new Round(
        (server.cpuMicros() - cpuBefore) / events, events / seconds, Quantiles.of(millis));
  }

  private List<Double> send(ServerProcess server) throws IOException {
    return senders.send(
        server.port(), "/v1/batch", ServerProcess.WRITE_KEY, batches, number -> batch());
  }

  private static Cost cost(List<Round> rounds) {
    List<Round> byCost =
        rounds.stream().sorted(Comparator.comparingDouble(Round::cpuMicrosPerEvent)).toList();
    Round middle = byCost.get(byCost.size() / 2);
    return new Cost(
        middle.cpuMicrosPerEvent(),
        Quantiles.of(rounds.stream().map(Round::eventsPerSecond).toList()).p50(),
        middle.millis());
  }

  /** A batch as a browser's SDK sends it: each event with an id of its own. */
  private synchronized byte[] batch() {
    Instant now = clock.instant();
    String events =
        IntStream.range(0, batchEvents)
            .mapToObj(i -> event(nextEvent++, now))
            .collect(Collectors.joining(","));
    return "{\"batch\":[%s],\"sentAt\":\"%s\"}".formatted(events, now).getBytes(UTF_8);
  }

  private static String event(int number, Instant now) {
    return """
    {"type":"track","event":"Product Viewed","messageId":"bench-%1$d","anonymousId":"visitor-%2$d",\
    "originalTimestamp":"%4$s","properties":{"product_id":"p%3$d","name":"Walking shoes",\
    "category":"shoes","price":89.9,"currency":"EUR"},"context":{"locale":"de-DE",\
    "library":{"name":"analytics.js","version":"2.1.0"},"page":{"path":"/shoes/p%3$d",\
    "referrer":"https://shop.example/shoes","title":"Walking shoes",\
    "url":"https://shop.example/shoes/p%3$d"},"userAgent":"Mozilla/5.0 (X11; Linux x86_64)\
     AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",\
    "timezone":"Europe/Berlin"}}"""
        .formatted(number, number % 5_000, number % 997, now);
  }
}
