package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.sandbox.BytecodeCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rule files that attack, each with the walls that stop it where it stands alone: the law that
 * reads the file, the compiler that sees only what rules may, and the check of the bytecode.
 */
final class AttackCorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("rtoto.root", "."), "rules/src/test/resources/attacks");
  private static final Path HARMLESS = CORPUS.resolve("harmless");

  /**
   * An attack.
   *
   * @param file its name in the corpus
   * @param aim what it tries
   * @param walls what stops it, each alone
   */
  private record Attack(String file, String aim, String walls) {
    static Attack of(String row) {
      String[] cells = row.split(" \\| ", -1);
      return new Attack(cells[0], cells[1], cells[2]);
    }

    RuleLibrary library() {
      return alone(CORPUS.resolve(file), "attack");
    }
  }

  @Test
  void holdsAtLeastFiftyAndTellsOfEach() throws IOException {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(50);
    try (Stream<Path> files = Files.list(CORPUS)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".drl")))
          .containsExactlyInAnyOrderElementsOf(attacks().stream().map(Attack::file).toList());
    }
  }

  @Test
  void refusesEachBeforeItIsCompiled() {
    for (Attack attack : attacks()) {
      assertThat(RuleBookCheck.check(attack.library()))
          .as(attack.toString())
          .isNotEmpty()
          .noneMatch(finding -> finding.code().equals("compile"))
          .noneMatch(finding -> finding.code().equals("forbidden-code"));
    }
  }

  @Test
  void stopsEachByTheWallsThatItTells() {
    List<String> found = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Attack attack : attacks()) {
      told.add(attack.file() + " | " + attack.walls());
      found.add(attack.file() + " | " + wallsAgainst(attack.library()));
    }
    assertThat(found).isEqualTo(told);
  }

  @Test
  void letsWhatIsHarmlessThroughEachWall() throws IOException {
    try (Stream<Path> files = Files.list(HARMLESS)) {
      List<Path> harmless = files.sorted().toList();
      assertThat(harmless).hasSizeGreaterThanOrEqualTo(10);
      for (Path file : harmless) {
        String name = file.getFileName().toString().replace(".drl", "").replace('-', '_');
        RuleLibrary alone = alone(file, name);
        assertThat(RuleBookCheck.check(alone)).as(file.toString()).isEmpty();
        assertThat(wallsAgainst(alone)).as(file.toString()).isEmpty();
      }
    }
  }

  /** The library is checked by {@link RuleLibraryTest}: there is no finding in it. */
  @Test
  void letsTheLibraryThroughCompilerAndBytecode() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules/library");
    CompiledRules compiled = RuleFilesCompiler.compile(RuleLibrary.filesIn(library, ".drl"));
    assertThat(compiled.complaints()).isEmpty();
    assertThat(compiled.classes()).isNotEmpty();
    assertThat(BytecodeCheck.forbiddenIn(compiled.classes())).isEmpty();
  }

  private static String wallsAgainst(RuleLibrary library) {
    List<String> walls = new ArrayList<>();
    if (!RuleBookCheck.check(library).isEmpty()) {
      walls.add("law");
    }
    CompiledRules compiled = RuleFilesCompiler.compile(library);
    if (!compiled.complaints().isEmpty()) {
      walls.add("compiler");
    } else if (!BytecodeCheck.forbiddenIn(compiled.classes()).isEmpty()) {
      walls.add("bytecode");
    }
    return String.join(" ", walls);
  }

  private static RuleLibrary alone(Path file, String idea) {
    try {
      return new RuleLibrary(
          Map.of("retail/cart_abandoned/" + idea + ".drl", Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Attack> attacks() {
    try {
      return Files.readAllLines(CORPUS.resolve("attacks.csv"), StandardCharsets.UTF_8).stream()
          .filter(line -> !line.startsWith("#"))
          .map(Attack::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
