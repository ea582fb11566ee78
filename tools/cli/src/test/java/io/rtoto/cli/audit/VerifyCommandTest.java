package io.rtoto.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What commands write down, against a real broker. */
final class VerifyCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Pattern NEWEST = Pattern.compile("The newest is ([0-9a-f]{64})");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void findsNothingWrongUntilSomebodyPutsSomethingIn() throws Exception {
    String kafka = Broker.emptied();
    assertThat(run(kafka)).isZero();
    assertThat(out.toString()).contains("Nothing is written down yet.");

    // Two commands, each with a chain of its own.
    AuditNote.write(kafka, NOON, List.of(deed("anna"), deed("berta")));
    AuditNote.write(kafka, NOON, List.of(deed("carla")));
    assertThat(run(kafka)).isZero();
    assertThat(out.toString()).contains("3 messages of the audit, and nothing is wrong.");
    Matcher newest = NEWEST.matcher(out.toString());
    assertThat(newest.find()).isTrue();
    assertThat(run(kafka, "--has", newest.group(1))).isZero();
    assertThat(run(kafka, "--has", "0".repeat(64))).isEqualTo(1);

    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(Topic.AUDIT, "x", "{\"actor\":\"nobody\"}".getBytes(UTF_8));
      publisher.flush();
    }
    assertThat(run(kafka)).isEqualTo(1);
    assertThat(err.toString()).contains("Entry at offset 3");
  }

  private static Deed deed(String actor) {
    return new Deed(actor, null, AuditAction.RULES_PUBLISHED, "v1", null);
  }

  private int run(String kafka, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "verify";
    all[1] = "--kafka";
    all[2] = kafka;
    System.arraycopy(more, 0, all, 3, more.length);
    return new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
