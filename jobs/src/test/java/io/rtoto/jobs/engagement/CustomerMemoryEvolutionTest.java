package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.memory.Affinities;
import io.rtoto.jobs.memory.Agreements;
import io.rtoto.jobs.memory.BackOffice;
import io.rtoto.jobs.memory.ContactTimeline;
import io.rtoto.jobs.memory.Contacts;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Dealings;
import io.rtoto.jobs.memory.Deeds;
import io.rtoto.jobs.memory.EarliestMemory;
import io.rtoto.jobs.memory.FormerPurchases;
import io.rtoto.jobs.memory.Meetings;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OrderReckonings;
import io.rtoto.jobs.memory.OrderStatistics;
import io.rtoto.jobs.memory.PastOffers;
import io.rtoto.jobs.memory.PastOffice;
import io.rtoto.jobs.memory.PastTraits;
import io.rtoto.jobs.memory.Privileges;
import io.rtoto.jobs.memory.Reactions;
import io.rtoto.jobs.memory.Reactions.Reaction;
import io.rtoto.jobs.memory.RecentPurchases;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Responses;
import io.rtoto.jobs.memory.Sighted;
import io.rtoto.jobs.memory.Tally;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.jobs.memory.Wishlist;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.Traits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What was remembered before a new version is remembered after it.
 *
 * <p>Every release keeps the state that it writes in {@code src/test/resources/state}: run {@code
 * writesTheStateOfThisVersion} with {@code -Dtest.jvm.args=-Dstate.file=<absolute path>}, and add
 * the file's name to the test that reads it.
 */
final class CustomerMemoryEvolutionTest {
  private static final Instant LAST = NOON.plus(Duration.ofHours(5));
  private static final Deed[] LIFE = {
    ANNA.views(BOOTS, NOON),
    ANNA.tells(new Traits("zh-TW", "Asia/Taipei", "--02-29"), NOON),
    ANNA.adds(SHOES, 2, NOON.plusSeconds(1)),
    ANNA.orders(NOON.plusSeconds(2), SHOES),
    ANNA.cancels(NOON.plusSeconds(3), new Money(100, "EUR")),
    ANNA.adds(SOCKS, 3, LAST)
  };

  @Test
  void readsTheStateOfVersion1() throws Exception {
    String file = Path.of("state", "engagement-1.bin").toString();
    try (Journey journey =
        Journey.resumed(
            OperatorSnapshotUtil.readStateHandle(OperatorSnapshotUtil.getResourceFilename(file)))) {
      assertThat(journey.timers()).isEqualTo(1);
      journey.rules(Rules.MUGS).rulesAreThere().timeReaches(LAST.plus(Duration.ofMinutes(30)));
      assertThat(journey.decisions())
          .extracting(Decision::name, decision -> decision.facts().get("worthMinor"))
          .containsExactly(tuple("mug", "1500"));
      // On which days something was bought, and what it was, was not remembered then.
      assertThat(journey.customers())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("tier", "affinities")
          .containsExactly(customerAfterThat());
      assertThat(journey.customers().get(0).tier()).isNull();
      assertThat(journey.remembered()).isEqualTo(1);
      assertThat(journey.timers()).as("the birthday").isEqualTo(1);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "state.file", matches = ".+")
  void writesTheStateOfThisVersion() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().takes(LIFE)) {
      OperatorSnapshotUtil.writeStateHandle(journey.keep(), System.getProperty("state.file"));
    }
  }

  @Test
  void readsStateThatLacksFieldsAddedSince() throws Exception {
    Story story = Story.of(BERT, new FixedRules().propose("a", new Offer("mug", 1)));
    story.then(BERT.adds(SHOES, NOON)).then(BERT.views(SOCKS, NOON));
    CustomerMemory today = story.memory();
    assertThat(today.offersMade()).isNotEqualTo(OffersMade.NONE);

    byte[] written = write(EarliestMemory.class, EarliestMemory.of(today));
    assertThat(read(CustomerMemory.class, EarliestMemory.class, written))
        .isEqualTo(withoutOffers(today, CustomerMemory.EMPTY.recentPurchases()));
  }

  @Test
  void takesTheLastOrderForThatOfAProductWhereStateLacksThat() throws Exception {
    byte[] written =
        write(
            FormerPurchases.class,
            new FormerPurchases(List.of(new FormerPurchases.Purchase("coffee", 20_000, 2))));
    RecentPurchases purchases = read(RecentPurchases.class, FormerPurchases.class, written);
    assertThat(purchases.purchases())
        .containsExactly(new RecentPurchases.Purchase("coffee", 20_000, 2, null, null));

    Deed order = BERT.orders(NOON, SHOES);
    CustomerMemory memory = withoutOffers(Story.of(BERT).then(order).memory(), purchases);
    ReplenishmentModel model =
        new ReplenishmentModel("v", Map.of("coffee", new ReplenishmentModel.Item(10, 2)));
    assertThat(UsedUpProduct.in(memory, Standards.DEFAULT.with(null, Instant.MIN, model)))
        .hasValueSatisfying(
            due -> assertThat(due.cause().eventId()).isEqualTo(order.event().eventId()));
  }

  @Test
  void knowsOfNothingThatTheCustomerHoldsWhereStateLacksThat() throws Exception {
    BackOffice today =
        CustomerMemory.EMPTY.apply(BERT.isSent("o", "sent", NOON).event()).backOffice();
    byte[] written = write(PastOffice.class, new PastOffice(null, today.shipments()));
    assertThat(read(BackOffice.class, PastOffice.class, written)).isEqualTo(today);
    assertThat(today.agreements().all()).isEmpty();
  }

  @Test
  void takesNothingForNewOfAKindThatWasFullWhereStateDoesNotTellWhatWasDisplaced()
      throws Exception {
    assertThat(olderState(5).mayHaveDisplaced("new", "policy")).isFalse();
    assertThat(olderState(5)).isEqualTo(holding(5));
    assertThat(olderState(6).mayHaveDisplaced("new", "policy")).isTrue();
    assertThat(olderState(6).mayHaveDisplaced("new", "account")).isFalse();
    assertThat(holding(6).mayHaveDisplaced("new", "policy")).isFalse();
  }

  private static Agreements olderState(int policies) throws IOException {
    byte[] written = write(Privileges.class, new Privileges(holding(policies).all()));
    return read(Agreements.class, Privileges.class, written);
  }

  private static Agreements holding(int policies) {
    Story story = Story.of(BERT);
    for (int i = 0; i < policies; i++) {
      AgreementStatus active = AgreementStatus.ACTIVE;
      Instant told = NOON.plusSeconds(i);
      story.then(BERT.holds("p" + i, "policy", active, null, null, null, null, told));
    }
    return story.memory().backOffice().agreements();
  }

  @Test
  void knowsNotWhereTheCustomerLivesWhereStateLacksThat() throws Exception {
    ToldTraits today =
        CustomerMemory.EMPTY.apply(BERT.tells(new Traits("de", null, null), NOON).event()).traits();
    byte[] written = write(PastTraits.class, new PastTraits(today.language(), null, null));
    assertThat(read(ToldTraits.class, PastTraits.class, written)).isEqualTo(today);
    assertThat(today.region()).isNull();
  }

  @Test
  void takesAllOfTheCreditLimitForFreeWhereStateDoesNotTellWhatIsOwed() throws Exception {
    Money limit = new Money(500, "EUR");
    BackOffice.Credit today =
        requireNonNull(
            CustomerMemory.EMPTY.apply(BERT.mayOwe(limit, NOON).event()).backOffice().credit());
    byte[] written =
        write(
            PastOffice.class,
            new PastOffice(new PastOffice.Credit(limit, today.stamp()), List.of()));
    BackOffice read = read(BackOffice.class, PastOffice.class, written);
    assertThat(read.credit()).isEqualTo(today);
    assertThat(read.creditLeft()).isEqualTo(limit);
  }

  @Test
  void keepsWhatCameOfOffersWhereStateDoesNotTellOfWhichSlotItWas() throws Exception {
    Reaction shown = new Reaction(7, OfferOutcome.SHOWN, NOON);
    byte[] written = write(Responses.class, new Responses(List.of(shown)));
    assertThat(read(Reactions.class, Responses.class, written))
        .isEqualTo(new Reactions(List.of(shown), List.of()));
  }

  @Test
  void countsForCapsTheNewestContactsWhereStateDoesNotTellWhatTheyCount() throws Exception {
    List<Contact> contacts = List.of(new Contact(1, 2, NOON, false, List.of(3L)));
    byte[] written =
        write(PastOffers.class, new PastOffers(List.of(), contacts, List.of(), List.of()));
    assertThat(read(OffersMade.class, PastOffers.class, written))
        .isEqualTo(new OffersMade(List.of(), contacts, List.of(), List.of(), List.of()));
  }

  @Test
  void countsForATierAllThatWasBoughtWhereStateDoesNotTellWhichOrdersWerePlacedLately()
      throws Exception {
    Deed order = BERT.orders(NOON, SHOES);
    OrderStatistics today = CustomerMemory.EMPTY.apply(order.event()).orders();
    byte[] written = write(OrderReckonings.class, OrderReckonings.of(today));
    OrderStatistics read = read(OrderStatistics.class, OrderReckonings.class, written);
    assertThat(read.lately()).isEmpty();
    assertThat(read.kept()).isEqualTo(today.history());
  }

  @Test
  void noticesNoQuestionAgainWhereStateDoesNotTellOfWhichConversationItWas() throws Exception {
    String name = "QuestionUnanswered";
    byte[] written = write(Sighted.class, new Sighted(Map.of(name, NOON), List.of(), List.of()));
    Noticed noticed = read(Noticed.class, Sighted.class, written);
    assertThat(noticed).isEqualTo(Noticed.of(name, NOON));
    Story story = Story.of(BERT).then(BERT.writes("talk", "Do they fit?", NOON));
    assertThat(story.open()).hasSize(1);
    story.remembers(story.memory().with(Remark.noticed(BERT.browser(), noticed)));
    assertThat(story.open()).isEmpty();
  }

  @Test
  void takesTheOldestDayForThatOfAContactThatIsDisplacedWhereStateDoesNotTellTheLast()
      throws Exception {
    Tally days =
        new Tally(List.of(new Tally.Entry(20_009, "web", 3), new Tally.Entry(20_005, "web", 1)));
    Map<String, Long> sums = Map.of("web", 4L, "store", 1L);
    byte[] written = write(Meetings.class, new Meetings(days, sums));
    assertThat(read(Contacts.class, Meetings.class, written))
        .isEqualTo(
            new Contacts(days, sums, Map.of("web", 20_009, "store", 20_005), ContactTimeline.NONE));
  }

  @Test
  void takesAllContactsForEarlierThanTheTimelineWhereStateHasNone() throws Exception {
    Tally days = new Tally(List.of(new Tally.Entry(20_009, "call", 3)));
    byte[] written =
        write(Dealings.class, new Dealings(days, Map.of("call", 4L), Map.of("call", 20_009)));
    Contacts read = read(Contacts.class, Dealings.class, written);
    assertThat(read.timeline()).isEqualTo(ContactTimeline.NONE);
    assertThat(read.before("call")).isEqualTo(4);
    assertThat(read.lately("call", 7, Instant.EPOCH.plus(Duration.ofDays(20_009)))).isEqualTo(3);
  }

  private static CustomerMemory withoutOffers(CustomerMemory memory, RecentPurchases purchases) {
    return new CustomerMemory(
        memory.identifiers(),
        memory.events(),
        memory.firstSeenAt(),
        memory.lastSeenAt(),
        memory.lastActivity(),
        memory.orders(),
        memory.cart(),
        memory.views(),
        memory.traits(),
        CustomerMemory.EMPTY.activeMinutes(),
        CustomerMemory.EMPTY.conversations(),
        CustomerMemory.EMPTY.checkout(),
        OffersMade.NONE,
        memory.noticed(),
        Wishlist.EMPTY,
        Affinities.NONE,
        Contacts.NONE,
        CustomerMemory.EMPTY.appointments(),
        memory.consents(),
        memory.reactions(),
        memory.backOffice(),
        memory.tags(),
        Deeds.NONE,
        purchases,
        CustomerMemory.EMPTY.unlisted(),
        CustomerMemory.EMPTY.returns(),
        memory.firstKnownAs(),
        null);
  }

  private static CustomerSnapshot customerAfterThat() {
    Story story = Story.of(ANNA);
    for (Deed event : LIFE) {
      story.then(event);
    }
    story.timePassesTo(LAST.plus(Duration.ofMinutes(30)));
    return Portrait.of(
        "anna",
        story.memory(),
        story.awaited(),
        Standards.DEFAULT,
        LAST.plus(Duration.ofMinutes(30)));
  }

  /** As a savepoint does: how it is written, then what. */
  private static <T> byte[] write(Class<T> type, T value) throws IOException {
    TypeSerializer<T> serializer =
        RecordTypes.of(type).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(4096);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  /** What was written of one type, as if it had been that of another. */
  private static <T> T read(Class<T> type, Class<?> formerly, byte[] written) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(renamed(written, formerly, type));
    TypeSerializerSnapshot<T> then =
        TypeSerializerSnapshot.readVersionedSnapshot(
            in, CustomerMemoryEvolutionTest.class.getClassLoader());
    TypeSerializer<T> now = RecordTypes.of(type).createSerializer(new SerializerConfigImpl());
    TypeSerializerSchemaCompatibility<T> compatibility =
        now.snapshotConfiguration().resolveSchemaCompatibility(then);
    assertThat(compatibility.isCompatibleAfterMigration()).isTrue();
    T migrated = then.restoreSerializer().deserialize(in);
    DataOutputSerializer out = new DataOutputSerializer(4096);
    now.serialize(migrated, out);
    return now.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static byte[] renamed(byte[] written, Class<?> from, Class<?> to) {
    assertThat(to.getName()).hasSameSizeAs(from.getName());
    ByteArrayOutputStream renamed = new ByteArrayOutputStream();
    String text = new String(written, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from.getName());
    renamed.writeBytes(
        text.replace(from.getName(), to.getName()).getBytes(StandardCharsets.ISO_8859_1));
    return renamed.toByteArray();
  }
}
