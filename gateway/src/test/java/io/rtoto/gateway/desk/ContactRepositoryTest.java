package io.rtoto.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.desk.Timeline.Entry;
import io.rtoto.gateway.desk.Timeline.Place;
import io.rtoto.local.LocalPostgres;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents ask, against a real database; each test has customers of its own. */
final class ContactRepositoryTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Uuid TOPIC = Uuid.randomUuid();

  @TempDir private static Path folder;
  private static LocalPostgres postgres;
  private static ContactRepository repository;
  private static long offset;

  @BeforeAll
  static void open() throws IOException {
    postgres = LocalPostgres.start(folder.resolve("postgres"));
    repository = ContactRepository.open(postgres.jdbcUrl());
  }

  @AfterAll
  static void close() throws IOException {
    repository.close();
    postgres.close();
  }

  @Test
  void tellsATimelineInPartsWithoutGapsOrRepeats() throws SQLException {
    Identifier user = user("a1");
    write(known("anna", null, user));
    List<EventApplied> events = new ArrayList<>();
    // Of three each have the same time, as events of a batch have.
    for (int n = 0; n < 30; n++) {
      events.add(event(user, "a-%02d".formatted(n), NOON.plusSeconds(n / 3)));
    }
    write(new Written().events(events));

    List<String> told = new ArrayList<>();
    Place place = Place.NOW;
    for (int part = 0; part < 5; part++) {
      Timeline timeline = repository.timeline("anna", place, 7).orElseThrow();
      timeline.entries().forEach(entry -> told.add(entry.id()));
      if (timeline.next() != null) {
        place = Place.read(timeline.next()).orElseThrow();
      }
    }

    assertThat(told)
        .containsExactlyElementsOf(
            events.stream().map(EventApplied::eventId).sorted(Comparator.reverseOrder()).toList());
  }

  @Test
  void writesAnEventOnceHoweverOftenItIsRead() throws SQLException {
    Identifier user = user("b1");
    write(known("berta", null, user));
    write(new Written().events(List.of(event(user, "b-1", NOON))));
    write(new Written().events(List.of(event(user, "b-1", NOON))));

    assertThat(idsOf("berta")).containsExactly("b-1");
  }

  @Test
  void tellsEventsOfWhoeverHasTheIdentifierNow() throws SQLException {
    Identifier user = user("c1");
    Identifier cookie = cookie("c2");
    write(known("carla", null, user));
    write(known("visitor-c", null, cookie));
    write(new Written().events(List.of(event(user, "c-1", NOON), event(cookie, "c-2", NOON))));
    assertThat(idsOf("carla")).containsExactly("c-1");

    write(new Written().replaced("visitor-c", "carla"));
    write(known("carla", null, user, cookie));
    assertThat(idsOf("carla")).containsExactly("c-2", "c-1");
    assertThat(idsOf("visitor-c")).containsExactly("c-2", "c-1");

    write(known("carla", null, user));
    write(known("visitor-c", null, cookie));
    assertThat(idsOf("carla")).containsExactly("c-1");
    assertThat(idsOf("visitor-c")).containsExactly("c-2");
  }

  @Test
  void keepsTheNewestFiveHundredEventsOfAnIdentifier() throws SQLException {
    Identifier user = user("d1");
    write(known("dora", null, user));
    for (int part = 0; part < 3; part++) {
      List<EventApplied> events = new ArrayList<>();
      for (int n = part * 200; n < part * 200 + 200; n++) {
        events.add(event(user, "d-%03d".formatted(n), NOON.plusSeconds(n)));
      }
      write(new Written().events(events));
    }

    List<String> ids =
        repository.timeline("dora", Place.NOW, 1_000).orElseThrow().entries().stream()
            .map(Entry::id)
            .toList();
    assertThat(ids).hasSize(TimelineTable.MOST_EVENTS).startsWith("d-599").endsWith("d-100");
  }

  @Test
  void forgetsWhatIsOlderThanTheJournalKeepsIt() throws SQLException {
    Identifier user = user("e1");
    write(known("emma", null, user));
    write(
        new Written()
            .events(
                List.of(
                    event(user, "e-1", NOON.minus(Duration.ofDays(200))),
                    event(user, "e-2", NOON.minus(Duration.ofDays(20)))))
            .at(NOON.plus(Duration.ofDays(1))));

    assertThat(idsOf("emma")).containsExactly("e-2");
  }

  @Test
  void forgetsWhatWasErasedAlsoWhereItIsReadOnlyNow() throws SQLException {
    Identifier user = user("f1");
    write(known("frida", null, user));
    write(
        new Written()
            .events(List.of(event(user, "f-1", NOON), event(user, "f-3", NOON.plusSeconds(9))))
            .notMade(List.of(notMade("frida", "f-n", NOON))));
    assertThat(idsOf("frida")).containsExactly("f-3", "f-n", "f-1");

    write(new Written().erased(new CustomerErased("frida", user, NOON.plusSeconds(1), 1)));
    write(
        new Written()
            .events(List.of(event(user, "f-2", NOON)))
            .notMade(List.of(notMade("frida", "f-m", NOON))));

    assertThat(idsOf("frida")).containsExactly("f-3");
  }

  @Test
  void keepsWhatACustomerWasWorthAtEachChange() throws SQLException {
    Identifier user = user("g1");
    for (String tier : new String[] {"bronze", "bronze", "gold", "gold", "bronze"}) {
      write(known("gerda", tier, user));
    }

    assertThat(repository.find("gerda").orElseThrow().standings())
        .extracting(Standing::tier)
        .containsExactly("bronze", "gold", "bronze");
  }

  @Test
  void tellsHowIdentifiersAreKnownWithTheEvidenceOfTheirLinks() throws SQLException {
    Identifier user = user("h1");
    Identifier cookie = cookie("h2");
    write(known("hanna", null, user, cookie));
    Identity first = identity(user, "hanna", new Identity.Link(cookie, evidence("h-1")));
    write(new Written().identities(first, identity(cookie, "hanna")));
    assertThat(repository.find("hanna").orElseThrow().identities())
        .containsExactly(first, identity(cookie, "hanna"));

    write(new Written().lone(cookie.key()));
    assertThat(repository.find("hanna").orElseThrow().identities()).containsExactly(first);
  }

  @Test
  void findsACustomerByWhateverIsTyped() throws SQLException {
    Pseudonyms pseudonyms = new Pseudonyms("secret");
    Identifier email = pseudonyms.identifier(IdentifierType.EMAIL, "ida@shop.example");
    Identifier user = pseudonyms.identifier(IdentifierType.USER_ID, "ida");
    write(known("c0123456789abcdef0123", null, user, email));

    for (String typed :
        new String[] {
          "ida",
          "userId:ida",
          " Ida@SHOP.example ",
          "email:ida@shop.example",
          email.key(),
          "email#" + email.hash(),
          email.hash()
        }) {
      assertThat(repository.search(Wanted.read(typed, pseudonyms).identifiers()))
          .as(typed)
          .extracting(ContactRepository.Found::customerId)
          .containsExactly("c0123456789abcdef0123");
    }
    assertThat(Wanted.read("c0123456789abcdef0123", pseudonyms).customerId())
        .hasValue("c0123456789abcdef0123");
    assertThat(repository.search(Wanted.read("email:otto@shop.example", pseudonyms).identifiers()))
        .isEmpty();
  }

  @Test
  void tellsWhyInTheSentencesOfTheCommand() throws SQLException {
    Identifier user = user("j1");
    write(known("jana", null, user));
    write(new Written().notMade(List.of(notMade("jana", "j-1", NOON))));

    assertThat(repository.find("jana").orElseThrow().why())
        .singleElement()
        .satisfies(
            why ->
                assertThat(why.sentences())
                    .containsExactly("Nothing was said as offer, by version v1."));
  }

  private static List<String> idsOf(String customerId) throws SQLException {
    return repository.timeline(customerId, Place.NOW, 200).orElseThrow().entries().stream()
        .map(Entry::id)
        .toList();
  }

  private static Identifier user(String hash) {
    return new Identifier(IdentifierType.USER_ID, hash);
  }

  private static Identifier cookie(String hash) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, hash);
  }

  private static EventApplied event(Identifier identifier, String id, Instant at) {
    return new EventApplied(
        id,
        "of-then",
        identifier,
        new ActivityTracked(new Occurrence(id, at, null, Topic.CLICKSTREAM, null), "Looked"));
  }

  private static DecisionNotMade notMade(String customerId, String id, Instant at) {
    return new DecisionNotMade(
        id,
        "CartAbandoned",
        customerId,
        "e1",
        "offer",
        "v1",
        null,
        at,
        0,
        Map.of(),
        List.of(),
        null);
  }

  private static Evidence evidence(String eventId) {
    return new Evidence(eventId, NOON, Topic.CLICKSTREAM, true);
  }

  private static Identity identity(
      Identifier identifier, String customerId, Identity.Link... links) {
    return new Identity(identifier, customerId, true, List.of(links), List.of());
  }

  private static Written known(
      String customerId, @Nullable String tier, Identifier... identifiers) {
    return new Written()
        .state(
            new CustomerSnapshot(
                customerId,
                List.of(identifiers),
                9,
                1,
                1250,
                "EUR",
                NOON,
                NOON,
                NOON,
                NOON,
                null,
                null,
                tier,
                null,
                List.of(),
                0,
                List.of(),
                List.of(),
                CustomerSnapshot.Affinities.NONE,
                List.of()));
  }

  private static void write(Written written) throws SQLException {
    repository.write(written.batch());
  }

  /** What is to be written in one go. */
  private static final class Written {
    private final Map<String, Batch.Placed<CustomerState>> states = new LinkedHashMap<>();
    private final Map<String, Batch.PlacedIdentity> identities = new LinkedHashMap<>();
    private final List<Batch.Erasure> erasures = new ArrayList<>();
    private List<EventApplied> events = List.of();
    private List<DecisionNotMade> notMade = List.of();
    private Set<String> lone = Set.of();
    private Instant at = NOON.plusSeconds(++offset);

    Written state(CustomerState state) {
      states.put(state.customerId(), new Batch.Placed<>(state, TOPIC, offset, at));
      return this;
    }

    Written replaced(String customerId, String by) {
      return state(new CustomerReplaced(customerId, by));
    }

    Written events(List<EventApplied> all) {
      events = all;
      return this;
    }

    Written notMade(List<DecisionNotMade> all) {
      notMade = all;
      return this;
    }

    Written erased(CustomerErased erased) {
      erasures.add(new Batch.Erasure(erased, at));
      return this;
    }

    Written identities(Identity... all) {
      for (Identity one : all) {
        identities.put(
            one.identifier().key(), new Batch.PlacedIdentity(one, new UUID(1, 1), offset));
      }
      return this;
    }

    Written lone(String key) {
      lone = Set.of(key);
      return this;
    }

    Written at(Instant newest) {
      at = newest;
      return this;
    }

    Batch batch() {
      return new Batch(
          Set.of(), states, erasures, List.of(), events, notMade, lone, identities, Map.of(), at);
    }
  }
}
