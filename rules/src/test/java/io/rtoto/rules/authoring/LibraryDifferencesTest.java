package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.rules.authoring.Difference.Kind;
import io.rtoto.rules.authoring.Difference.Point;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibraryDifferencesTest {
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final String ID = "retail.cart_abandoned.idea";
  private static final String RULE =
      """
      // An idea
      package retail.cart_abandoned

      rule "Propose an idea"
          @id("retail.cart_abandoned.idea") @owner("loyalty") @since("2026-11-23")
          agenda-group "propose"
      when
          CartAbandoned( idleMinutes > 30, currency in ("EUR", "USD"), items >= 2 )
          Customer( identified, orders < 4 || tags contains "vip-service" )
          not Shipment( status == "delayed" )
      then
          insert( new Offer( "idea", 10, 500 ) );
      end
      """;
  private static final String TIERS =
      """
      periodDays: 90
      currency: USD
      tiers:
        - {tier: bronze, fromMinor: 0}
        - {tier: silver, fromMinor: 20000}
      atRiskBelow: 0.5
      lostBelow: 0.2
      dormantAfterDays: 180
      highValueFromMinor: 20000
      """;

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          idleMinutes > 30 ; idleMinutes > 20 ; It asks for CartAbandoned( idleMinutes > 20 ) instead of CartAbandoned( idleMinutes > 30 ), and so speaks more often.
          idleMinutes > 30 ; idleMinutes >= 60 ; It asks for CartAbandoned( idleMinutes >= 60 ) instead of CartAbandoned( idleMinutes > 30 ), and so speaks less often.
          items >= 2 ; items <= 2 ; It asks for CartAbandoned( items <= 2 ) instead of CartAbandoned( items >= 2 ).
          , items >= 2 ; , items >= 2, items < 9 ; It asks for CartAbandoned( items < 9 ) too, and so speaks less often.
          , items >= 2 ; ; It asks no longer for CartAbandoned( items >= 2 ), and so speaks more often.
          "EUR", "USD" ; "EUR" ; It asks for CartAbandoned( currency in ("EUR") ) instead of CartAbandoned( currency in ("EUR", "USD") ).
          identified, ; !identified, ; It asks for Customer( !identified ) instead of Customer( identified ).
          orders < 4 ; orders < 5 ; It asks for Customer( orders < 5 || tags contains "vip-service" ) instead of Customer( orders < 4 || tags contains "vip-service" ).
          "delayed" ; "lost" ; It asks for not Shipment( status == "lost" ) instead of not Shipment( status == "delayed" ).
          not Shipment ; exists Shipment ; It asks for exists Shipment( status == "delayed" ) too, and so speaks less often.
          "idea", 10 ; "idea", 20 ; priority of Offer is 20 instead of 10.
          Offer( "idea", 10, 500 ) ; Offer( "idea", 10 ) ; valueMinor of Offer is none instead of 500.
          new Offer( "idea", 10, 500 ) ; new Note( "idea", 10 ) ; It says no longer Offer( "idea", 10, 500 ).
          @owner("loyalty") ; @owner("sales") ; Its owner is sales instead of loyalty.
          "propose" ; "guard" ; It is heard in phase guard instead of propose.
          """)
  void tellsWhatChangesInMeaning(String was, String is, String sentence) {
    Difference only = only(RULE.replace(was, is == null ? "" : is));
    assertThat(only.kind()).isEqualTo(Kind.CHANGED);
    assertThat(only.what()).isEqualTo(ID);
    assertThat(only.line()).isEqualTo(4);
    assertThat(only.points()).allMatch(Point::inMeaning);
    assertThat(only.points()).extracting(Point::sentence).contains(sentence);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          // An idea ; // Another comment ; Only comments, layout or order differ.
          @owner("loyalty") @since("2026-11-23") ; @since("2026-11-23") @owner("loyalty") ; Only comments, layout or order differ.
          > 30, currency in ("EUR", "USD") ;> 30 && currency in ("EUR", "USD") ; Only comments, layout or order differ.
          idleMinutes > 30 ; idleMinutes >= 31 ; It says the same in other words.
          ("EUR", "USD") ; ("USD", "EUR") ; It says the same in other words.
          identified, ; identified == true, ; It says the same in other words.
          orders < 4 || tags contains "vip-service" ; tags contains "vip-service" || orders <= 3 ; It says the same in other words.
          Propose an idea ; Propose a thought ; It is called "Propose a thought" instead of "Propose an idea".
          2026-11-23 ; 2026-11-24 ; It is since 2026-11-24 instead of 2026-11-23.
          """)
  void tellsWhatOnlyReadsOtherwise(String was, String is, String sentence) {
    Difference only = only(RULE.replace(was, is));
    assertThat(only.kind()).isEqualTo(Kind.COSMETIC);
    assertThat(only.points()).extracting(Point::sentence).containsExactly(sentence);
  }

  @Test
  void takesVariablesForWhatTheyStandFor() {
    String bound =
        """
        rule "Propose a strip"
            @id("retail.cart_abandoned.idea") @owner("o") @since("2026-11-23")
            agenda-group "propose"
        when
            CartAbandoned()
            Candidates( because == "new", $products : products )
        then
            insert( new Recommendation( "strip", 20, $products ) );
        end
        """;
    assertThat(
            LibraryDifferences.between(
                of(Map.of(FILE, bound)), of(Map.of(FILE, bound.replace("$products", "$those")))))
        .singleElement()
        .extracting(Difference::kind)
        .isEqualTo(Kind.COSMETIC);
  }

  @Test
  void tellsOfRulesThatCameAndWent() {
    String other = RULE.replace(ID, ID + "_2").replace("an idea", "a thought").replace("10", "11");
    assertThat(
            LibraryDifferences.between(
                of(Map.of(FILE, RULE)), of(Map.of(FILE.replace("idea", "idea_2"), other))))
        .extracting(Difference::kind, Difference::what)
        .containsExactly(tuple(Kind.REMOVED, ID), tuple(Kind.ADDED, ID + "_2"));
  }

  @ParameterizedTest
  @CsvSource({"an idea, a thought", "'10, 500', '20, 500'"})
  void knowsARuleThatMovedByItsNameOrByWhatItSays(String was, String is) {
    String moved = RULE.replace(ID, ID + "_2").replace(was, is);
    assertThat(
            LibraryDifferences.between(
                of(Map.of(FILE, RULE)), of(Map.of(FILE.replace("idea", "idea_2"), moved))))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.MOVED);
              assertThat(one.formerly()).isEqualTo(ID);
              assertThat(one.points()).hasSize(1);
            });
  }

  @Test
  void tellsWhatSettingsSetOtherwise() {
    Difference only =
        onlyOfTiers(TIERS.replace("silver, fromMinor: 20000", "silver, fromMinor: 1"));
    assertThat(only.kind()).isEqualTo(Kind.CHANGED);
    assertThat(only.points())
        .extracting(Point::sentence)
        .containsExactly("tiers.silver.fromMinor is 1 instead of 20000.");
    assertThat(onlyOfTiers(TIERS + "# the end\n").kind()).isEqualTo(Kind.COSMETIC);
    assertThat(onlyOfTiers(TIERS.replace("0.5", "0.50")).kind()).isEqualTo(Kind.COSMETIC);
  }

  @Test
  void takesADefaultThatIsWrittenDownForTheSame() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(library).files());
    files.keySet().retainAll(List.of("tiers.yaml"));
    assertThat(LibraryDifferences.between(of(Map.of()), of(files)))
        .singleElement()
        .extracting(Difference::kind)
        .isEqualTo(Kind.COSMETIC);
  }

  @Test
  void findsNoDifferenceBetweenALibraryAndItself() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
    RuleLibrary rules = RuleLibrary.rulesIn(library);
    assertThat(LibraryDifferences.between(rules, rules)).isEmpty();
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertThatThrownBy(() -> only(RULE.replace("when", "")))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining(FILE + ":");
    assertThatThrownBy(() -> onlyOfTiers(TIERS.replace("periodDays", "periodDay")))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining("tiers.yaml:1:1");
  }

  private static Difference only(String changed) {
    List<Difference> all =
        LibraryDifferences.between(of(Map.of(FILE, RULE)), of(Map.of(FILE, changed)));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Difference onlyOfTiers(String changed) {
    List<Difference> all =
        LibraryDifferences.between(
            of(Map.of("tiers.yaml", TIERS)), of(Map.of("tiers.yaml", changed)));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static RuleLibrary of(Map<String, String> files) {
    return new RuleLibrary(files);
  }
}
