package io.rtoto.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class KeysCommandTest {
  private static final Pattern TOLD = Pattern.compile("(?m)^ +(\\S+\\.\\S+)$");
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("kept/keys.yaml");
  }

  @Test
  void makesABrowsersKeyForPagesOfItsOrigins() throws IOException {
    assertThat(
            run(
                "create",
                "web",
                "--origin",
                "https://shop.example",
                "--origin",
                "http://localhost:*"))
        .isZero();

    WriteKey web = known("web");
    assertThat(web.isServer()).isFalse();
    assertThat(web.orders()).isFalse();
    assertThat(web.allows("http://localhost:3000")).isTrue();
    assertThat(web.allows("https://evil.example")).isFalse();
  }

  @Test
  void s1TellsTheSecretOfAServersKeyOnceAndKeepsItNowhere() throws IOException {
    assertThat(run("create", "shop", "--server")).isZero();

    String presented = told();
    assertThat(known(presented).isServer()).isTrue();
    String secret = presented.substring("shop.".length());
    assertThat(Files.readString(file)).doesNotContain(secret);
    out.getBuffer().setLength(0);
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("shop", "server", "one secret").doesNotContain(secret);
  }

  @Test
  void s23KeepsTheFileFromOthers() throws IOException {
    run("create", "shop", "--server");
    run("create", "web", "--origin", "https://shop.example");

    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void s1RotatesASecretWithoutAGap() throws IOException {
    run("create", "shop", "--server");
    String older = told();
    out.getBuffer().setLength(0);
    assertThat(run("rotate", "shop")).isZero();
    String newer = told();
    assertThat(known(older)).isEqualTo(known(newer));
    assertThat(run("rotate", "shop")).isEqualTo(1);
    assertThat(err.toString()).contains("two secrets already");

    assertThat(run("rotate", "shop", "--finish")).isZero();

    assertThat(keys().find(older)).isEmpty();
    assertThat(keys().find(newer)).isPresent();
    assertThat(run("rotate", "shop", "--finish")).isEqualTo(1);
    assertThat(keys().find(newer)).isPresent();
  }

  @Test
  void retiresAKeyForGood() throws IOException {
    run("create", "web", "--origin", "https://shop.example");
    assertThat(run("retire", "web")).isZero();

    assertThat(keys().find("web")).isEmpty();
    assertThat(run("retire", "web")).isEqualTo(1);
    assertThat(err.toString()).contains("Key web was retired on", "Maybe create another.");
    assertThat(run("create", "web", "--origin", "https://shop.example")).isEqualTo(1);
    assertThat(keys().find("web")).isEmpty();
  }

  @Test
  void losesNoKeyThatAnotherMakesAtTheSameTime() throws Exception {
    List<Thread> makers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = "web-" + i;
      makers.add(new Thread(() -> run("create", id, "--origin", "https://shop.example")));
    }
    makers.forEach(Thread::start);
    for (Thread maker : makers) {
      maker.join();
    }

    assertThat(keys().ring().keys()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "create web, 2, --origin is missing",
    "create web --origin shop.example, 2, shop.example is no origin",
    "create web! --server, 2, web! is no id of a key",
    "create web.shop --server, 2, web.shop is no id of a key",
    "create shop --server --origin https://shop.example, 2, goes with neither",
    "rotate web, 1, No key is called web",
    "retire web, 1, No key is called web"
  })
  void refusesWhatMakesNoSense(String line, int code, String why) {
    assertThat(run(line.split(" ", -1))).isEqualTo(code);
    assertThat(err.toString()).contains(why);
    assertThat(file).doesNotExist();
  }

  @Test
  void touchesNoFileThatItCannotRead() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "tenants: {}");

    assertThat(run("create", "shop", "--server")).isEqualTo(1);

    assertThat(err.toString()).contains("make no sense", "Line 1: tenants names nobody");
    assertThat(out.toString()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo("tenants: {}");
  }

  @Test
  void upMakesItsOwnKeysOnceAndAnotherSecretForOneThatIsLost() throws IOException {
    DemoKeys demo = new DemoKeys(folder);
    String presented = demo.make(LATER).serverKey();

    assertThat(demo.make(LATER).serverKey()).isEqualTo(presented);
    Keys keys = Keys.in(demo.file(), InstantSource.fixed(LATER));
    assertThat(keys.find(presented)).get().matches(WriteKey::isServer);
    assertThat(keys.find("demo")).get().matches(key -> key.allows("http://localhost:3000"));
    assertThat(keys.find("demo")).get().matches(key -> !key.allows("https://shop.example"));

    Files.delete(demo.secretFile());
    String another = demo.make(LATER).serverKey();
    assertThat(keys.look()).isTrue();
    assertThat(keys.find(presented)).isEmpty();
    assertThat(keys.find(another)).isPresent();
  }

  private String told() {
    Matcher told = TOLD.matcher(out.toString());
    assertThat(told.find()).as(out.toString()).isTrue();
    return told.group(1);
  }

  private WriteKey known(String presented) throws IOException {
    return keys().find(presented).orElseThrow();
  }

  private Keys keys() throws IOException {
    assertThat(file.getFileName()).hasToString(KeysFile.NAME);
    return Keys.in(file, InstantSource.fixed(LATER));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--keys");
    all.add(file.toString());
    CommandLine commandLine = new CommandLine(new KeysCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setExecutionExceptionHandler(
        (failure, line, result) -> {
          err.append(failure.getMessage());
          return 1;
        });
    return commandLine.execute(all.toArray(String[]::new));
  }
}
