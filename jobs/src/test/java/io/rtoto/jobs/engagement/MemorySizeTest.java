package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SANDALS;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments;
import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.memory.Unlisted;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million memories have to fit into the disk cache, and the fullest into a bound. */
final class MemorySizeTest {
  private static final int KILOBYTE = 1024;
  private static final List<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).sorted().toList();

  /** All that is, or was by an older version: what else is noticed is so by number or product. */
  private static final List<String> NOTICED_BY_NAME =
      List.of(
          "AttritionRisen",
          "AttritionRisen rhythm",
          "AttritionRisen model",
          "AttritionRisen tier",
          "Birthday",
          "CartAbandoned",
          "CheckoutStalled",
          "Dormant",
          "QuestionUnanswered",
          "SessionEnded",
          "TierChanged");

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
    assertThat(bytesOf(story.memory())).isBetween(KILOBYTE / 2, 2 * KILOBYTE);
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

  /**
   * Each part to its cap, with texts of Chinese as long as messages may have them, then with ids as
   * long as are remembered, and with such as shops have; of 200 names, with hashes as long as they
   * are.
   */
  @ParameterizedTest
  @ValueSource(ints = {256, 85, 30, 12, 6})
  void ofTheFullestThatThereCanBeIsBelow64Kilobytes(int characters) throws IOException {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (int i = 0; i < 200; i++) {
      memory = memory.merge(CustomerMemory.of(name(i)));
    }
    memory =
        memory.apply(
            deed(
                0,
                ANNA.tells(
                    new Traits("zh-Hant-TW", "America/Argentina/ComodRivadavia", "1990-02-28"),
                    NOON)));
    for (int i = 0; i < 400; i++) {
      memory = filled(memory, i, characters);
    }
    memory = withAllThatRulesNoted(memory, characters);
    for (int product = 0; product < 60; product++) {
      ProductMention one = product(text("籃", product, characters), null, 1);
      for (int change = 0; change < 12; change++) {
        Instant at = NOON.plus(Duration.ofDays(900)).plusNanos(product * 1_234_567L + change);
        Deed deed = change < 6 ? ANNA.adds(one, 9, at) : ANNA.removes(one, 1, at);
        memory = memory.apply(deed(product, deed));
      }
    }
    assertThat(memory.cart().isEmpty()).isEqualTo(characters > 85);
    assertThat(memory.offersMade().held()).hasSize(3);
    assertThat(memory.offersMade().counted()).hasSize(40);
    assertThat(bytesOf(memory)).isBetween(24 * KILOBYTE, 64 * KILOBYTE - 1);
  }

  /** Where only one identifier contributes, whom it was seen with lies beside the memory. */
  @Test
  void ofWhomAnIdentifierWasSeenWithIsBelow16Kilobytes() throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      edges.add(new Edge(name(i), NOON.toEpochMilli(), NOON.toEpochMilli()));
    }
    assertThat(bytesOf(CustomerMemory.EMPTY, edges) - bytesOf(CustomerMemory.EMPTY))
        .isBetween(KILOBYTE, 16 * KILOBYTE - 1);
  }

  /** What an event may bring, once each. */
  private static CustomerMemory filled(CustomerMemory before, int i, int characters) {
    Instant at = NOON.plus(Duration.ofDays(2L * i)).plusNanos(123_456_789);
    String id = text("商品", i, characters);
    ProductMention one = new ProductMention(id, text("類別", i, characters), new Money(9, "TWD"));
    ProductMention other = new ProductMention(id, null, new Money(9, "EUR"));
    Money total = new Money(1_000_000, "TWD");
    Money inAnother = new Money(1_000_000, CURRENCIES.get(i % CURRENCIES.size()));
    CustomerMemory memory = before;
    for (Deed deed :
        List.of(
            ANNA.views(one, at),
            ANNA.wishes(one, at),
            ANNA.orders(at, one),
            ANNA.orders(at.plusSeconds(1), other),
            ANNA.returns(text("退貨", i, characters), at, inAnother),
            ANNA.isSent(text("訂單", i, characters), text("狀態", i, characters), at),
            ANNA.writes(text("對話", i % 6, characters), "Where is it?", at),
            ANNA.checksOut(at, total),
            ANNA.cannotPay(at),
            ANNA.hasACouponDenied(at),
            ANNA.findsSoldOut(one, at),
            ANNA.seesShipping(total, at),
            ANNA.visitsTheStore(at),
            ANNA.isCalled(at),
            ANNA.isMailed(at),
            ANNA.asksToBeCalled(at),
            ANNA.mayOwe(total, at),
            ANNA.allows(consent(i), at),
            ANNA.reacts(Occasion.hash("offer " + i), OfferOutcome.SHOWN, at),
            ANNA.reactsToRecommendation(Occasion.hash("strip " + i), OfferOutcome.SHOWN, at),
            holding(i, characters, at))) {
      memory = memory.apply(deed(i, deed));
    }
    return memory;
  }

  private static Deed holding(int i, int characters, Instant at) {
    String kind = text("種類", i % 5, characters);
    String id = text("合約", i, characters);
    return ANNA.holds(id, kind, AgreementStatus.SUSPENDED, new Money(1, "TWD"), at, at, at, at);
  }

  private static Consent consent(int i) {
    List<Channel> channels = List.of(Channel.values());
    List<Purpose> purposes = List.of(Purpose.values());
    int channel = i % (channels.size() + 1);
    return new Consent(
        purposes.get(i % purposes.size()),
        channel == channels.size() ? null : channels.get(channel),
        true);
  }

  /** What is remembered of what rules said, and of what was noticed. */
  private static CustomerMemory withAllThatRulesNoted(CustomerMemory before, int characters) {
    CustomerMemory memory = before;
    for (int i = 0; i < 200; i++) {
      Instant at = NOON.plusSeconds(i).plusNanos(123_456_789);
      String rule = ("industry.some_moment.an_idea_with_a_long_name_" + i + "_").repeat(3);
      String ofARule = rule.substring(0, 80 - 3) + i % 1_000;
      String product = text("商品", i, characters);
      Activity cause = new Activity(at, Occasion.hash("event " + i), name(i % 200));
      // The longest that are held, however long the names.
      String which = text("合約", i, Math.min(characters, 200)) + " " + at;
      String facts = "x".repeat(640 - which.getBytes(UTF_8).length);
      Contact contact =
          new Contact(Occasion.number("d" + i), Occasion.number("o" + i), at, false, List.of());
      OffersMade made =
          OffersMade.NONE
              .with(new OfferMade(Occasion.number("w" + i), at, Occasion.number("m" + i)))
              .with(contact)
              .withHeldOut(contact)
              .with(
                  new OffersMade.Counted(
                      (int) Occasion.number("c" + i), Occasion.number("d" + i), at, 30))
              .with(
                  new OffersMade.Held(
                      Occasion.number("h" + i),
                      at,
                      at,
                      cause,
                      which,
                      "RecommendationReady",
                      facts,
                      3,
                      false));
      memory =
          memory
              .with(Remark.offered(ANNA.browser(), made))
              .with(
                  Remark.appointed(
                      ANNA.browser(),
                      new Appointments(
                          List.of(new Appointments.Appointment(ofARule, cause, at, true, 30)))))
              .with(
                  Remark.tagged(
                      ANNA.browser(),
                      new Tags(List.of(new Tags.Tag(ofARule, ofARule, at, at.plusSeconds(9))))))
              .with(Remark.unlisted(ANNA.browser(), Unlisted.of(product, at)))
              .with(
                  Remark.noticed(
                      ANNA.browser(),
                      Noticed.of(new Noticed.Dated(Occasion.number("n" + i), at, i % 4))))
              .with(
                  Remark.noticed(ANNA.browser(), Noticed.of(Noticed.Question.in("talk " + i, at))))
              .with(
                  Remark.noticed(
                      ANNA.browser(), Noticed.of(new Noticed.UsedUp(product, 20_000 + i))));
    }
    for (String name : NOTICED_BY_NAME) {
      memory = memory.with(Remark.noticed(ANNA.browser(), Noticed.of(name, NOON)));
    }
    return memory;
  }

  /** Under one of many names, with an id as events have it. */
  private static IdentifiedEvent deed(int i, Deed deed) {
    return deed.under(name(i % 200)).event();
  }

  private static Identifier name(int i) {
    return new Identifier(IdentifierType.WECHAT_OPENID, Occasion.hash("name " + i));
  }

  /** As many characters, all of them of three bytes but for a number. */
  private static String text(String word, int number, int characters) {
    String end = Integer.toString(number);
    return word.repeat(characters).substring(0, characters - end.length()) + end;
  }

  private static CustomerMemory withAllThatWasSaid(CustomerMemory before) {
    CustomerMemory memory = before;
    for (int i = 0; i < 200; i++) {
      Instant at = NOON.plusSeconds(i);
      Contact contact = new Contact(i, i, at, false, List.of());
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
    return bytesOf(memory, List.of());
  }

  private static int bytesOf(CustomerMemory memory, List<Edge> edges) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(KILOBYTE);
    RecordTypes.of(Remembered.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(
            new Remembered(
                new Contributions.Fold(memory, ANNA.account(), edges), NOON, null, false, true),
            out);
    return out.length();
  }
}
