package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.rules.sandbox.RuleClassLoader;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the three walls holds alone: the house law, what the compiler sees, the bytecode. */
final class AttackTest {
  private static final String FILE = "retail/cart_abandoned/attack.drl";
  private static final String NOTE = "insert( new Note( \"seen\" ) );";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit( 0 );",
        "S\\u0079stem.exit( 0 );",
        "Runtime.getRuntime().exec( \"id\" );",
        "new ProcessBuilder( \"id\" ).start();",
        "new Thread().start();",
        "java.nio.file.Files.delete( null );",
        "\"\".getClass().forName( \"java.lang.Runtime\" );",
        "CartAbandoned.class.getClassLoader();",
        "drools.getKieRuntime().halt();",
        "kcontext.getKieRuntime();",
        "while ( true ) { }",
        "insert( new Offer( String.valueOf( System.currentTimeMillis() ), 1 ) );",
        "insert( new Offer( \"x\", 1 ) { { System.exit( 0 ); } } );",
        "insert( new Offer( \"\\u0022 + System.exit( 0 ) + \\u0022\", 1 ) );",
      })
  void cannotBeWritten(String action) {
    assertThat(RuleBookCheck.check(library("CartAbandoned()", action)))
        .isNotEmpty()
        .extracting(Finding::code)
        .doesNotContain("compile", "forbidden-code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval( System.exit( 0 ) == null )",
        "CartAbandoned( System.getProperty( \"user.home\" ) != null )",
        "CartAbandoned( class.name == \"x\" )",
        "CartAbandoned( eval( true ) )",
        "CartAbandoned() String() from System.getenv().values()",
        "CartAbandoned() accumulate( Customer(); $n : count() )",
      })
  void cannotBeAsked(String condition) {
    assertThat(RuleBookCheck.check(library(condition, "insert( new Offer( \"reminder\", 10 ) );")))
        .isNotEmpty()
        .extracting(Finding::code)
        .doesNotContain("compile", "forbidden-code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit( 0 );",
        "Runtime.getRuntime().exec( \"id\" );",
        "new Thread().start();",
        "new java.io.File( \"x\" ).delete();",
        "\"\".getClass().getClassLoader();",
        "System.currentTimeMillis();",
        "drools.getRuntime().halt();",
        "\"a\".repeat( 2000000000 );",
        "\"a\".matches( \"(a+)+\" );",
        "Integer.getInteger( \"x\" );",
        "Math.random();",
        "java.time.Instant.now();",
        "while ( \"a\".isEmpty() ) { }",
        "for ( int i = 0; i < 2000000000; i++ ) { \"a\".length(); }",
        "new CartAbandoned( 1, 1, 1, \"\", 1, \"\").getClass().getMethods();",
      })
  void wouldNotGetPastCompilerAndBytecodeEither(String action) {
    CompiledRules compiled = RuleFilesCompiler.compile(library("CartAbandoned()", action));
    assertThat(
            compiled.complaints().isEmpty()
                ? BytecodeCheck.forbiddenIn(compiled.classes())
                : compiled.complaints())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r",
        "\f",
        "\u000B",
        "\u0000",
        "\u001C",
        "\u007F",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u202E",
        "\u2066",
        "\u061C",
        "\u00AD",
        "\u200B",
        "\u200C",
        "\u200D",
        "\u2060",
        "\uDB40\uDC01",
        "\uFEFF",
        "\uFFFD",
      })
  void cannotHideBehindACommentThatEndsForOthers(String end) {
    String inCondition = "CartAbandoned() // x" + end + " eval( 1 < 2 )";
    String inAction = NOTE + " // x" + end + " System.exit( 0 );";
    for (RuleLibrary hiding :
        List.of(library(inCondition, NOTE), library("CartAbandoned()", inAction))) {
      List<String> lines = hiding.files().getOrDefault(FILE, "").lines().toList();
      assertThat(RuleBookCheck.check(hiding))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.message())
                    .isEqualTo(
                        "A rule file has no use for the character U+%04X."
                            .formatted(end.codePointAt(0)));
                String before = lines.get(finding.line() - 1).substring(0, finding.column() - 1);
                assertThat(before).endsWith("// x");
              });
    }
  }

  @Test
  void cannotHideAWholeRule() {
    String hidden =
        " rule \"Hidden one\" salience 99 agenda-group \"propose\" when CartAbandoned()"
            + " then insert( new Note( \"hidden\" ) ); end";
    String text = library("CartAbandoned()", NOTE).files().get(FILE);
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, text + "// note" + hidden))))
        .isEmpty();
    RuleLibrary hiding = new RuleLibrary(Map.of(FILE, text + "// note\r" + hidden));
    assertThat(RuleBookCheck.check(hiding))
        .extracting(Finding::toString)
        .containsExactly(
            FILE
                + ":12:8: A rule file has no use for the character U+000D."
                + " Maybe a line ends in a carriage return alone.");
  }

  @Test
  void isRefusedForALoopAlone() {
    CompiledRules compiled =
        RuleFilesCompiler.compile(
            library("CartAbandoned()", "while ( \"a\".isEmpty() ) { \"a\".length(); }"));
    assertThat(compiled.complaints()).isEmpty();
    assertThat(BytecodeCheck.forbiddenIn(compiled.classes())).containsExactly("a loop");
  }

  @Test
  void isRefusedWhenABundleIsLoaded() {
    CompiledRules compiled =
        RuleFilesCompiler.compile(library("CartAbandoned()", "System.exit( 0 );"));
    assertThat(compiled.complaints()).isEmpty();
    RuleBundle bundle =
        new RuleBundle(
            "0",
            null,
            "mallory",
            Instant.EPOCH,
            Map.of(),
            compiled.classes(),
            compiled.models(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> RuleBook.load(bundle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.System.exit");
  }

  @Test
  void cannotPutItsOwnClassInAFactsPlace() {
    byte[] any = new byte[] {1, 2, 3};
    assertThat(BytecodeCheck.forbiddenIn(Map.of("io.rtoto.rules.facts.Customer", any)))
        .contains(
            "the name io.rtoto.rules.facts.Customer",
            "unreadable bytecode of io.rtoto.rules.facts.Customer");
  }

  @Test
  void findsNoClassBeyondItsReach() {
    RuleClassLoader loader = new RuleClassLoader(Map.of(), AttackTest.class.getClassLoader());
    for (String name :
        List.of(
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.lang.Thread",
            "java.lang.ClassLoader",
            "java.lang.reflect.Method",
            "java.io.File",
            "java.nio.file.Files",
            "java.net.Socket",
            "io.rtoto.rules.RuleBook",
            "io.rtoto.schemas.Messages")) {
      assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
      assertThat(loader.getResource(name.replace('.', '/') + ".class")).isNull();
    }
  }

  private static RuleLibrary library(String condition, String action) {
    String text =
        """
        package retail.cart_abandoned

        rule "Propose an attack"
            @id("retail.cart_abandoned.attack")
            @owner("mallory") @since("2026-11-23")
            agenda-group "propose"
        when
            %s
        then
            %s
        end
        """
            .formatted(condition, action);
    return new RuleLibrary(Map.of(FILE, text));
  }
}
