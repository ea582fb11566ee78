package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.authoring.CompiledRules.Complaint;
import io.rtoto.rules.findings.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the texts below, ¶ marks the place of the first finding. */
final class RuleBookCheckTest {
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final String HEAD =
      """
      // An idea

      package retail.cart_abandoned

      """;
  private static final String SOUND =
      HEAD
          + """
          rule "Propose something"
              @id("retail.cart_abandoned.idea")
              @owner("loyalty") @since("2026-11-23")
              agenda-group "propose"
          when
              CartAbandoned( items > 1 )
          then
              insert( new Offer( "reminder", 10 ) );
          end
          """;

  @Test
  void findsNothingInTheLibrary() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
    assertThat(RuleBookCheck.check(library)).isEmpty();
  }

  @Test
  void findsNothingInASoundFile() {
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, SOUND)))).isEmpty();
  }

  @Test
  void acceptsChineseInCommentsNamesAndTexts() {
    String chinese =
        SOUND
            .replace("// An idea", "// 购物车里还有商品，提醒顾客（“免运费”）。𠮷")
            .replace("Propose something", "Propose 免运费给𠮷祥的顾客")
            .replace("\"reminder\"", "\"满减优惠，全场！\"");
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, chinese)))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          items > 1 )|¶itms > 1 )|unknown-field|Maybe you meant items.
          items > 1 )|items > ¶"one" )|wrong-kind|items takes a number, but found "one".
          items > 1 )|items ¶contains 1 )|wrong-kind|expected one of == != < <= > >= in not in
          items > 1 )|currency == ¶1 )|wrong-kind|Maybe "1" in quotes.
          items > 1 )|items > ¶$many )|variable|Nothing is called $many.
          items > 1 )|items > ¶12345678901 )|wrong-kind|at most nine digits
          items > 1 )|items ¶= 1 )|syntax|Maybe you meant ==.
          items > 1 )|items ¶* 2 > 4 )|syntax|A rule only compares
          items > 1 )|currency¶.length() > 1 )|syntax|A rule calls nothing
          items > 1 )|currency ¶matches "(a+)+" )|syntax|Maybe you meant == or in.
          items > 1 )|items > 1|syntax|Maybe the bracket after CartAbandoned is not closed.
          items > 1 )|cause == ¶"unanswerd_question" )|unknown-word|cause of CartAbandoned is never "unanswerd_question"; expected one of unanswered-question, payment-error, stock-out, coupon-denied, shipping-cost, price-compare, unknown. Maybe you meant unanswered-question.
          items > 1 )|cause in ("unknown", ¶"price-compared") )|unknown-word|Maybe you meant price-compare.
          items > 1 )|items > 1 ) Customer( tier == ¶"glod" )|unknown-tier|There is no tier glod in tiers.yaml. Maybe you meant gold.
          items > 1 )|items > 1 ) Customer( winBack != ¶"lost" )|unknown-word|expected one of about-to-be-lost, high-value-lost, low-value-lost
          items > 1 )|items > 1 ) Candidates( because == ¶"goes-with" )|unknown-word|Maybe you meant goes-with-it.
          items > 1 )|items > 1 ) not Offer( name == ¶"remindr" )|unknown-proposal|No rule proposes the offer remindr. Maybe you meant reminder.
          CartAbandoned( items|¶CartAbandonned( items|unknown-fact|Maybe you meant CartAbandoned.
          CartAbandoned( items > 1 )|¶Customer( orders > 1 )|moment-first|CartAbandoned, but found Customer
          CartAbandoned( items > 1 )|¶not CartAbandoned()|moment-first|something that is there
          CartAbandoned( items > 1 )|CartAbandoned() ¶eval( true )|syntax|A condition has no eval
          CartAbandoned( items > 1 )|CartAbandoned() ¶or Customer()|syntax|Maybe you meant two rules.
          "Propose something"|¶"Make an offer"|name|is called "Propose …"
          "Propose something"|¶something|syntax|the rule's name in quotes
          @id("retail.cart_abandoned.idea")|@id(¶"retail.cart_abandoned.thought")|id|expected retail.cart_abandoned.idea
          @owner("loyalty")|@¶onwer("loyalty")|metadata|Maybe you meant owner.
          @since("2026-11-23")|@since(¶"yesterday")|since|expected a date
          agenda-group "propose"|agenda-group ¶"proposal"|phase|Maybe you meant propose.
          agenda-group "propose"|agenda-group "propose" ¶salience 10|not-allowed|Maybe the proposal's priority says it.
          agenda-group "propose"|agenda-group "propose" ¶timer ( int: 5 )|not-allowed|but found timer
          agenda-group "propose"|agenda-group "propose" ¶dialect "mvel"|not-allowed|but found dialect
          insert(|¶System.exit( 0 ); insert(|action|nothing but insert and delete, but found System
          insert(|¶modify( $c ) { } insert(|action|a fact never changes
          new Offer(|new ¶Ofer(|unknown-fact|Maybe you meant Offer.
          "reminder", 10|"reminder"|arguments|Offer takes name, priority, valueMinor, but found 1 values.
          "reminder", 10|¶" ", 10|arguments|A proposal has a name.
          "reminder", 10|¶10, "reminder"|wrong-kind|name takes a text, but found 10.
          10 ) );|10 ) )¶|syntax|Expected ; after the closing bracket
          "reminder", 10|¶"reminder, 10|syntax|Maybe its closing quote is missing.
          """)
  void tellsThePlace(String sound, String broken, String code, String saying) {
    String text = SOUND.replace(sound, broken);
    Finding first = firstFindingIn(text.replace("¶", ""));
    assertThat(first.code()).isEqualTo(code);
    assertThat(first.toString()).contains(saying);
    if (text.contains("¶")) {
      String before = text.substring(0, text.indexOf('¶'));
      assertThat(first.line()).isEqualTo((int) before.lines().count());
      assertThat(first.column()).isEqualTo(before.length() - before.lastIndexOf('\n'));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          package retail.cart_abandoned|package retail.cart_lost|3|9|package
          package retail.cart_abandoned|import java.util.Map|1|1|package
          end|END|13|1|action
          """)
  void tellsTheLine(String sound, String broken, int line, int column, String code) {
    int at = SOUND.lastIndexOf(sound);
    Finding first =
        firstFindingIn(SOUND.substring(0, at) + broken + SOUND.substring(at + sound.length()));
    assertThat(List.of(first.line(), first.column(), first.code()))
        .isEqualTo(List.of(line, column, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CartAbandoned( cause == \"unknown\" )",
        "CartAbandoned( cause not in (\"stock-out\", \"payment-error\") )",
        "CartAbandoned() Customer( tier == \"\" )",
        "CartAbandoned() Customer( winBack != \"\" )",
        "CartAbandoned() Customer( tier in (\"silver\", \"gold\") )",
        "CartAbandoned( $cause : cause ) Customer( language == $cause )",
        "CartAbandoned() not Offer( name == \"reminder\" )",
      })
  void findsNothingInAWordThatThereIs(String condition) {
    String text = SOUND.replace("CartAbandoned( items > 1 )", condition);
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, text)))).isEmpty();
  }

  @Test
  void tellsAllProblemsOfAllFilesInOneGo() {
    String twice = SOUND.replace("items > 1", "itms > 1").replace("Offer(", "Ofer(");
    List<Finding> findings =
        RuleBookCheck.check(
            new RuleLibrary(
                Map.of(FILE, twice, "retail/cart_abandoned/other.drl", "rule x when then end")));
    assertThat(findings)
        .extracting(finding -> finding.file() + " " + finding.code())
        .containsExactly(
            FILE + " unknown-field",
            FILE + " unknown-fact",
            "retail/cart_abandoned/other.drl package",
            "retail/cart_abandoned/other.drl syntax");
  }

  @Test
  void tellsTheRuleWhereOnlyTheCompilerCan() {
    String tooWide =
        SOUND
            .replace("items > 1", "$worth : worthMinor")
            .replace("\"reminder\", 10", "\"x\", $worth");
    RuleLibrary unjudged = new RuleLibrary(Map.of(FILE, tooWide));
    RuleFile file = RuleFileParser.parse(FILE, tooWide, new Findings(FILE));
    Finding only =
        CheckedRules.blame(List.of(new Complaint("", 0, "?")), unjudged, List.of(file)).get(0);
    assertThat(only.code()).isEqualTo("compile");
    assertThat(only.line()).isEqualTo(5);
    assertThat(only.message()).contains("long").doesNotContain("Lambda");
  }

  @Test
  void tellsWhatDoesNotCompileWhereNoRuleAloneIsToBlame() {
    RuleLibrary sound = new RuleLibrary(Map.of(FILE, SOUND));
    List<RuleFile> files = List.of(RuleFileParser.parse(FILE, SOUND, new Findings(FILE)));
    List<Complaint> complaints =
        List.of(
            new Complaint(FILE, 7, "code too large\nfor (;;)"),
            new Complaint("", 0, "code too large"));
    assertThat(CheckedRules.blame(complaints, sound, files))
        .extracting(Finding::toString)
        .containsExactly(
            FILE + ":7:1: The rules do not compile together: code too large",
            "The rules do not compile together: code too large");
  }

  @Test
  void findsThatALibraryWithoutRulesIsNone(@TempDir Path empty) {
    assertThat(RuleBookCheck.check(empty))
        .extracting(Finding::toString)
        .containsExactly(
            "There is no rule file in the library."
                + " Maybe another folder is meant, or its files do not end in .drl.");
    assertThatThrownBy(() -> RuleCompiler.compile(empty, "anna", null, Instant.EPOCH))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining("There is no rule file in the library.");
  }

  @Test
  void wantsEachIdOnce() {
    String other =
        SOUND
            .replace("Propose something", "Propose another thing")
            .replace("cart_abandoned.idea", "cart_abandoned.idea.other");
    String twins = SOUND + other.substring(HEAD.length());
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, twins)))).isEmpty();
    assertThat(firstFindingIn(twins.replace(".idea.other", ".idea")).message())
        .isEqualTo("Another rule in " + FILE + " has the id retail.cart_abandoned.idea.");
  }

  @Test
  void wantsOneIdeaAFile() {
    String rule = SOUND.substring(HEAD.length());
    assertThat(firstFindingIn(SOUND + rule + rule + rule).code()).isIn("id", "name");
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, SOUND + rule + rule + rule))))
        .extracting(Finding::code)
        .contains("too-many-rules");
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of(FILE, SOUND + "\n".repeat(60)))))
        .extracting(Finding::code)
        .containsExactly("too-long");
  }

  @Test
  void wantsAFileInAKnownPlace() {
    String elsewhere = SOUND.replace("retail.cart_abandoned", "retail.cart_abandonned");
    List<Finding> findings =
        RuleBookCheck.check(new RuleLibrary(Map.of("retail/cart_abandonned/idea.drl", elsewhere)));
    assertThat(findings.get(0).code()).isEqualTo("place");
    assertThat(findings.get(0).hint()).isEqualTo("Maybe you meant cart_abandoned.");
  }

  @Test
  void letsACommonGuardWithdrawWhatWasProposed() {
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of("common/guards/quiet.drl", guard()))))
        .isEmpty();
    String proposing = guard().replace("agenda-group \"guard\"", "agenda-group \"propose\"");
    assertThat(RuleBookCheck.check(new RuleLibrary(Map.of("common/guards/quiet.drl", proposing))))
        .extracting(Finding::code)
        .contains("phase", "action");
  }

  @Test
  void refusesToCompileWhatTheCheckFinds() {
    RuleLibrary broken = new RuleLibrary(Map.of(FILE, SOUND.replace("items", "itms")));
    assertThatThrownBy(() -> RuleCompiler.compile(broken, "anna", null, Instant.EPOCH))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessage(
            """
            1 problem:
            %s:10:20: CartAbandoned has no field itms; it has products, items, worthMinor,\
             currency, idleMinutes, cause. Maybe you meant items."""
                .formatted(FILE));
  }

  static String guard() {
    return """
        package common.guards

        rule "Stay silent to a customer who is new"
            @id("common.guards.quiet")
            @owner("service") @since("2026-11-23")
            agenda-group "guard"
        when
            Customer( orders == 0 )
            $offer : Offer()
        then
            delete( $offer );
        end
        """;
  }

  private static Finding firstFindingIn(String text) {
    return RuleBookCheck.check(new RuleLibrary(Map.of(FILE, text))).get(0);
  }
}
