package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.attrition.PurchaseDay;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.Contributions.Change;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Counted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.rig.Deed;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a memory holds depends on what happened, not on the order in which we learned of it: it is a
 * commutative monoid, and most of its parts do not mind a repeat.
 */
final class CustomerMemoryPropertyTest {
  private static final int SECONDS_OF_A_DAY = 86_400;

  /**
   * A life drawn by chance.
   *
   * @param seed of the chance
   * @param events how many events
   * @param products out of how many products: few, and they meet again; many, and the cart is full
   * @param seconds within how many seconds: few, and many happen at once
   */
  record Life(long seed, int events, int products, int seconds) {
    List<Change> changes() {
      Random chance = new Random(seed);
      Map<String, IdentifiedEvent> unique = new LinkedHashMap<>();
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < events; i++) {
        if (chance.nextInt(4) == 0) {
          changes.add(remarkOrName(chance));
        } else {
          IdentifiedEvent event = happening(chance).event();
          unique.put(event.eventId(), event);
        }
      }
      unique.values().forEach(event -> changes.add(memory -> memory.apply(event)));
      return changes;
    }

    /** What changes a memory besides events: the shop said or noticed something, or a name came. */
    private Change remarkOrName(Random chance) {
      Instant at = NOON.plusSeconds(chance.nextInt(seconds));
      long what = chance.nextInt(products);
      long occasion = chance.nextInt(3);
      CustomerMemory named =
          CustomerMemory.of(
              new Identifier(IdentifierType.DEVICE_ID, "d" + chance.nextInt(products)));
      Noticed due =
          Noticed.of(
              new Noticed.Dated(what, at.plusSeconds(occasion * SECONDS_OF_A_DAY), (int) occasion));
      Noticed noticed =
          chance.nextBoolean()
              ? Noticed.of(anyOf(chance, "CartAbandoned", "AttritionRisen"), at)
                  .merge(Noticed.of(Noticed.Question.in("talk " + what, at)))
              : Noticed.of(new Noticed.UsedUp("p" + what, Tally.day(at)));
      Appointment again =
          new Appointment(
              "look " + chance.nextInt(products),
              new Activity(at, "e" + occasion, ANNA.browser()),
              at.plusSeconds(occasion),
              chance.nextBoolean(),
              chance.nextInt(2));
      Tags.Tag tag = new Tags.Tag("tag " + what, "rule " + occasion, at, at.plusSeconds(occasion));
      return switch (chance.nextInt(7)) {
        case 5 -> memory -> memory.with(Remark.noticed(ANNA.browser(), due));
        case 0 ->
            memory ->
                memory.with(
                    Remark.offered(
                        ANNA.browser(),
                        OffersMade.NONE
                            .with(new OfferMade(what, at, occasion))
                            .with(
                                new Contact(
                                    at.toEpochMilli(), what, at, what == 1, List.of(occasion)))
                            .withHeldOut(new Contact(at.toEpochMilli(), what, at, false, List.of()))
                            .with(
                                new Counted((int) what, at.toEpochMilli(), at, 1 + (int) what % 3))
                            .with(held(at, occasion))));
        case 1 -> memory -> memory.with(Remark.noticed(ANNA.browser(), noticed));
        case 2 ->
            memory ->
                memory.with(Remark.appointed(ANNA.browser(), new Appointments(List.of(again))));
        case 3 -> memory -> memory.with(Remark.tagged(ANNA.browser(), new Tags(List.of(tag))));
        case 4 ->
            memory -> memory.with(Remark.unlisted(ANNA.browser(), Unlisted.of("p" + what, at)));
        default -> memory -> memory.merge(named);
      };
    }

    /** Names of any length: some are too long to be remembered. */
    private static String agreement(int number) {
      return "agreement " + number + "-".repeat(number % 4 * 30);
    }

    private Deed happening(Random chance) {
      Instant at = NOON.plusSeconds(chance.nextInt(seconds));
      ProductMention one = anyProduct(chance);
      return switch (chance.nextInt(29)) {
        case 25 -> chance.nextBoolean() ? ANNA.visitsTheStore(at) : ANNA.isCalled(at);
        case 28 -> ANNA.writes("talk by line", "line", "Well.", at);
        case 26 -> ANNA.ordersAtTheCounter(at, new Money(chance.nextInt(900), "EUR"));
        case 27 ->
            ANNA.holds(
                agreement(chance.nextInt(40)),
                anyOf(chance, "account", "policy"),
                anyOf(chance, AgreementStatus.values()),
                new Money(chance.nextInt(900), "EUR"),
                at,
                null,
                null,
                at);
        case 23 ->
            ANNA.mayOwe(
                chance.nextBoolean() ? null : new Money(chance.nextInt(900), "EUR"),
                chance.nextBoolean() ? null : new Money(chance.nextInt(900), "EUR"),
                at);
        case 24 -> ANNA.isSent(one.productId(), anyOf(chance, "sent", "delivered"), at);
        case 21 -> ANNA.allows(anyConsent(chance), at);
        case 22 ->
            chance.nextBoolean()
                ? ANNA.reacts(anyDecision(chance), anyOf(chance, OfferOutcome.values()), at)
                : ANNA.reactsToRecommendation(
                    anyDecision(chance), anyOf(chance, OfferOutcome.values()), at);
        case 0 -> ANNA.removes(one, chance.nextBoolean() ? null : 1 + chance.nextInt(3), at);
        case 1 -> ANNA.orders(at, one, anyProduct(chance));
        case 2 -> chance.nextInt(10) == 0 ? ANNA.orders(at) : ANNA.doesSomething(at);
        case 3 -> ANNA.cancels(at, new Money(chance.nextInt(5_000), "EUR"));
        case 4 ->
            ANNA.returns("o" + chance.nextInt(20), at, new Money(chance.nextInt(5_000), "JPY"));
        case 5 ->
            ANNA.tells(
                new Traits(
                    anyOf(chance, "de", "zh-TW"), null, null, List.of(), anyOf(chance, "DE", "TW")),
                at);
        case 6 -> ANNA.isAnswered("talk " + chance.nextInt(products), at);
        case 11, 12 ->
            ANNA.writes("talk " + chance.nextInt(products), anyOf(chance, "Well?", "Well."), at);
        case 13 -> ANNA.endsConversation("talk " + chance.nextInt(products), at);
        case 14 -> ANNA.checksOut(at, null);
        case 15 -> ANNA.seesShipping(chance.nextBoolean() ? new Money(490, "EUR") : null, at);
        case 16 -> chance.nextBoolean() ? ANNA.cannotPay(at) : ANNA.hasACouponDenied(at);
        case 17 -> ANNA.findsSoldOut(one, at);
        case 7, 8 -> ANNA.views(one, at);
        case 9 -> ANNA.wishes(one, at);
        case 10 -> ANNA.givesUp(one, at);
        default -> ANNA.adds(one, 1 + chance.nextInt(3), at);
      };
    }

    private static Held held(Instant at, long occasion) {
      Activity cause = new Activity(at, "e", ANNA.browser());
      Held held = new Held(at.toEpochMilli(), at, at, cause, "", "m", "{}", 1, false);
      return occasion == 1 ? held.settle() : held;
    }

    private static String anyDecision(Random chance) {
      return "%016x".formatted(chance.nextInt(80)) + "f".repeat(16);
    }

    private static Consent anyConsent(Random chance) {
      Channel channel = chance.nextBoolean() ? null : anyOf(chance, Channel.values());
      return new Consent(anyOf(chance, Purpose.values()), channel, chance.nextBoolean());
    }

    private ProductMention anyProduct(Random chance) {
      return product("p" + chance.nextInt(products), anyOf(chance, "a", "b"), chance.nextInt(900));
    }

    @SafeVarargs
    private static <T> T anyOf(Random chance, T... all) {
      return all[chance.nextInt(all.length)];
    }
  }

  static List<Life> lives() {
    List<Life> lives = new ArrayList<>();
    for (long seed = 0; seed < 150; seed++) {
      lives.add(new Life(seed, 40, 5, 60));
    }
    for (long seed = 150; seed < 170; seed++) {
      lives.add(new Life(seed, 1_500, 400, 2_000));
    }
    for (long seed = 170; seed < 190; seed++) {
      lives.add(new Life(seed, 400, 20, 5_000_000));
    }
    for (long seed = 190; seed < 193; seed++) {
      lives.add(new Life(seed, 3_000, 5, 400 * SECONDS_OF_A_DAY));
    }
    return lives;
  }

  /** A part of the memory that does not mind a repeat. */
  static List<Named<Function<CustomerMemory, @Nullable Object>>> idempotentParts() {
    return List.of(
        named("identifiers", CustomerMemory::identifiers),
        named("first seen", CustomerMemory::firstSeenAt),
        named("last seen", CustomerMemory::lastSeenAt),
        named("last activity", CustomerMemory::lastActivity),
        named("last on the page", CustomerMemory::lastOnPage),
        named("last contacts", memory -> memory.contacts().lastDays()),
        named("first order", memory -> memory.orders().first()),
        named("last order", memory -> memory.orders().last()),
        named("bought", memory -> memory.orders().bought()),
        named(
            "days of orders",
            memory -> memory.orders().history().days().stream().map(PurchaseDay::day).toList()),
        named("cart", CustomerMemory::cart),
        named("views", CustomerMemory::views),
        named("traits", CustomerMemory::traits),
        named("active minutes", CustomerMemory::activeMinutes),
        named("conversations", CustomerMemory::conversations),
        named("checkout", CustomerMemory::checkout),
        named("offers made", CustomerMemory::offersMade),
        named("noticed", CustomerMemory::noticed),
        named("appointments", CustomerMemory::appointments),
        named("tags", CustomerMemory::tags),
        named("unlisted", CustomerMemory::unlisted),
        named(
            "days and orders of purchases",
            memory ->
                memory.recentPurchases().purchases().stream()
                    .map(one -> one.productId() + one.day() + one.order())
                    .toList()),
        named("wishlist", CustomerMemory::wishlist),
        named("consents", CustomerMemory::consents),
        named("back office", CustomerMemory::backOffice),
        named("reactions", CustomerMemory::reactions));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void isTheSameInWhateverOrderItComesAbout(Life life) {
    List<Change> changes = life.changes();
    CustomerMemory inOrder = memoryOf(changes);
    Collections.shuffle(changes, new Random(life.seed()));
    assertThat(memoryOf(changes)).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void comesTogetherFromAnyParts(Life life) {
    List<Change> changes = life.changes();
    CustomerMemory whole = memoryOf(changes);
    List<List<Change>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Random chance = new Random(life.seed());
    changes.forEach(change -> parts.get(chance.nextInt(parts.size())).add(change));
    CustomerMemory a = memoryOf(parts.get(0));
    CustomerMemory b = memoryOf(parts.get(1));
    CustomerMemory c = memoryOf(parts.get(2));
    assertThat(a.merge(b)).as("commutative").isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).as("associative").isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(b).merge(c)).as("the fold of all").isEqualTo(whole);
    assertThat(whole.merge(CustomerMemory.EMPTY)).as("nothing after it").isEqualTo(whole);
    assertThat(CustomerMemory.EMPTY.merge(whole)).as("nothing before it").isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("idempotentParts")
  void doesNotMindARepeatWhereItDoesNotCount(Function<CustomerMemory, @Nullable Object> part) {
    for (Life life : lives()) {
      List<Change> changes = life.changes();
      CustomerMemory once = memoryOf(changes);
      List<Change> repeated = new ArrayList<>(changes);
      repeated.addAll(changes);
      assertThat(part.apply(memoryOf(repeated))).as("%s", life).isEqualTo(part.apply(once));
      assertThat(part.apply(once.merge(once))).as("%s", life).isEqualTo(part.apply(once));
    }
  }

  @ParameterizedTest
  @MethodSource("lives")
  void countsARepeatWhereItCounts(Life life) {
    CustomerMemory once = memoryOf(life.changes());
    CustomerMemory twice = once.merge(once);
    assertThat(twice.events()).isEqualTo(2 * once.events());
    assertThat(twice.orders().placed()).isEqualTo(2 * once.orders().placed());
    assertThat(pieces(twice)).isEqualTo(2 * pieces(once));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void staysWithinItsBounds(Life life) {
    CustomerMemory memory = memoryOf(life.changes());
    assertThat(memory.identifiers()).hasSizeLessThanOrEqualTo(CustomerMemory.MOST_IDENTIFIERS);
    assertThat(memory.cart().lines()).hasSizeLessThanOrEqualTo(Cart.MOST_PRODUCTS);
    assertThat(memory.views().looks()).hasSizeLessThanOrEqualTo(Views.MOST);
    assertThat(memory.activeMinutes().minutes()).hasSizeLessThanOrEqualTo(ActiveMinutes.MOST);
    assertThat(memory.conversations().talks())
        .hasSizeLessThanOrEqualTo(Conversations.MOST_TALKS)
        .allSatisfy(
            talk ->
                assertThat(talk.unanswered())
                    .hasSizeLessThanOrEqualTo(Conversations.MOST_MESSAGES));
    assertThat(memory.noticed().usedUp()).hasSizeLessThanOrEqualTo(RecentPurchases.MOST);
    assertThat(memory.recentPurchases().purchases()).hasSizeLessThanOrEqualTo(RecentPurchases.MOST);
    assertThat(memory.recentPurchases().byProduct().values())
        .allSatisfy(
            history ->
                assertThat(history.days())
                    .hasSizeLessThanOrEqualTo(RecentPurchases.MOST_OF_A_PRODUCT));
    assertThat(memory.recentPurchases().purchases().stream().filter(one -> one.order() != null))
        .as("one order of a product")
        .hasSize(memory.recentPurchases().byProduct().size());
    assertThat(memory.appointments().all()).hasSizeLessThanOrEqualTo(Appointments.MOST);
    assertThat(memory.deeds().days().entries()).hasSizeLessThanOrEqualTo(Deeds.MOST);
    assertThat(memory.contacts().timeline().packed())
        .hasSizeLessThanOrEqualTo(ContactTimeline.MOST)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(memory.contacts().days().entries()).hasSizeLessThanOrEqualTo(Contacts.MOST_DAYS);
    assertThat(memory.unlisted().products()).hasSizeLessThanOrEqualTo(Unlisted.MOST);
    assertThat(memory.tags().all()).hasSizeLessThanOrEqualTo(Tags.MOST);
    assertThat(memory.offersMade().offers()).hasSizeLessThanOrEqualTo(OffersMade.MOST);
    assertThat(memory.consents().told()).hasSizeLessThanOrEqualTo(Consents.MOST);
    assertThat(memory.offersMade().held()).hasSizeLessThanOrEqualTo(OffersMade.MOST_HELD);
    assertThat(memory.offersMade().contacts()).hasSizeLessThanOrEqualTo(OffersMade.MOST);
    assertThat(memory.offersMade().counted()).hasSizeLessThanOrEqualTo(OffersMade.MOST_COUNTED);
    assertThat(memory.backOffice().shipments()).hasSizeLessThanOrEqualTo(BackOffice.MOST);
    assertThat(memory.reactions().reactions()).hasSizeLessThanOrEqualTo(Reactions.MOST);
    assertThat(memory.orders().bought()).hasSizeLessThanOrEqualTo(OrderStatistics.MOST_PURCHASES);
    assertThat(memory.orders().history().days())
        .hasSizeLessThanOrEqualTo(PurchaseHistory.MOST_DAYS);
  }

  private static long pieces(CustomerMemory memory) {
    return memory.recentPurchases().purchases().stream()
        .mapToLong(RecentPurchases.Purchase::pieces)
        .sum();
  }

  private static Named<Function<CustomerMemory, @Nullable Object>> named(
      String name, Function<CustomerMemory, @Nullable Object> part) {
    return Named.of(name, part);
  }

  private static CustomerMemory memoryOf(List<Change> changes) {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (Change change : changes) {
      memory = change.to(memory);
    }
    return memory;
  }
}
