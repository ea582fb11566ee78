package io.rtoto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.SlowedDown.Load;
import io.rtoto.bench.Visitors.Look;
import io.rtoto.bench.progress.Progress;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Two gateways side by side that take the same events, and clients that dawdle at one of them. */
final class SlowClients {
  private static final int PARTITIONS = 4;
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP = 5_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Load load;
  private final Senders senders;
  private final InstantSource clock;
  private final Progress progress;
  private final AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();

  private SlowClients(Load load, Senders senders, InstantSource clock, Progress progress) {
    this.load = load;
    this.senders = senders;
    this.clock = clock;
    this.progress = progress;
  }

  /** Runs broker and clients in this process, and the gateways in one each. */
  static SlowedDown measure(Load load, InstantSource clock, Progress progress)
      throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Senders senders = new Senders(CONNECTIONS)) {
      topics.create(PARTITIONS);
      ServerProcess quiet =
          ServerProcess.gateway(workplace, kafka.bootstrapServers(), Map.of(), progress);
      ServerProcess troubled =
          ServerProcess.gateway(workplace, kafka.bootstrapServers(), Map.of(), progress);
      SlowClients slowClients = new SlowClients(load, senders, clock, progress);
      progress.begins("Warming both up ...");
      for (ServerProcess gateway : List.of(quiet, troubled)) {
        senders.send(
            gateway.port(),
            "/v1/track",
            ServerProcess.WRITE_KEY,
            WARM_UP,
            number -> slowClients.call("warm-" + number));
      }
      try (Dawdlers dawdlers = new Dawdlers(load.clients(), troubled.port())) {
        dawdlers.come();
        Streaming.await(() -> dawdlers.connections() == load.clients(), "the slow clients");
        return slowClients.run(quiet.port(), troubled.port(), dawdlers);
      }
    }
  }

  private SlowedDown run(int quiet, int troubled, Dawdlers dawdlers)
      throws IOException, InterruptedException {
    progress.begins("Measuring ...");
    List<Double> undisturbed = Collections.synchronizedList(new ArrayList<>());
    List<Double> disturbed = Collections.synchronizedList(new ArrayList<>());
    // In turn: what else happens on the machine befalls both.
    Pace.of(2 * load.eventsPerSecond())
        .run(
            2 * load.events(),
            (number, due) -> {
              boolean isTroubled = number % 2 == 1;
              send(
                  number, due, isTroubled ? troubled : quiet, isTroubled ? disturbed : undisturbed);
              progress.reached("events sent", number, 2L * load.events());
            });
    Streaming.await(
        () -> undisturbed.size() + disturbed.size() == 2 * load.events() || refused.get() != null,
        "the last answers");
    Throwable failure = refused.get();
    if (failure != null) {
      throw new IOException("An event was not taken: " + failure.getMessage(), failure);
    }
    return new SlowedDown(
        load,
        Machine.ofThisProcess(),
        dawdlers.hungUp(),
        Quantiles.of(undisturbed),
        Quantiles.of(disturbed));
  }

  private void send(int number, long due, int port, List<Double> millis) {
    senders
        .send(port, "/v1/track", ServerProcess.WRITE_KEY, call("event-" + number))
        .onSuccess(ok -> millis.add((System.nanoTime() - due) / NANOS_PER_MILLI))
        .onFailure(failure -> refused.compareAndSet(null, failure));
  }

  private byte[] call(String id) {
    return new Look("visitor-" + id, 1, -1, false).call(id, clock.instant()).getBytes(UTF_8);
  }
}
