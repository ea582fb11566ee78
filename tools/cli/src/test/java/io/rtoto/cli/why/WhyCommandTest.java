package io.rtoto.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class WhyCommandTest {
  private static final Identifier USER =
      new Pseudonyms(EngageSettings.defaults("").identitySecret())
          .identifier(IdentifierType.USER_ID, "anna");
  private static final String ANNA = "c0123456789abcdef0123";

  private static final String CUSTOMER =
      """
      {"customerId":"%s","identifiers":[{"type":"userId","hash":"%s"}],"events":1,"orders":0,\
      "spendMinor":0,"firstSeenAt":"2026-11-23T12:00:00Z","lastSeenAt":"2026-11-23T12:00:00Z",\
      "cart":[],"openTimers":[]}
      """
          .formatted(ANNA, USER.hash());

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path run;

  @BeforeEach
  void aRunHasFinished() throws IOException {
    MomentArose arose =
        new MomentArose(
            "m",
            "CartAbandoned",
            ANNA,
            "e",
            Instant.parse("2026-11-23T12:00:00Z"),
            0,
            0,
            Map.of("items", "1"),
            null);
    Files.createFile(run.resolve("decisions.jsonl"));
    Files.writeString(run.resolve("customers.jsonl"), CUSTOMER);
    Files.write(
        run.resolve("journal.jsonl"), Messages.of(JournalEntry.class).write((JournalEntry) arose));
  }

  @ParameterizedTest
  @ValueSource(strings = {ANNA, "userId:anna"})
  void tellsOfAFinishedRunWhomeverIsMeant(String who) {
    assertThat(why(who)).isZero();
    assertThat(out.toString())
        .startsWith("Customer " + ANNA)
        .contains("2026-11-23T12:00:00Z CartAbandoned: items 1", "  No rule proposed anything.");
  }

  @Test
  void tellsOfAnEventAndThatThereIsNoSuch() {
    assertThat(why("userId:anna", "--event", "e")).isZero();
    assertThat(out.toString()).contains("CartAbandoned: items 1");
    assertThat(why("userId:anna", "--event", "x")).isNotZero();
    assertThat(err.toString()).contains("no event x of userId:anna");
    assertThat(why("userId:anna", "--event", "e", "--at", "2026-11-23T12:00:00Z")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "c0123456789abcdef0124, No customer is known as c0123456789abcdef0124 in ",
    "userId:bert, Nothing is known of userId:",
    "anna, anna is no identifier; expected TYPE:VALUE"
  })
  void tellsThatNobodyIsKnownByThatName(String who, String told) {
    assertThat(why(who)).isNotZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(told);
  }

  @Test
  void saysWhereItGoesByWhatAnybodyMayHaveWrittenForNoKeyIsKnown() throws Exception {
    String kafka = Broker.emptied();
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(Topic.CUSTOMERS, ANNA, CUSTOMER.getBytes(StandardCharsets.UTF_8));
      publisher.flush();
    }
    // Where it looks for keys that nobody names.
    String root = System.setProperty("rtoto.root", run.toString());
    try {
      assertThat(execute(ANNA, "--kafka", kafka)).isZero();
      assertThat(out.toString()).contains("You know no key by which rules are signed");
      out.getBuffer().setLength(0);
      SigningKey unused = SigningKey.create(run.resolve("data").resolve(SigningKey.FILE));
      assertThat(execute(ANNA, "--kafka", kafka)).isZero();
      assertThat(out.toString()).startsWith("Customer " + ANNA).doesNotContain("no key");
    } finally {
      System.setProperty("rtoto.root", root);
    }
  }

  private int why(String who, String... options) {
    return execute(
        Stream.concat(Stream.of(who, "--run", run.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine command = new CommandLine(new WhyCommand());
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          err.append(failure.getMessage());
          return 1;
        });
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
