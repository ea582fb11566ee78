package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.rules.settings.LibraryNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is written, the reader answers; and what it lets through, the compiler takes. */
final class AnyTextTest {
  /** As many as a build has time for; 400 were tried once. */
  private static final int COMPILED = 30;

  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          ",",
          ";",
          ":",
          "\"",
          "!",
          "==",
          ">",
          "&&",
          "||",
          "not ",
          "in ",
          "$x",
          "$x : ",
          "items",
          "worthMinor",
          "currency",
          "products",
          "identified",
          "1",
          "-1",
          "0",
          "\"USD\"",
          "true",
          "\n",
          "\r",
          "\u2028",
          "\f",
          "//",
          "/*",
          "*/",
          "rule ",
          "end\n",
          "when\n",
          "then\n",
          "Customer()",
          "$c : Customer()",
          "$o : Offer()",
          "Note( ",
          "List.of( ",
          "@",
          "insert",
          "delete",
          "new ");
  private static final String SOUND =
      """
      package retail.cart_abandoned

      rule "Propose something"
          @id("retail.cart_abandoned.idea")
          @owner("loyalty") @since("2026-11-23")
          agenda-group "propose"
      when
          CartAbandoned( $items : items > 1, currency in ( "USD", "EUR" ) )
          Customer( orders >= 1 && ( identified || spendMinor != 0 ), !identified )
          not Candidates( products contains "socks" )
      then
          insert( new Offer( "reminder", $items ) );
          insert( new Recommendation( "more", 10, List.of( "socks", "shoes" ) ) );
      end
      """;

  @Test
  void isReadAndWhatIsLetThroughCompiles() {
    Random dice = new Random(1);
    Set<String> letThrough = new LinkedHashSet<>();
    for (int i = 0; i < 30_000; i++) {
      String text = changed(changed(SOUND, dice), dice);
      Findings findings = new Findings(FILE);
      new HouseLaw(new LibraryNames(Map.of()))
          .judge(RuleFileParser.parse(FILE, text, findings), findings);
      assertThat(findings.all())
          .allMatch(finding -> finding.line() >= 1 && finding.column() >= 1)
          .allMatch(finding -> finding.line() <= text.lines().count() + 1 || finding.line() == 61);
      if (findings.all().isEmpty()) {
        letThrough.add(text);
      }
    }
    assertThat(letThrough).hasSizeGreaterThan(100);
    letThrough.stream()
        .limit(COMPILED)
        .forEach(
            text -> {
              CompiledRules compiled =
                  RuleFilesCompiler.compile(new RuleLibrary(Map.of(FILE, text)));
              assertThat(compiled.complaints()).as(text).isEmpty();
              assertThat(BytecodeCheck.forbiddenIn(compiled.classes())).as(text).isEmpty();
            });
  }

  private static String changed(String text, Random dice) {
    int from = dice.nextInt(text.length());
    int to = dice.nextBoolean() ? from : Math.min(text.length(), from + dice.nextInt(8));
    String piece = dice.nextInt(3) == 0 ? "" : PIECES.get(dice.nextInt(PIECES.size()));
    return text.substring(0, from) + piece + text.substring(to);
  }
}
