package io.rtoto.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.events.ProductViewed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the project's documents say to a reader who does as they say. */
final class ReadmeTest {
  private static final Path ROOT = ProjectRoot.find();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
  private static final Pattern CURL =
      Pattern.compile("(?s)/v1/(track)\\b[^']*(?:'Content-Type[^']*'[^']*)?'(\\{.*?})'");
  private static final Pattern TEST =
      Pattern.compile("-pl (\\S+) .*-Dtest=(\\w+)(?= |$)", Pattern.MULTILINE);
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir private Path folder;

  static Stream<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    for (String place :
        new String[] {"", "docs", "docker", "gateway", "schemas", "rules/library"}) {
      Path there = ROOT.resolve(place);
      if (Files.isDirectory(there)) {
        try (Stream<Path> files = Files.list(there)) {
          files
              .filter(file -> file.toString().endsWith(".md"))
              .forEach(file -> documents.add(ROOT.relativize(file).toString()));
        }
      }
    }
    return documents.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(String document) throws IOException {
    Path place = ROOT.resolve(document).resolveSibling("");
    assertThat(found(LINK, text(document)).map(link -> link.group(1)))
        .filteredOn(target -> !target.matches("(https?:|mailto:|#).*"))
        .allSatisfy(target -> assertThat(place.resolve(target.replaceFirst("#.*", ""))).exists());
  }

  static Stream<String> commands() throws IOException {
    return blocks("README.md", "bash")
        .flatMap(String::lines)
        .filter(line -> line.startsWith("./rtoto "))
        .map(line -> line.replaceFirst("\\s+#.*", ""));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsUnderstood(String line) {
    String[] arguments = line.replaceFirst("./rtoto ", "").split(" ", -1);
    assertThatCode(() -> RtotoCommand.commandLine().parseArgs(arguments))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "gateway/README.md"})
  void theEventToSendIsSound(String document) throws IOException {
    MatchResult curl = found(CURL, text(document)).findFirst().orElseThrow();
    ObjectNode call = (ObjectNode) new JsonMapper().readTree(curl.group(2));
    // As the gateway does.
    call.put("type", curl.group(1)).put("receivedAt", NOW.toString());
    assertThat(
            new SegmentReader(NOW, "EUR")
                .read(
                    SegmentRouting.topicOf(call), call.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            SegmentReader.Sound.class,
            sound -> assertThat(sound.event()).isInstanceOf(ProductViewed.class));
  }

  @Test
  void theFirstRuleIsSoundAndItsCasesHold() throws IOException {
    Path library = folder.resolve("library");
    copyLibrary(library);
    String before = run("rules", "test", library.toString());
    Path rule = library.resolve("retail/product_viewed/third_look.drl");
    Files.writeString(rule, blocks("README.md", "drl").findFirst().orElseThrow());
    Files.writeString(
        rule.resolveSibling("third_look.cases.yaml"),
        blocks("README.md", "yaml").findFirst().orElseThrow());
    Path texts = library.resolve("texts.yaml");
    String offer = blocks("README.md", "yaml").skip(1).findFirst().orElseThrow();
    Files.writeString(texts, Files.readString(texts).replace("\noffers:\n", "\noffers:\n" + offer));
    assertThat(text("README.md")).contains("rules/library/retail/product_viewed/third_look.drl");
    assertThat(run("rules", "check", library.toString())).endsWith("are sound.\n");
    assertThat(run("rules", "test", library.toString()))
        .contains(" cases, 0 failed. Tried: ")
        .isNotEqualTo(before);
  }

  @Test
  void theTestOfTheInnerLoopIsThere() throws IOException {
    MatchResult test = found(TEST, text("CONTRIBUTING.md")).findFirst().orElseThrow();
    try (Stream<Path> files = Files.walk(ROOT.resolve(test.group(1)).resolve("src/test/java"))) {
      assertThat(files).anyMatch(file -> file.endsWith(test.group(2) + ".java"));
    }
  }

  private static void copyLibrary(Path target) throws IOException {
    Path library = ROOT.resolve("rules/library");
    try (Stream<Path> files = Files.walk(library)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(library.relativize(file)));
      }
    }
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    int code = RtotoCommand.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }

  private static Stream<String> blocks(String document, String language) throws IOException {
    return found(BLOCK, text(document))
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2));
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String text(String document) throws IOException {
    return Files.readString(ROOT.resolve(document));
  }
}
