package io.rtoto.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.rules.facts.Proposal.Note;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Recommendation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
  private static final RuleBook BOOK =
      RuleBook.load(RuleCompiler.compile(LIBRARY, "test", null, Instant.EPOCH));

  private static final Customer REGULAR = new Customer(7, 150_000, "USD", 90, 400, "en", true);

  @Test
  void offersWhatTheCartIsWorth() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      assertThat(reader.ask(new CartAbandoned(1, 2, 7_000, "USD", 30), List.of(REGULAR)).proposed())
          .containsExactly(
              new Proposed("retail.cart_abandoned.on_record", new Note("abandoned-cart")),
              new Proposed(
                  "retail.cart_abandoned.rescue.free_delivery", new Offer("free-delivery", 20)));
      assertThat(reader.ask(new CartAbandoned(1, 2, 100, "USD", 30), List.of(REGULAR)).proposed())
          .extracting(proposed -> proposed.proposal().name())
          .containsExactly("abandoned-cart", "reminder");
    }
  }

  @Test
  void recommendsWhatGoesWithTheProduct() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      ProductViewed viewed = new ProductViewed("shoes", "footwear", 5_000, "USD", 1);
      for (int i = 0; i < 3; i++) {
        assertThat(
                reader
                    .ask(viewed, List.of(REGULAR, new Candidates(List.of("socks"), "goes-with-it")))
                    .proposed())
            .containsExactly(
                new Proposed(
                    "retail.product_viewed.goes_with_it.companions",
                    new Recommendation("goes-with-it", 20, List.of("socks"))));
        assertThat(reader.ask(viewed, List.of(REGULAR))).isEqualTo(Verdict.SILENCE);
      }
    }
  }

  @Test
  void alertsTheOwnerOfARegular() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      assertThat(reader.ask(new AttritionRisen("rhythm", 7, 10, 21), List.of(REGULAR)).proposed())
          .containsExactly(
              new Proposed(
                  "retail.attrition_risen.rhythm_broken.spent_much",
                  new Alert("rhythm-broken", 30)));
    }
  }
}
