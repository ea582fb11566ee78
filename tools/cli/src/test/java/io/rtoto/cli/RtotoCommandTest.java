package io.rtoto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class RtotoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  /**
   * What the help says is a promise: a change must be meant. Then {@code -Dhelp.renew} writes the
   * snapshots anew (resources, folder help).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up",
        "run",
        "simulate",
        "rules",
        "rules check",
        "rules test",
        "rules diff",
        "rules backtest",
        "rules new",
        "rules stats",
        "rules vocabulary",
        "rules publish",
        "rules promote",
        "rules rollback",
        "rules history",
        "rules status",
        "rules watch",
        "rules keys",
        "rules keys create",
        "rules keys trust",
        "rules keys retire",
        "rules keys revoke",
        "rules keys list",
        "model",
        "model fit",
        "model show",
        "model check",
        "model publish",
        "model tiers",
        "identity",
        "identity show",
        "identity cut",
        "identity block",
        "identity erase",
        "identity merge-history",
        "keys",
        "keys create",
        "keys rotate",
        "keys retire",
        "keys list",
        "users",
        "users create",
        "users list",
        "users disable",
        "users reset",
        "audit",
        "audit verify",
        "why",
        "audience",
        "prepare",
        "gateway",
        "bench",
        "bench throughput",
        "bench identity",
        "bench settling",
        "bench answering",
        "bench timers",
        "bench sessions",
        "bench contacts",
        "bench offers",
        "bench slow-clients",
        "bench recommend",
        "bench rules",
        "bench collect",
        "bench uplift"
      })
  void helpIsAsItWas(String command) throws IOException {
    String[] arguments = (command + " --help").strip().split(" ", -1);
    assertThat(run(arguments)).isZero();
    String snapshot = ("rtoto " + command).strip().replace(' ', '-') + ".txt";
    Path file =
        Path.of(System.getProperty("rtoto.root"), "tools/cli/src/test/resources/help", snapshot);
    if (System.getProperty("help.renew") != null) {
      Files.writeString(file, out.toString());
    }
    assertThat(out.toString()).isEqualToNormalizingNewlines(Files.readString(file));
  }

  @Test
  void asksWhichCommandWhenThereIsNone() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?", "Try ./rtoto --help.");
  }

  @Test
  void startsNoGatewayAtWhoseRuleDeskNobodyCouldSign() {
    assertThat(run("gateway", "--key", "none")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no key in none", "rules keys create");
  }

  @Test
  void tellsTheValueThatIsWrongAndWhatWasExpected() {
    assertThat(run("up", "--port", "eighty")).isEqualTo(2);
    assertThat(err.toString()).contains("--port", "eighty; expected a whole number.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --input FILE --format excel --out OUT",
        "run --input FILE --format segment --out OUT --parallelism 0",
        "run --input FILE --format segment --out OUT --until -P1D",
        "run --input FILE --format segment --out OUT --from yesterday",
        "run --input MISSING --format segment --out OUT",
        "run --input FILE --format segment --out OUT --catalog MISSING",
        "model fit --input FILE --format excel --model bgnbd --out OUT",
        "model fit --input FILE --format segment --model guess --out OUT",
        "model fit --input FILE --format segment --model bgnbd --horizon 0 --out OUT",
        "model fit --input MISSING --format segment --model bgnbd --out OUT",
        "model show MISSING",
        "model check MISSING --input FILE --format segment",
        "simulate --out OUT --customers 0",
        "simulate --out OUT --industry bakery",
        "simulate --out OUT --gateway localhost:8080",
        "identity",
        "identity show",
        "identity show c0123456789abcdef0123 --format xml",
        "identity cut userId:anna --why sisters",
        "identity cut userId:anna userId:bert",
        "identity merge-history --since yesterday",
        "audience",
        "audience --product tea-1 --category tea",
        "audience --product tea-1 --top 0",
        "rules check --format xml",
        "rules test --least-coverage 101",
        "rules diff MISSING",
        "rules new gift_card",
        "rules new gift_card --moment CartAbandonned",
        "rules new Gift-Card --moment CartAbandoned",
        "bench rules --count 0",
        "up --port 70000",
        "up --data FILE",
        "up --kafka broker",
        "up --postgres localhost:5432",
        "up --kafka broker:9092 --flink 8081",
        "up --flink jobmanager:8081"
      })
  void refusesWrongUsageWithASentenceAndCode2(String line) throws IOException {
    Path file = Files.createFile(folder.resolve("file.jsonl"));
    String[] arguments =
        line.replace("FILE", file.toString())
            .replace("OUT", folder.resolve("out").toString())
            .replace("MISSING", folder.resolve("missing").toString())
            .split(" ", -1);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void upNamesThePortThatIsTakenAndTheFlag() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Path data = folder.resolve("data");
      assertThat(run("up", "--port", port, "--data", data.toString())).isEqualTo(1);
      assertThat(err.toString()).contains("Port " + port + " cannot be listened on", "--port");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void simulatesTheSameBytesAndTellsTheTruthBeside() throws IOException {
    Path first = folder.resolve("a/shop.jsonl");
    Path second = folder.resolve("b/shop.jsonl");
    for (Path file : new Path[] {first, second}) {
      assertThat(
              run(
                  "simulate",
                  "--customers",
                  "20",
                  "--days",
                  "10",
                  "--seed",
                  "7",
                  "--out",
                  file.toString()))
          .isZero();
    }
    for (String ending : new String[] {"", ".truth.jsonl", ".catalog.jsonl"}) {
      assertThat(first.resolveSibling("shop.jsonl" + ending))
          .isNotEmptyFile()
          .hasSameBinaryContentAs(second.resolveSibling("shop.jsonl" + ending));
    }
  }

  private int run(String... arguments) {
    CommandLine commandLine = RtotoCommand.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
