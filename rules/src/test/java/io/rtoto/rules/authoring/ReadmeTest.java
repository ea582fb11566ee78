package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.findings.Codes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README of the rule library says of codes and folders; the rest is walked through. */
final class ReadmeTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", "."), "rules", "library");

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
        block().lines().map(line -> line.strip().split("/ ", -1)[0]).sorted().toList();
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

  /** The README's first block without a language. */
  private static String block() throws IOException {
    Matcher block =
        Pattern.compile("(?s)```\n(.*?)```")
            .matcher(Files.readString(LIBRARY.resolve("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
