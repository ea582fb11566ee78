package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.findings.Codes;
import io.rtoto.rules.findings.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Does what "Write your first rule in five minutes" says. */
final class ReadmeTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
  private static final String GIFT = "retail/cart_abandoned/gift";

  @Test
  void leadsToARuleThatHolds() throws IOException {
    RuleLibrary library = withGift(block("drl"));
    assertThat(RuleBookCheck.check(library)).isEmpty();
    List<CaseResult> results =
        CaseRunner.run(
            RuleCompiler.compile(library, "reader", null, Instant.EPOCH),
            new RuleLibrary(Map.of(GIFT + ".cases.yaml", block("yaml"))),
            (book, shop, lasting) -> {
              throw new AssertionError("The first rule needs no story.");
            });
    assertThat(results).filteredOn(result -> result.file().startsWith(GIFT)).hasSize(2);
    assertThat(results)
        .filteredOn(result -> result.file().startsWith(GIFT))
        .allMatch(CaseResult::holds);
  }

  @Test
  void showsWhatAMisspeltWordBrings() throws IOException {
    String broken = block("drl").replace("items", "itms");
    List<Finding> findings = RuleBookCheck.check(withGift(broken));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0) + "\n" + String.join("\n", findings.get(0).excerpt(broken)) + "\n")
        .isEqualTo(block("text"));
  }

  @Test
  void tellsWhatEachCodeMeans() throws IOException {
    assertThat(
            Files.readAllLines(LIBRARY.resolve("README.md")).stream()
                .dropWhile(line -> !line.equals("| code | means |"))
                .skip(2))
        .containsExactlyElementsOf(
            Codes.meanings().entrySet().stream()
                .map(code -> "| `%s` | %s |".formatted(code.getKey(), code.getValue()))
                .toList());
  }

  @Test
  void drawsTheFoldersThatAreThere() throws IOException {
    List<String> drawn =
        block("").lines().map(line -> line.strip().split("/ ", -1)[0]).sorted().toList();
    try (Stream<Path> walk = Files.walk(LIBRARY)) {
      assertThat(
              walk.filter(Files::isDirectory)
                  .filter(folder -> !folder.equals(LIBRARY))
                  .map(folder -> folder.getFileName().toString())
                  .distinct()
                  .sorted())
          .containsExactlyElementsOf(drawn);
    }
  }

  private static RuleLibrary withGift(String rule) throws IOException {
    Map<String, String> files = new TreeMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    files.put(GIFT + ".drl", rule);
    String texts = files.getOrDefault("texts.yaml", "");
    files.put("texts.yaml", texts.replace("\noffers:\n", "\noffers:\n" + block("yaml", 2)));
    return new RuleLibrary(files);
  }

  /** The README's first block in that language. */
  private static String block(String language) throws IOException {
    return block(language, 1);
  }

  private static String block(String language, int which) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(.*?)```")
            .matcher(Files.readString(LIBRARY.resolve("README.md")));
    for (int i = 0; i < which; i++) {
      assertThat(block.find()).isTrue();
    }
    return block.group(1);
  }
}
