package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SANDALS;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Traits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A million memories have to fit into the disk cache, and the fullest into a bound. */
final class MemorySizeTest {
  private static final int KILOBYTE = 1024;

  @Test
  void ofACustomerOfAMonthIsAboutAKilobyte() throws IOException {
    Story story = Story.of(ANNA, new FixedRules().propose("rule", new Offer("mug", 1)));
    story.then(ANNA.tells(new Traits("zh-TW", "Asia/Taipei", null), NOON));
    for (int week = 0; week < 3; week++) {
      Instant monday = NOON.plus(Duration.ofDays(7L * week));
      story
          .then(ANNA.views(SHOES, monday))
          .then(ANNA.views(BOOTS, monday.plusSeconds(10)))
          .then(ANNA.views(SANDALS, monday.plusSeconds(20)))
          .then(ANNA.adds(SHOES, monday.plusSeconds(30)))
          .then(ANNA.orders(monday.plusSeconds(40), SHOES))
          .then(ANNA.adds(SOCKS, monday.plusSeconds(50)));
    }
    // Of each product also the order by which it was bought last, 80 bytes or so: here of one.
    assertThat(bytesOf(story.memory())).isBetween(KILOBYTE / 2, KILOBYTE * 15 / 8);
  }

  @Test
  void ofAMachineThatDoesEverythingIsBounded() throws IOException {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (int i = 0; i < 500; i++) {
      Instant at = NOON.plus(Duration.ofDays(2L + i));
      String id = "another-product-with-a-long-name-" + i;
      memory = memory.apply(ANNA.views(product(id, "category-" + i, 1), at).event());
      memory = memory.apply(ANNA.wishes(product(id, "category-" + i, 1), at).event());
      memory = memory.apply(ANNA.orders(at, product(id, "category-" + i, 1)).event());
    }
    for (int i = 0; i < 30; i++) {
      Instant at = NOON.plus(Duration.ofDays(500L + i));
      String id = "an-agreement-with-a-rather-long-number-" + i;
      memory =
          memory.apply(
              ANNA.holds(id, "fund", AgreementStatus.ACTIVE, new Money(1, "EUR"), NOON, at, at, at)
                  .event());
    }
    memory = withAllThatWasSaid(memory);
    // An order takes out of the cart what it is of: so the cart is filled after the last.
    memory = withAChangingCart(memory, 98_500, NOON.plus(Duration.ofDays(600)));
    assertThat(bytesOf(memory)).isBetween(KILOBYTE, 64 * KILOBYTE);
  }

  @Test
  void ofAMachineThatKeepsChangingItsCartIsBounded() throws IOException {
    CustomerMemory memory = withAChangingCart(CustomerMemory.EMPTY, 100_000, NOON);
    assertThat(bytesOf(memory)).isBetween(KILOBYTE, 64 * KILOBYTE);
  }

  private static CustomerMemory withAllThatWasSaid(CustomerMemory before) {
    CustomerMemory memory = before;
    for (int i = 0; i < 200; i++) {
      Instant at = NOON.plusSeconds(i);
      Contact contact = new Contact(i, i, at, false, List.of(1L, 2L, 3L));
      memory =
          memory
              .with(
                  Remark.offered(
                      ANNA.browser(),
                      OffersMade.NONE
                          .with(new OfferMade(i, at, i))
                          .with(contact)
                          .withHeldOut(contact)))
              .apply(ANNA.reacts(Occasion.hash("offer " + i), OfferOutcome.SHOWN, at).event())
              .apply(
                  ANNA.reactsToRecommendation(Occasion.hash("strip " + i), OfferOutcome.SHOWN, at)
                      .event());
    }
    return memory;
  }

  private static CustomerMemory withAChangingCart(
      CustomerMemory before, int changes, Instant since) {
    CustomerMemory memory = before;
    for (int i = 0; i < changes; i++) {
      Instant at = since.plusSeconds(i);
      ProductMention one = product("a-product-with-a-rather-long-name-" + i % 250, "c", 1);
      Deed deed = i / 250 % 2 == 0 ? ANNA.adds(one, 2, at) : ANNA.removes(one, 1, at);
      memory = memory.apply(deed.event());
    }
    return memory;
  }

  private static int bytesOf(CustomerMemory memory) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(KILOBYTE);
    RecordTypes.of(Remembered.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(
            new Remembered(
                new Contributions.Fold(memory, ANNA.account(), List.of()), NOON, null, false, true),
            out);
    return out.length();
  }
}
