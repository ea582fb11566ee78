package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Poison rules, by their numbers in docs/security.md, which also tells where those are tested that
 * are not here: P15, P20 and the second run of P22 belong to publishing, P16 and the margin of P21
 * to arbitration; that a rule is taken out, and an old version stays, is up to the job.
 */
final class PoisonRulesTest {
  private static final Path ATTACKS =
      Path.of(System.getProperty("rtoto.root", "."), "rules/src/test/resources/attacks");
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final CartAbandoned CART = new CartAbandoned(1, 2, 100, "USD", 30, "unknown");
  private static final String SOUND =
      """
      package retail.cart_abandoned

      rule "Propose a reminder"
          @id("retail.cart_abandoned.idea")
          @owner("tests") @since("2026-11-27")
          agenda-group "propose"
      when
          CartAbandoned( items > 1 )
      then
          insert( new Offer( "reminder", 10 ) );
      end
      """;

  @Test
  void p01TellsWhereTheSyntaxIsWrongAndPublishesNothing() {
    RuleLibrary broken = library(SOUND.replace("10 ) );", "10 )"));
    assertThat(RuleBookCheck.check(broken)).extracting(Finding::line).containsExactly(10);
    assertThatThrownBy(() -> RuleCompiler.compile(broken, "tests", null, Instant.EPOCH))
        .isInstanceOf(RulesRefusedException.class);
  }

  @Test
  void p02RefusesTwoRulesOfOneName() {
    String twice = SOUND + SOUND.substring(SOUND.indexOf("rule"));
    assertThat(codes(library(twice))).contains("id", "name");
  }

  @Test
  void p03RefusesAFactAndAFieldThatAreNotThere() {
    assertThat(codes(library(SOUND.replace("CartAbandoned( items", "CartLost( items"))))
        .contains("unknown-fact");
    assertThat(codes(library(SOUND.replace("items >", "pieces >")))).contains("unknown-field");
  }

  @Test
  void p03RefusesABundleWhoseFactsHaveChangedSince() {
    RuleBundle bundle = RuleCompiler.compile(library(SOUND), "tests", null, Instant.EPOCH);
    assertThat(RuleBook.load(bundle).version()).isEqualTo(bundle.version());
    // As if the field had been called otherwise when the rules were compiled.
    Map<String, byte[]> classes = new HashMap<>(bundle.classes());
    classes.replaceAll((name, code) -> renamed(code));
    RuleBundle older =
        new RuleBundle(
            bundle.version(),
            null,
            bundle.author(),
            bundle.publishedAt(),
            bundle.sources(),
            classes,
            bundle.models(),
            bundle.rules(),
            bundle.tags());
    assertThatThrownBy(() -> RuleBook.load(older))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CartAbandoned.itemz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loops-for-ever", "loops-while-it-holds"})
  void p04RefusesALoop(String attack) throws IOException {
    assertIsRefused(attack);
    assertThat(BytecodeCheck.forbiddenIn(RuleFilesCompiler.compile(of(attack)).classes()))
        .contains("a loop");
  }

  @Test
  void p05HearsTheOthersWhereARuleFiresWithoutEnd() {
    String endless =
        SOUND
            .replace("CartAbandoned( items > 1 )", "CartAbandoned()\n    Offer()")
            .replace("Propose a reminder", "Propose more and more")
            .replace("cart_abandoned.idea", "cart_abandoned.more");
    RuleBook book = book(Map.of(FILE, SOUND, "retail/cart_abandoned/more.drl", endless));
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(CART, List.of());
      assertThat(verdict.failures())
          .containsExactly(
              new Verdict.Failure("retail.cart_abandoned.more", Verdict.Failure.WITHOUT_END));
      assertThat(verdict.proposed())
          .extracting(Verdict.Proposed::rule)
          .containsExactly("retail.cart_abandoned.idea");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fills-the-memory", "takes-one-large-array", "repeats-a-text", "doubles-a-text"})
  void p06RefusesWhatTakesMemory(String attack) throws IOException {
    assertIsRefused(attack);
    assertThat(BytecodeCheck.forbiddenIn(RuleFilesCompiler.compile(of(attack)).classes()))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends-the-process", "ends-the-process-in-escapes"})
  void p07RefusesToEndTheProcess(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs-a-command", "builds-a-process"})
  void p08RefusesToRunACommand(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluates-in-a-condition",
        "asks-the-system-in-a-condition",
        "evaluates-inside-a-condition",
        "computes-its-salience",
        "computes-whether-it-is-enabled"
      })
  void p09RefusesTheSameWhereverItStands(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finds-a-class-by-name", "asks-for-a-class-loader", "reflects"})
  void p10RefusesReflection(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evaluates-mvel", "asks-a-script-engine", "asks-jshell", "sets-another-dialect"})
  void p11RefusesToRunTextAsCode(String attack) throws IOException {
    assertIsRefused(attack);
    assertThatThrownBy(() -> Class.forName("org.mvel2.MVEL"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"breaks-out-of-its-braces", "hides-in-a-text", "hides-behind-a-comment"})
  void p12RefusesToBreakOut(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deletes-a-file",
        "names-a-file",
        "opens-a-socket",
        "starts-a-thread",
        "sleeps",
        "reads-the-environment",
        "reads-a-property"
      })
  void p13RefusesWhatIsOutside(String attack) throws IOException {
    assertIsRefused(attack);
  }

  /**
   * That a rule which is slow all the same is found and taken out: ContainmentTest, and the job.
   */
  @ParameterizedTest
  @ValueSource(strings = {"matches-a-bomb", "matches-a-bomb-in-an-action"})
  void p14RefusesAPatternThatBacktracks(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @Test
  void p14RefusesToCompareEachWithEachOfManyTimesOver() {
    String each = "\n    RecommendedProduct()";
    String condition = "CartAbandoned( items > 1 )";
    assertThat(codes(library(SOUND.replace(condition, condition + each.repeat(3))))).isEmpty();
    assertThat(codes(library(SOUND.replace(condition, condition + each.repeat(4)))))
        .containsExactly("too-many-conditions");
    String others = "\n    Customer()\n    Candidates()\n    not Shipment()\n    not CreditLimit()";
    assertThat(codes(library(SOUND.replace(condition, condition + others + each.repeat(3)))))
        .isEmpty();
    assertThat(
            codes(
                library(
                    SOUND.replace(
                        condition, condition + others + each.repeat(3) + "\n    not Alert()"))))
        .containsExactly("too-many-conditions");
  }

  @Test
  void p17RefusesAFileThatIsTooLarge() {
    String large = SOUND + "// " + "x".repeat(CheckedRules.LARGEST_FILE);
    assertThat(RuleBookCheck.check(library(large)))
        .extracting(Finding::toString)
        .containsExactly(
            FILE + ":1:1: The file has more than 65536 bytes. Maybe it is no rule file.");
  }

  /** A file without end would be as good. */
  @Test
  void p17ReadsNoMoreOfAFileThanItTakesToRefuseIt(@TempDir Path folder) throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("retail/cart_abandoned")).resolve("idea.drl");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(8L << 30);
    }
    assertThat(RuleBookCheck.check(folder))
        .extracting(Finding::code, Finding::file)
        .containsExactly(tuple("too-long", FILE));
  }

  @Test
  void p17RefusesAFolderOfMoreFilesThanALibraryHas(@TempDir Path folder) throws IOException {
    for (int i = 0; i <= 5_000; i++) {
      Files.createFile(folder.resolve("rule" + i + ".drl"));
    }
    assertThatThrownBy(() -> RuleBookCheck.check(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("5,001 files of 0 MB; expected at most 5,000 of 64 MB");
  }

  /** Of whoever reads it the stack would overflow. */
  @Test
  void p17RefusesBracketsWithinBracketsWithoutEnd() {
    int deep = 20_000;
    String conditions =
        SOUND.replace("items > 1", "(".repeat(deep) + "items > 1" + ")".repeat(deep));
    assertThat(RuleBookCheck.check(library(conditions)))
        .extracting(Finding::message)
        .contains("Brackets stand in brackets at most 8 deep.");
    assertThat(codes(library(SOUND.replace("items > 1", "((((((((items > 1))))))))")))).isEmpty();
    String actions =
        SOUND.replace("\"reminder\"", "List.of(".repeat(7_000) + "1" + ")".repeat(7_000));
    assertThat(codes(library(actions))).contains("syntax");
  }

  /** Each comparison is a class when it is compiled: thousands take minutes. */
  @Test
  void p17RefusesARuleOrALibraryThatComparesTooOften() {
    assertThat(codes(library(comparing(100, "idea")))).isEmpty();
    assertThat(RuleBookCheck.check(library(comparing(101, "idea"))))
        .extracting(Finding::code, Finding::message)
        .containsExactly(
            tuple("too-many-conditions", "The rule compares 101 times; at most 100 are one idea."));
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i <= 50; i++) {
      files.put(FILE.replace("idea", "idea" + i), comparing(100, "idea" + i));
    }
    assertThat(RuleBookCheck.check(new RuleLibrary(files)))
        .extracting(Finding::code, Finding::message)
        .containsExactly(
            tuple(
                "too-many-conditions",
                "The rules of the library compare 5,100 times; expected at most 5,000."));
  }

  private static String comparing(int times, String idea) {
    return SOUND
        .replace("items > 1", String.join(", ", Collections.nCopies(times, "items > 1")))
        .replace("abandoned.idea", "abandoned." + idea)
        .replace("Propose a reminder", "Propose reminder of " + idea);
  }

  @Test
  void p17RefusesALibraryOfTooManyRules() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i <= CheckedRules.MOST_RULES; i++) {
      files.put(
          FILE.replace("idea", "idea" + i),
          SOUND
              .replace("abandoned.idea", "abandoned.idea" + i)
              .replace("Propose a reminder", "Propose reminder " + i));
    }
    assertThat(RuleBookCheck.check(new RuleLibrary(files)))
        .extracting(Finding::code, Finding::message)
        .containsExactly(
            tuple("too-many-rules", "The library has 501 rules; expected at most 500."));
  }

  @Test
  void p17RefusesTenThousandImports() throws IOException {
    assertIsRefused("imports-ten-thousand");
  }

  @Test
  void p18RefusesToChangeWhatAllShare() throws IOException {
    assertIsRefused("sets-what-all-share");
    assertIsRefused("asks-for-a-global");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u05D4\u05E6\u05E2",
        "of \u0627\u0644\u0639\u0631\u0628\u064A\u0629",
        "\u202Exyz",
        "@",
      })
  void p19RefusesANameThatIsReadFromTheRightOrIsNoSentence(String name) {
    assertThat(codes(library(SOUND.replace("Propose a reminder", "Propose " + name))))
        .containsAnyOf("name", "syntax");
    assertThat(codes(library(SOUND.replace("\"reminder\"", "\"" + name + "\""))))
        .satisfies(codes -> assertThat(name.equals("@") || !codes.isEmpty()).as(name).isTrue());
  }

  @Test
  void p19RefusesNamesOfTenKilobytes() {
    String name = "x".repeat(10_000);
    assertThat(codes(library(SOUND.replace("a reminder", name)))).containsExactly("name");
    assertThat(codes(library(SOUND.replace("\"reminder\"", "\"" + name + "\""))))
        .containsExactly("name");
    String idea = "x".repeat(80);
    assertThat(
            codes(
                new RuleLibrary(
                    Map.of(FILE.replace("idea", idea), SOUND.replace(".idea", "." + idea)))))
        .containsExactly("id");
  }

  @Test
  void p21SilencesARuleThatOffersAThousandTimes() {
    String many =
        SOUND.replace(
            "CartAbandoned( items > 1 )",
            "CartAbandoned()\n    RecommendedProduct()\n    RecommendedProduct()");
    RuleBook book = book(Map.of(FILE, many));
    List<RecommendedProduct> products =
        IntStream.range(0, 24)
            .mapToObj(i -> new RecommendedProduct("p" + i, "popular", "tea", i, "USD"))
            .toList();
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(CART, products);
      assertThat(verdict.proposed()).isEmpty();
      assertThat(verdict.failures())
          .containsExactly(
              new Verdict.Failure("retail.cart_abandoned.idea", "proposed more than 20 things"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reads-the-clock",
        "reads-the-date",
        "reads-the-instant",
        "throws-dice",
        "makes-a-random-id"
      })
  void p22RefusesWhatIsAnotherThingTheNextTime(String attack) throws IOException {
    assertIsRefused(attack);
  }

  @Test
  void startsNoCompilerThatSeesEverything() {
    assertThatThrownBy(() -> CompilerCanary.requireRefused(library -> CompiledRules.NOTHING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("Maybe org.eclipse.jdt:ecj is missing beside Drools.");
    CompilerCanary.requireRefused(RuleFilesCompiler::compile);
  }

  /** By the law, and again by what comes after it: {@link AttackCorpusTest} tells by what. */
  private static void assertIsRefused(String attack) throws IOException {
    RuleLibrary library = of(attack);
    assertThatThrownBy(() -> RuleCompiler.compile(library, "mallory", null, Instant.EPOCH))
        .isInstanceOf(RulesRefusedException.class);
    CompiledRules compiled = RuleFilesCompiler.compile(library);
    assertThat(
            compiled.complaints().isEmpty()
                ? BytecodeCheck.forbiddenIn(compiled.classes())
                : compiled.complaints())
        .isNotEmpty();
  }

  private static RuleLibrary of(String attack) throws IOException {
    return new RuleLibrary(
        Map.of(
            "retail/cart_abandoned/attack.drl",
            Files.readString(ATTACKS.resolve(attack + ".drl"))));
  }

  private static RuleLibrary library(String text) {
    return new RuleLibrary(Map.of(FILE, text));
  }

  private static List<String> codes(RuleLibrary library) {
    return RuleBookCheck.check(library).stream().map(Finding::code).toList();
  }

  private static RuleBook book(Map<String, String> files) {
    return RuleBook.load(
        RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH));
  }

  /** A name in the pool of constants, by another as long. */
  private static byte[] renamed(byte[] code) {
    byte[] from = {1, 0, 5, 'i', 't', 'e', 'm', 's'};
    byte[] renamed = code.clone();
    for (int i = 0; i + from.length <= renamed.length; i++) {
      if (Arrays.equals(renamed, i, i + from.length, from, 0, from.length)) {
        renamed[i + from.length - 1] = 'z';
      }
    }
    return renamed;
  }
}
