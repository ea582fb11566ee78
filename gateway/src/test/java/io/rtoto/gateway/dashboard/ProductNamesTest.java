package io.rtoto.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.DecisionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProductNamesTest {
  private final ProductNames names = new ProductNames();

  @Test
  void nameWhatADecisionOffersAndWhatItIsAbout() {
    sells("boots");
    sells("wax");
    sells("socks");

    assertThat(names.of(List.of(), List.of(offers("wax", "boots")), List.of()))
        .containsOnlyKeys("wax", "boots");
  }

  @Test
  void nameWhatTheFactsOfADecisionTellOf() {
    List.of("boots", "wax", "socks", "laces", "hat").forEach(this::sells);

    assertThat(
            names.of(
                List.of(),
                List.of(
                    decides(
                        List.of(),
                        Map.of(
                            "product", "boots",
                            "candidates2.products", "[wax, socks]",
                            "recommendedProduct.productId", "laces",
                            "category", "hat"))),
                List.of()))
        .containsOnlyKeys("boots", "wax", "socks", "laces");
  }

  @Test
  void nameNothingThatIsNotSold() {
    sells("wax");
    names.remove("wax");

    assertThat(names.of(List.of(), List.of(offers("wax", "boots")), List.of())).isEmpty();
  }

  private void sells(String product) {
    names.add(
        new CatalogEntry(
            product, Map.of("en", product), "shoes", new Money(100, "EUR"), null, List.of()));
  }

  private static DecisionLine offers(String product, String about) {
    return decides(List.of(product), Map.of("productId", about));
  }

  private static DecisionLine decides(List<String> products, Map<String, String> facts) {
    return new DecisionLine(
        "d1",
        DecisionKind.RECOMMENDATION,
        "anna",
        "ProductViewed",
        "goes-with-it",
        null,
        null,
        products,
        "a-rule",
        Instant.EPOCH,
        facts,
        List.of(),
        null,
        null);
  }
}
