package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule lacked at a cart of 4 pieces worth 49.00 EUR of an identified customer. */
final class NearMissTest {
  private static final Map<String, String> FACTS =
      Map.of(
          "items", "4",
          "worthMinor", "4900",
          "currency", "EUR",
          "customer.orders", "2",
          "customer.identified", "true",
          "candidates.products", "[tea, mug]",
          "candidates2.products", "[hat]",
          "candidates2.because", "popular");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          CartAbandoned( items >= 5 ) ; items >= 5, and it was 4: off by 1
          CartAbandoned( items != 4 ) ; items != 4, and it was 4
          CartAbandoned( worthMinor < 4000 || currency != "EUR" ) ; worthMinor < 4000, and it was 4900: off by 901
          CartAbandoned( currency in ("USD", "GBP") ) ; currency in ("USD", "GBP"), and it was EUR
          CartAbandoned() Customer( orders > 3 ) ; customer.orders > 3, and it was 2: off by 2
          CartAbandoned() Customer( !identified ) ; not identified, and it was true
          CartAbandoned() not Customer( orders < 3 ) ; no such Customer, and there was one
          CartAbandoned() Candidates( products contains "pen" ) ; candidates.products contains "pen", and it was [tea, mug]
          CartAbandoned() Candidates( because == "new", products contains "hat" ) ; candidates.because == "new", and it was popular
          CartAbandoned() Reserve() ; such a Reserve, and there was none
          CartAbandoned() Agreement() ; such an Agreement, and there was none
          """)
  void tellsTheConditionThatDidNotHold(String conditions, String lacked) {
    assertThat(misses(conditions))
        .singleElement()
        .satisfies(miss -> assertThat(miss.lacking()).containsExactly(lacked));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          CartAbandoned( items >= 4, worthMinor < 5000 )
          CartAbandoned( items > 9 || currency == "EUR" )
          CartAbandoned( $items : items ) Customer( identified )
          CartAbandoned() not Customer( orders > 3 )
          CartAbandoned() Candidates( products contains "mug" )
          CartAbandoned() Candidates( products contains "hat" )
          """)
  void isNoneWhereAllHold(String conditions) {
    assertThat(misses(conditions)).isEmpty();
  }

  @Test
  void comesNearestFirst() {
    Map<String, String> library = new TreeMap<>(rule("far", "CartAbandoned( items >= 8 )"));
    library.putAll(rule("near", "CartAbandoned( items >= 5 )"));
    library.putAll(rule("other", "CartAbandoned( currency == \"USD\" )"));
    library.putAll(rule("farthest", "CartAbandoned( currency == \"USD\", items == 5 )"));
    assertThat(NearMiss.of(library, "CartAbandoned", FACTS))
        .extracting(NearMiss::rule)
        .containsExactly("near", "far", "other", "farthest");
  }

  @Test
  void isOfNoOtherMoment() {
    assertThat(NearMiss.of(rule("a", "CartAbandoned( items > 9 )"), "ProductViewed", FACTS))
        .isEmpty();
  }

  private static List<NearMiss> misses(String conditions) {
    return NearMiss.of(rule("a", conditions), "CartAbandoned", FACTS);
  }

  private static Map<String, String> rule(String id, String conditions) {
    return Map.of(
        "retail/cart_abandoned/" + id + ".drl",
        """
        package retail.cart_abandoned

        rule "Propose a mug"
            @id("%s")
            @owner("tests") @since("2026-11-26")
            agenda-group "propose"
        when
            %s
        then
            insert( new Offer( "mug", 1 ) );
        end
        """
            .formatted(id, conditions));
  }
}
