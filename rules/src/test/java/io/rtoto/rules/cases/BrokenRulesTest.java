package io.rtoto.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.findings.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Files as authors break them, each with the place where its author erred, written down by hand in
 * {@code mistakes.csv}: not where the check sees it.
 */
final class BrokenRulesTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("rtoto.root", "."), "rules/src/test/resources/broken");

  /** What no author knows: how rules are compiled, and what in. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "Lambda|java\\.|javax?/|\\.java\\b|(?i:mvel|generated|drools|antlr|snakeyaml)|Exception|"
              + "org\\.|io\\.rtoto|\\bnull\\b|<[a-z]+ |\\bat line\\b|@[0-9a-f]{6,}|\\n");

  private static final RuleLibrary SOUND = RuleLibrary.rulesIn(CORPUS.resolve("sound"));

  /**
   * A file that its author broke.
   *
   * @param file its name in the corpus
   * @param path where it would lie in a library
   * @param line where its author erred, from 1
   * @param column from 1
   * @param standing what stands there
   */
  private record Mistake(String file, String path, int line, int column, String standing) {
    static Mistake of(String row) {
      String[] cells = row.split(" \\| ", -1);
      return new Mistake(
          cells[0],
          cells[1],
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          cells.length > 4 ? cells[4] : "");
    }

    /** The file, whatever is wrong with it. */
    Mistake inAll() {
      return new Mistake("several/" + file, path, 1, 1, "");
    }

    String text() {
      try {
        // One of them is not saved as UTF-8.
        return new String(Files.readAllBytes(CORPUS.resolve(file)), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<Finding> findings() {
      Map<String, String> rules = new TreeMap<>(SOUND.files());
      Map<String, String> cases = new TreeMap<>();
      (path.endsWith(".cases.yaml") ? cases : rules).put(path, text());
      return CaseRunner.check(new RuleLibrary(rules), new RuleLibrary(cases));
    }
  }

  @Test
  void startsFromASoundLibrary() {
    assertThat(CaseRunner.check(SOUND, new RuleLibrary(Map.of()))).isEmpty();
  }

  @Test
  void knowsWhereEachAuthorErred() throws IOException {
    List<Mistake> mistakes = mistakes();
    assertThat(mistakes).hasSizeGreaterThanOrEqualTo(60);
    assertThat(mistakes)
        .allSatisfy(
            mistake ->
                assertThat(
                        mistake
                            .text()
                            .split("\n", -1)[mistake.line() - 1]
                            .substring(mistake.column() - 1))
                    .as(mistake.file())
                    .startsWith(mistake.standing()));
    try (Stream<Path> files = Files.list(CORPUS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(mistakes.size() + List.of("mistakes.csv", "several", "sound").size())
          .containsAll(mistakes.stream().map(Mistake::file).toList());
    }
  }

  /** Of any 60 of them, at least 57 by line and 40 by column. */
  @Test
  void tellsTheAuthorsOwnLineFirstAndMostlyTheColumn() throws IOException {
    List<String> otherLine = new ArrayList<>();
    List<String> otherColumn = new ArrayList<>();
    for (Mistake mistake : mistakes()) {
      List<Finding> findings = mistake.findings();
      assertThat(findings).as(mistake.file()).isNotEmpty();
      Finding first = findings.get(0);
      String told = mistake + " was told as " + first;
      if (!first.file().equals(mistake.path()) || first.line() != mistake.line()) {
        otherLine.add(told);
      } else if (first.column() != mistake.column()) {
        otherColumn.add(told);
      }
    }
    int all = mistakes().size();
    int lines = all - otherLine.size();
    System.out.printf(
        "Of %d mistakes, the line of %d is told, and the column of %d.%n",
        all, lines, lines - otherColumn.size());
    assertThat(otherLine).hasSizeLessThanOrEqualTo(3);
    assertThat(Stream.concat(otherLine.stream(), otherColumn.stream()))
        .hasSizeLessThanOrEqualTo(20);
  }

  /** Of files with several mistakes all are told in one run, each where it stands. */
  @Test
  void tellsEveryMistakeOfAFileInOneRunAndNothingElse() throws IOException {
    Map<Mistake, List<String>> files = new LinkedHashMap<>();
    for (Mistake mistake : mistakes("several/mistakes.csv")) {
      files
          .computeIfAbsent(mistake.inAll(), file -> new ArrayList<>())
          .add(mistake.line() + ":" + mistake.column());
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(6);
    SoftAssertions.assertSoftly(
        all ->
            files.forEach(
                (file, mistakes) ->
                    all.assertThat(file.findings())
                        .as(file.file())
                        .extracting(told -> told.line() + ":" + told.column())
                        .containsExactlyElementsOf(mistakes)));
  }

  @Test
  void namesNothingThatNoAuthorKnows() throws IOException {
    Stream<Mistake> several = mistakes("several/mistakes.csv").stream().map(Mistake::inAll);
    for (Mistake mistake : Stream.concat(mistakes().stream(), several.distinct()).toList()) {
      assertThat(mistake.findings())
          .as(mistake.file())
          .allSatisfy(
              finding ->
                  assertThat(finding.message() + " " + finding.hint())
                      .satisfies(told -> assertThat(INTERNALS.matcher(told).find()).isFalse()));
    }
  }

  private static List<Mistake> mistakes() throws IOException {
    return mistakes("mistakes.csv");
  }

  private static List<Mistake> mistakes(String listed) throws IOException {
    return Files.readAllLines(CORPUS.resolve(listed), StandardCharsets.UTF_8).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Mistake::of)
        .toList();
  }
}
