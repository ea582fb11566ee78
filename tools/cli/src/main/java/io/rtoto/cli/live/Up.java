package io.rtoto.cli.live;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.keys.DemoKeys;
import io.rtoto.cli.publishing.RuleWatch;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.cli.rulebooks.LibraryWorkshop;
import io.rtoto.cli.shop.Doors;
import io.rtoto.cli.shop.LiveSimulation;
import io.rtoto.gateway.Access;
import io.rtoto.gateway.Gateway;
import io.rtoto.gateway.GatewaySettings;
import io.rtoto.gateway.keys.Proof;
import io.rtoto.gateway.keys.ProofMint;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.gateway.push.PushSettings;
import io.rtoto.gateway.shop.ShopSettings;
import io.rtoto.gateway.web.ThisMachine;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.RunningJob;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of {@code rtoto up}: start, say where to look, tell what happens, stop. */
final class Up {
  private static final Logger LOG = LoggerFactory.getLogger(Up.class);
  private static final long DEMO_SEED = 2026;
  private static final Duration TO_GET_READY = Duration.ofMinutes(3);
  private static final Duration USUALLY_ENOUGH = Duration.ofSeconds(30);
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
  void run() throws IOException {
    out.println(beginning());
    try {
      // Before anything is started or thrown away: a broken rule is told within seconds.
      RuleBundle rules = Library.compileApart(settings.rules(), clock.instant());
      stop.requireUnheard();
      liveBy(rules);
    } catch (StopSignal.Heard e) {
      LOG.info("The start was left, as was asked for.");
    } catch (IOException e) {
      if (!stop.wasHeard()) {
        throw e;
      }
      // Ctrl-C goes to all processes of a terminal: one that was asked for something is gone too.
      LOG.warn("A part did not stop in good order.", e);
    }
    out.println("Stopped. The next ./rtoto up goes on from here; --fresh starts anew.");
  }

  private void liveBy(RuleBundle rules) throws IOException {
    try (DataFolder data = DataFolder.take(settings.data(), settings.fresh())) {
      if (settings.postgres() == null) {
        stop.beforeEndingAtOnce(() -> abandonPostgres(data));
      }
      liveIn(data, rules);
    }
  }

  private void liveIn(DataFolder data, RuleBundle rules) throws IOException {
    Instant startedAt = clock.instant();
    LiveSimulation business =
        LiveSimulation.of(settings.industry(), DEMO_SEED, startedAt, settings.betweenVisits());
    List<CatalogEntry> catalogue = settings.demo() ? business.catalogue() : List.of();
    try (Engine engine = new Engine(data, settings, rules, catalogue, clock, stop)) {
      DemoKeys keys = data.demoKeys();
      ProofMint server = keys.make(startedAt);
      Announcer announcer = new Announcer(out, clock, engine.rulesInForce());
      try (Gateway gateway = Gateway.start(gatewaySettings(engine, data, keys, server))) {
        URI address = ThisMachine.address(settings.host(), gateway.port());
        JobWatch jobWatch = jobWatch("engage", engine.job(), data);
        List<JobWatch> watches =
            Stream.concat(
                    Stream.of(jobWatch),
                    engine.measure().map(job -> jobWatch("measure", job, data)).stream())
                .toList();
        awaitReady(engine, announcer, jobWatch, startedAt);
        invite(address, engine, keys, gateway.firstLogin());
        Doors doors = new Doors(address, server.serverKey(), engine.bootstrapServers());
        try (ShopTraffic traffic =
            new ShopTraffic(business, clock, doors, data.pastTold(settings.industry()))) {
          if (settings.demo()) {
            traffic.begin(startedAt);
          }
          try (RuleWatch ruleWatch =
              new RuleWatch(engine.bootstrapServers(), engine.signatory(), clock, out::println)) {
            watch(engine, announcer, watches, ruleWatch);
          }
        }
      }
    }
  }

  private String beginning() {
    String ours =
        Stream.of(
                settings.kafka() == null ? "Kafka" : "",
                settings.postgres() == null ? "PostgreSQL" : "",
                settings.flink() == null ? "Flink" : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return "Compiling the rules" + (ours.isEmpty() ? "" : ", then starting " + ours) + " ...";
  }

  private static void abandonPostgres(DataFolder data) {
    try {
      LocalPostgres.tellToStop(data.postgres());
    } catch (IOException e) {
      LOG.warn("PostgreSQL was left running.", e);
    }
  }

  private GatewaySettings gatewaySettings(
      Engine engine, DataFolder data, DemoKeys keys, ProofMint server) {
    GatewaySettings plain =
        GatewaySettings.defaults(engine.bootstrapServers())
            .listeningOn(settings.host().getHostAddress(), settings.port())
            .withAccess(Access.byFile(keys.file()).withUsers(data.users()).withGuests(true))
            .withPostgres(engine.jdbcUrl())
            .withPush(PushSettings.DEFAULTS.withSessionKeys(data.sessionKeys()))
            .withReadiness(List.of(engine::missing))
            .withWorkshop(
                new LibraryWorkshop(engine.bootstrapServers(), engine.signatory(), clock));
    return hasPages() ? plain.withShop(shop(server, clock)) : plain;
  }

  /** What is sold in the shop's pages is the catalogue of the shop that plays. */
  private boolean hasPages() {
    return settings.demo() && LiveSimulation.isShop(settings.industry());
  }

  /** The demo shop, whose server proves its visitors by that. */
  static ShopSettings shop(ProofMint server, InstantSource clock) {
    return new ShopSettings(
        DemoKeys.BROWSER,
        server.serverKey(),
        (user, browser) ->
            server.mint(new Proof(user, browser), clock.instant().plus(Proofs.LONGEST)));
  }

  /** Waits until events are decided on, or until it makes no sense to wait any longer. */
  private void awaitReady(Engine engine, Announcer announcer, JobWatch jobWatch, Instant startedAt)
      throws IOException {
    Instant tellWhy = clock.instant().plus(USUALLY_ENOUGH);
    Optional<String> missing = engine.missing();
    while (missing.isPresent()) {
      stop.requireUnheard();
      requireReadableState(engine);
      jobWatch.look();
      Optional<String> refusal = engine.rulesInForce().refusal();
      if (refusal.isPresent()) {
        throw new CommandFailure(refusal.get() + " The log tells more.");
      }
      if (clock.instant().isAfter(startedAt.plus(TO_GET_READY))) {
        throw new CommandFailure(
            "Not ready after " + TO_GET_READY + ": " + missing.get() + " The log tells more.");
      }
      if (clock.instant().isAfter(tellWhy)) {
        out.println("Not ready yet: " + missing.get());
        tellWhy = Instant.MAX;
      }
      announcer.tellNext(engine.news());
      missing = engine.missing();
    }
    stop.requireUnheard();
  }

  /** Flink would try again and again. */
  private void requireReadableState(Engine engine) throws IOException {
    if (engine.goesOn() && engine.job().cannotReadItsState()) {
      throw new CommandFailure(
          "What the job engage kept in "
              + settings.data()
              + " cannot be read, and it does not go on without. Maybe files were damaged or moved,"
              + " or another version of RTOTO wrote them: start that version again, or throw away"
              + " all that is kept there with --fresh. The log in "
              + settings.data()
              + " tells more.");
    }
  }

  private void invite(URI address, Engine engine, DemoKeys keys, Optional<String> firstLogin) {
    if (!headless) {
      out.println("Look here:     " + address);
      if (hasPages()) {
        out.println("Demo shop:     " + address + "/shop/");
      }
    }
    firstLogin.ifPresent(
        link -> out.println("First login:   " + address + link + " (once, to become admin)"));
    out.println("Gateway:       " + address + " (write key: " + DemoKeys.BROWSER + ")");
    out.println("A server's key: in " + keys.secretFile());
    out.println("Kafka:         " + engine.bootstrapServers());
    // A database that is not ours may have a password.
    out.println(
        "PostgreSQL:    "
            + (settings.postgres() == null
                ? engine.jdbcUrl()
                : engine.jdbcUrl().replaceFirst("\\?.*", "")));
    if (engine.measure().isEmpty()) {
      out.println(
          "Scorecards:    none, unless the job measure runs on that Flink too"
              + " (docs/measurement.md)");
    }
    out.println("Rules:         " + engine.adoption().told());
    out.println("Kept in:       " + settings.data().toAbsolutePath());
    if (!settings.data().toAbsolutePath().normalize().equals(ProjectRoot.data())) {
      out.println("For commands:  " + exports(address, engine, keys));
    }
    out.println(
        (engine.goesOn() ? "Ready, and goes on where it stopped." : "Ready.") + " Ctrl-C stops.");
  }

  /** What tells other commands where all is that they find by themselves in the usual folder. */
  private String exports(URI address, Engine engine, DemoKeys keys) {
    Path data = settings.data().toAbsolutePath();
    String exports =
        ("export RTOTO_KAFKA=%s RTOTO_GATEWAY=%s RTOTO_KEYS='%s' RTOTO_USERS='%s'"
                + " RTOTO_RULES_KEY_FILE='%s'")
            .formatted(
                engine.bootstrapServers(),
                address,
                keys.file().toAbsolutePath(),
                data.resolve(UsersFile.NAME),
                data.resolve(SigningKey.FILE));
    // Of a Flink elsewhere, the job reads no such file.
    return settings.flink() == null
        ? exports + " RTOTO_RULES_TRUST_FILE='%s'".formatted(data.resolve(TrustFile.FILE))
        : exports;
  }

  private void watch(
      Engine engine, Announcer announcer, List<JobWatch> jobWatches, RuleWatch ruleWatch)
      throws IOException {
    Instant nextLook = clock.instant();
    while (!stop.wasHeard()) {
      announcer.tellNext(engine.news());
      if (!clock.instant().isBefore(nextLook)) {
        jobWatches.forEach(JobWatch::look);
        ruleWatch.look();
        nextLook = clock.instant().plus(LOOK_AGAIN);
      }
    }
  }

  private JobWatch jobWatch(String name, RunningJob job, DataFolder data) {
    return settings.flink() == null
        ? new JobWatch(
            name,
            job,
            out,
            "in " + settings.data(),
            "Maybe an earlier version of RTOTO left its state there: --fresh starts anew.")
        : new JobWatch(
            name,
            job,
            out,
            "of Flink",
            "Maybe the state that it began with is gone, or an earlier version's: "
                + data.remoteJob()
                + " names it.");
  }
}
