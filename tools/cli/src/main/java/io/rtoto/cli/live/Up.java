package io.rtoto.cli.live;

import io.rtoto.cli.CommandFailure;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.shop.LiveShop;
import io.rtoto.gateway.Gateway;
import io.rtoto.gateway.GatewaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One life of {@code rtoto up}: start, say where to look, tell what happens, stop. */
final class Up {
  private static final long DEMO_SEED = 2026;
  private static final String WRITE_KEY = "demo";
  private static final Duration TO_GET_READY = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final UpSettings settings;
  private final PrintStream out;
  private final boolean headless;
  private final InstantSource clock;
  private final StopSignal stop;

  Up(UpSettings settings, PrintStream out, boolean headless, InstantSource clock, StopSignal stop) {
    this.settings = settings;
    this.out = out;
    this.headless = headless;
    this.clock = clock;
    this.stop = stop;
  }

  /** Runs until it is told to stop. */
  void run() throws IOException, InterruptedException {
    Instant startedAt = clock.instant();
    LiveShop shop = new LiveShop(DEMO_SEED, startedAt, settings.betweenVisits());
    out.println("Starting Kafka, Flink and PostgreSQL, compiling the rules ...");
    try (DataFolder data = DataFolder.take(settings.data(), settings.fresh());
        Engine engine =
            new Engine(data, settings, startedAt, settings.demo() ? shop.catalogue() : List.of())) {
      TopicReader reader = engine.news();
      Announcer announcer = new Announcer(out, clock, engine.rulesInForce());
      try (Gateway gateway = Gateway.start(gatewaySettings(engine))) {
        URI address = URI.create("http://127.0.0.1:" + gateway.port());
        awaitReady(engine, announcer, reader, startedAt);
        invite(address, engine);
        try (ShopTraffic traffic =
            new ShopTraffic(shop, clock, address, WRITE_KEY, data.pastTold())) {
          if (settings.demo()) {
            traffic.begin(startedAt);
          }
          watch(engine, announcer, reader);
        }
        out.println("Stopping ...");
      }
    }
    out.println("Stopped. The next ./rtoto up goes on from here; --fresh starts anew.");
  }

  private GatewaySettings gatewaySettings(Engine engine) {
    return GatewaySettings.defaults(engine.bootstrapServers())
        .listeningOn(settings.host(), settings.port())
        .withWriteKeys(List.of(WRITE_KEY))
        .withPostgres(engine.jdbcUrl())
        .withReadiness(List.of(engine.rulesInForce()));
  }

  /** Waits until events are decided on, or until it makes no sense to wait any longer. */
  private void awaitReady(Engine engine, Announcer announcer, TopicReader reader, Instant startedAt)
      throws IOException {
    Optional<String> missing = engine.rulesInForce().missing();
    while (missing.isPresent() && !stop.wasHeard()) {
      requireAlive(engine);
      if (clock.instant().isAfter(startedAt.plus(TO_GET_READY))) {
        throw new CommandFailure(
            "Not ready after " + TO_GET_READY + ": " + missing.get() + " The log tells more.");
      }
      announcer.tellNext(reader);
      missing = engine.rulesInForce().missing();
    }
  }

  private void invite(URI address, Engine engine) {
    if (!headless) {
      out.println("Look here:     " + address);
    }
    out.println("Gateway:       " + address + " (write key: " + WRITE_KEY + ")");
    out.println("Kafka:         " + engine.bootstrapServers());
    out.println("PostgreSQL:    " + engine.jdbcUrl());
    out.println("Kept in:       " + settings.data().toAbsolutePath());
    out.println("Ready. Ctrl-C stops.");
  }

  private void watch(Engine engine, Announcer announcer, TopicReader reader)
      throws IOException, InterruptedException {
    Instant nextLook = clock.instant();
    while (!stop.wasHeard()) {
      announcer.tellNext(reader);
      if (!clock.instant().isBefore(nextLook)) {
        nextLook = clock.instant().plus(LOOK_AGAIN);
        requireAlive(engine);
      }
    }
  }

  private void requireAlive(Engine engine) throws IOException {
    if (engine.job().ended()) {
      throw new CommandFailure(
          "The job engage has failed for good; the log in "
              + settings.data()
              + " tells why. Maybe an earlier version of RTOTO left its state there: --fresh"
              + " starts anew.");
    }
  }
}
