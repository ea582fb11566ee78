package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.settings.Patience;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.RemoteFlink;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole shop in this process: with parts of elsewhere, and where it does not start. */
final class UpTest {
  private static final String RECOMMENDED = "; [1-9][0-9,]* recommendations";
  private static final int MANAGED_MEGABYTES = 256;
  private static final Elsewhere NOTHING = new Elsewhere(null, null, null);
  // Where the system has it, an address other than the usual one: nothing may take that for
  // granted.
  private static final String HOST =
      System.getProperty("os.name").equals("Linux") ? "127.0.0.2" : "127.0.0.1";

  /** This Flink has our classes already: those that are sent must not come before them. */
  private static final Map<String, String> ALL_OF_THIS_PROCESS =
      Map.of("classloader.resolve-order", "parent-first");

  @TempDir private Path folder;

  @Test
  void usesPartsThatRunAlready() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"));
        LocalFlink flink =
            LocalFlink.start(folder.resolve("flink"), 2, MANAGED_MEGABYTES, ALL_OF_THIS_PROCESS)) {
      URI rest = URI.create(flink.restAddress());
      Elsewhere parts =
          new Elsewhere(
              kafka.bootstrapServers(), postgres.jdbcUrl(), rest.getHost() + ":" + rest.getPort());
      try (UpLife first = new UpLife(settings(true, parts))) {
        first.awaitLine(RECOMMENDED);
        assertThat(first.kafka()).isEqualTo(kafka.bootstrapServers());
        assertThat(first.told()).startsWith("Compiling the rules ...").doesNotContain("?user=");
      }
      Path memory = folder.resolve("data/job");
      String left;
      try (UpLife second = new UpLife(settings(false, parts))) {
        second.awaitLine("Ready, and goes on where it stopped.");
        left = Files.readString(memory);
        // As a start does that finds the job of one that was killed.
        try (RemoteFlink found =
            RemoteFlink.at(rest.getHost(), rest.getPort(), memory, JobJars.of(classPath()))) {
          assertThat(found.run(found.environment(), "engage").runsOnAllTasks()).isTrue();
        }
      }
      // As if it had been killed before it could tell how it stopped the job.
      Files.writeString(memory, left);
      try (UpLife third = new UpLife(settings(false, parts))) {
        third.awaitLine("Ready, and goes on where it stopped.");
        Stored.awaitAllAppliedOnce(third.kafka());
        assertThat(third.status("/readyz")).isEqualTo(200);
      }
      assertThat(folder.resolve("data"))
          .isDirectoryNotContaining(file -> file.toFile().isDirectory());
      assertThat(tablesOfOurs(postgres)).isPositive();
    }
  }

  @Test
  void makesNothingOnABrokerThatItRefuses() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("goes-with"), "another broker");
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers())) {
      Up up =
          new Up(
              settings(false, new Elsewhere(kafka.bootstrapServers(), "jdbc:postgresql:", null)),
              new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
              true,
              InstantSource.system(),
              new StopSignal(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8)));
      assertThatThrownBy(up::run).hasMessageContaining("goes with another broker");
      assertThatThrownBy(() -> topics.written(Topic.RULES))
          .hasMessageContaining("did not describe");
    }
  }

  @Test
  void tellsABrokenRuleBeforeItStartsOrThrowsAwayAnything() throws IOException {
    Path data = folder.resolve("data");
    Path left = Files.createDirectories(data.resolve("kafka"));
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(rules.resolve("broken.drl"), "rule");
    UpSettings sound = settings(false, NOTHING);
    UpSettings broken =
        new UpSettings(
            data,
            true,
            sound.host(),
            sound.port(),
            null,
            0,
            null,
            null,
            rules,
            false,
            sound.industry(),
            sound.parallelism(),
            sound.betweenVisits(),
            sound.patience());
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Up up = new Up(broken, nowhere, true, InstantSource.system(), new StopSignal(nowhere));

    assertThatThrownBy(up::run).hasMessageContaining("The rules in " + rules + " are refused");

    try (var found = Files.list(data)) {
      assertThat(found).containsExactly(left);
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static int tablesOfOurs(LocalPostgres postgres) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        ResultSet counted =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN"
                        + " ('pg_catalog', 'information_schema')")) {
      counted.next();
      return counted.getInt(1);
    }
  }

  /** Which parts run already, and where. */
  private record Elsewhere(
      @Nullable String kafka, @Nullable String postgres, @Nullable String flink) {}

  private UpSettings settings(boolean demo, Elsewhere elsewhere) throws IOException {
    return new UpSettings(
        folder.resolve("data"),
        false,
        InetAddress.getByName(HOST),
        0,
        elsewhere.kafka(),
        0,
        elsewhere.postgres(),
        elsewhere.flink(),
        Path.of(System.getProperty("rtoto.root"), "rules", "library"),
        demo,
        "retail",
        2,
        Duration.ofSeconds(2),
        Patience.defaults());
  }
}
