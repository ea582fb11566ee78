package io.rtoto.jobs.whoiswho;

import static io.rtoto.schemas.IdentifierType.ANONYMOUS_ID;
import static io.rtoto.schemas.IdentifierType.DEVICE_ID;
import static io.rtoto.schemas.IdentifierType.EMAIL;
import static io.rtoto.schemas.IdentifierType.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names that are meant to do harm, or do it by accident, all of them in one life of the whole job:
 * what becomes of each is clear, identifiers tell each other only so much about it, and nothing
 * restarts. The rows of the catalogue of bad input that a test covers are in its name.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileNamesTest {
  private static final int MOST_IDENTIFIERS = 200;
  private static final int CHAIN = 999;
  private static final int CROWD = 10_000;
  private static final String LONGEST = "x".repeat(10 * 1024);

  private final EngageRig rig;
  private final List<String> calls = new ArrayList<>();
  private @Nullable LocalJob job;

  HostileNamesTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeAll
  void tellAll() throws Exception {
    rig.begin(2);
    job = rig.startLive(rig.settings(), 2);
    for (int twice = 0; twice < 2; twice++) {
      alias("self", "self");
      alias("a", "b");
      alias("b", "c");
      alias("c", "a");
    }
    for (int i = 0; i < CHAIN; i++) {
      // One browser, then the next person at it, then that person's next browser.
      page("\"userId\":\"p%d\",\"anonymousId\":\"b%d\"".formatted((i + 1) / 2, i / 2));
    }
    for (int i = 0; i < CROWD; i++) {
      page("\"userId\":\"v%d\",\"context\":{\"device\":{\"id\":\"kiosk\"}}".formatted(i));
    }
    page("\"userId\":\"%s\"".formatted(LONGEST));
    page(
        "\"anonymousId\":\"n\",\"context\":{\"traits\":{\"email\":\"%s@a.example\"}}"
            .formatted(LONGEST));
    Stream.of("Ann7", "\uff21\uff4e\uff4e\uff17", " Ann7\\t", "A\u200bnn7", "Ann7\u200d", "ANN7")
        .forEach(name -> page("\"userId\":\"%s\"".formatted(name)));
    Stream.of("bo@shop.example", " Bo@SHOP.example ", "\uff42o@shop.\u200bexample")
        .forEach(one -> page("\"context\":{\"traits\":{\"email\":\"%s\"}}".formatted(one)));
    Collections.shuffle(calls, new Random(1));
    rig.write(calls.stream().map(json -> new Call(Topic.CLICKSTREAM, "any", json)).toList());
    rig.awaitRest(rig.settings());
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @AfterEach
  void nothingRestarts() throws Exception {
    assertThat(Objects.requireNonNull(job).restarts()).isZero();
  }

  @Test
  void b45AnAliasToOneselfJoinsNothing() {
    Set<Identifier> self = named(USER_ID, Stream.of("self"));

    settles(() -> assertThat(events(self)).containsExactly(2L));
    assertThat(customers(self)).allMatch(one -> one.identifiers().size() == 1);
    assertThat(said(self)).isZero();
  }

  @Test
  void b46ACycleOfAliasesIsOneCustomer() {
    Set<Identifier> cycle = named(USER_ID, Stream.of("a", "b", "c"));

    settles(() -> assertThat(events(cycle)).containsExactly(6L));
    assertThat(customers(cycle)).allMatch(one -> one.identifiers().size() == 3);
    assertThat(said(cycle)).isBetween(1L, 20L);
    assertThat(ordered(cycle)).isEmpty();
  }

  @Test
  void b47AChainOfAThousandIsCutIntoCustomersOfABelievableSize() {
    Set<Identifier> chain = named(USER_ID, IntStream.range(0, CHAIN).mapToObj(i -> "p" + i));
    chain.addAll(named(ANONYMOUS_ID, IntStream.range(0, CHAIN).mapToObj(i -> "b" + i)));

    // A customer of so many identifiers has about as many events.
    settles(
        () ->
            assertThat(events(chain))
                .hasSizeGreaterThan(4)
                .allMatch(one -> one <= MOST_IDENTIFIERS));
    assertThat(events(chain).stream().mapToLong(one -> one).sum()).isEqualTo(CHAIN);
    assertThat(said(chain)).isLessThan(300L * CHAIN);
    assertThat(ordered(chain)).hasSizeBetween(4, CHAIN / 10);
  }

  @Test
  void b49ADeviceOfTenThousandPeopleJoinsNobody() {
    Set<Identifier> crowd = named(USER_ID, IntStream.range(0, CROWD).mapToObj(i -> "v" + i));
    crowd.addAll(named(DEVICE_ID, Stream.of("kiosk")));

    settles(() -> assertThat(events(crowd)).hasSize(CROWD).allMatch(one -> one == 1));
    assertThat(customers(crowd)).allMatch(one -> one.identifiers().size() == 1);
    assertThat(ordered(crowd)).hasSize(1).allMatch(IdentifierBlocked.class::isInstance);
    assertThat(said(crowd)).isLessThan(5L * CROWD);
  }

  @Test
  void b42ANameOfTenKilobytesIsRefused() {
    assertThat(rig.deadLetters())
        .hasSize(2)
        .allMatch(letter -> String.valueOf(letter.original()).contains(LONGEST))
        .extracting(DeadLetter::reason)
        .containsOnly(Reason.SCHEMA);
    assertThat(customers(named(ANONYMOUS_ID, Stream.of("n")))).isEmpty();
  }

  @Test
  void b43NamesThatLookTheSameAreTheSameAndCaseTellsUserIdsApart() {
    Set<Identifier> spelt = named(USER_ID, Stream.of("Ann7", "ANN7"));
    spelt.addAll(named(EMAIL, Stream.of("bo@shop.example")));

    settles(() -> assertThat(events(spelt)).containsExactlyInAnyOrder(5L, 1L, 3L));
    assertThat(said(spelt)).isZero();
  }

  /** An identifier that an order sets apart moves a second later. */
  private static void settles(ThrowingRunnable outcome) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(outcome);
  }

  private void alias(String userId, String previousId) {
    call("alias", "\"userId\":\"%s\",\"previousId\":\"%s\"".formatted(userId, previousId));
  }

  private void page(String names) {
    call("page", names);
  }

  private void call(String type, String names) {
    calls.add(
        ("{\"type\":\"%s\",\"channel\":\"server\",\"messageId\":\"n%d\","
                + "\"timestamp\":\"2026-11-22T12:00:00Z\",%s}")
            .formatted(type, calls.size(), names));
  }

  private Set<Identifier> named(IdentifierType type, Stream<String> names) {
    Pseudonyms pseudonyms = new Pseudonyms(rig.settings().identitySecret());
    Set<Identifier> identifiers = new HashSet<>();
    names.forEach(name -> identifiers.add(pseudonyms.identifier(type, name)));
    return identifiers;
  }

  /** How many events each of the customers has who go by these names. */
  private List<Long> events(Set<Identifier> names) {
    return customers(names).stream().map(CustomerSnapshot::events).toList();
  }

  private List<CustomerSnapshot> customers(Set<Identifier> names) {
    return rig.customersNow().stream()
        .filter(one -> !Collections.disjoint(one.identifiers(), names))
        .toList();
  }

  /** How many messages these were told by others. */
  private long said(Set<Identifier> names) {
    return rig.identityLoop().stream().filter(one -> names.contains(one.to())).count();
  }

  /** What was ordered about these. */
  private List<IdentityCommand> ordered(Set<Identifier> names) {
    return rig.identityCommands().stream().filter(one -> names.contains(one.identifier())).toList();
  }
}
