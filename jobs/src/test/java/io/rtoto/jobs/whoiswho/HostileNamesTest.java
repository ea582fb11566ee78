package io.rtoto.jobs.whoiswho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentityCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names that are meant to do harm, or do it by accident, in one life of the whole job: what becomes
 * of each is clear, identifiers tell each other only so much about it, and nothing restarts. The
 * rows of the catalogue of bad input that a test covers are in its name.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileNamesTest {
  private static final int MOST_IDENTIFIERS = 200;

  private final EngageRig rig;
  private @Nullable LocalJob job;
  private int calls;
  private long saidBefore;
  private int orderedBefore;
  private Set<String> customersBefore = Set.of();

  HostileNamesTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeAll
  void start() throws Exception {
    rig.begin(2);
    job = rig.startLive(rig.settings(), 2);
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @BeforeEach
  void remember() throws IOException {
    saidBefore = written(Topic.IDENTITY_LOOP);
    orderedBefore = rig.identityCommands().size();
    customersBefore =
        rig.customersNow().stream().map(CustomerSnapshot::customerId).collect(Collectors.toSet());
  }

  @AfterEach
  void nothingRestarts() throws IOException {
    assertThat(Objects.requireNonNull(job).restarts()).isZero();
  }

  @Test
  void b45AnAliasToOneselfJoinsNothing() throws Exception {
    tell(List.of(alias("self", "self"), alias("self", "self")));

    assertThat(events()).containsExactly(2L);
    assertThat(newCustomers()).allMatch(one -> one.identifiers().size() == 1);
    assertThat(said()).isZero();
  }

  @Test
  void b46ACycleOfAliasesIsOneCustomer() throws Exception {
    tell(List.of(alias("a", "b"), alias("b", "c"), alias("c", "a")));
    tell(List.of(alias("a", "b"), alias("b", "c"), alias("c", "a")));

    assertThat(events()).containsExactly(6L);
    assertThat(newCustomers()).allMatch(one -> one.identifiers().size() == 3);
    assertThat(said()).isLessThan(20);
    assertThat(ordered()).isEmpty();
  }

  @Test
  void b47AChainOfAThousandIsCutIntoCustomersOfABelievableSize() throws Exception {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      // One browser, then the next person at it, then that person's next browser.
      chain.add(
          page("\"userId\":\"p%d\",\"anonymousId\":\"b%d\"".formatted((i + 1) / 2, i / 2)));
    }
    Collections.shuffle(chain, new Random(1));
    tell(chain);

    settles(
        () -> {
          assertThat(events().stream().mapToLong(one -> one).sum()).isEqualTo(999);
          // A customer of so many identifiers has about as many events.
          assertThat(events()).hasSizeGreaterThan(4).allMatch(one -> one <= MOST_IDENTIFIERS);
        });
    assertThat(said()).isLessThan(300 * 1_000);
    assertThat(ordered()).hasSizeBetween(4, 100);
  }

  @Test
  void b49ADeviceOfTenThousandPeopleJoinsNobody() throws Exception {
    tell(
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    page(
                        "\"userId\":\"v%d\",\"context\":{\"device\":{\"id\":\"kiosk\"}}"
                            .formatted(i)))
            .toList());

    settles(
        () -> {
          assertThat(events()).hasSize(10_000).allMatch(one -> one == 1);
          assertThat(newCustomers()).allMatch(one -> one.identifiers().size() == 1);
        });
    assertThat(ordered()).hasSize(1).allMatch(IdentifierBlocked.class::isInstance);
    assertThat(said()).isLessThan(5 * 10_000);
  }

  @Test
  void b42ANameOfTenKilobytesIsRefused() throws Exception {
    String longest = "x".repeat(10 * 1024);
    tell(
        List.of(
            page("\"userId\":\"%s\"".formatted(longest)),
            page("\"anonymousId\":\"fine\",\"context\":{\"traits\":{\"email\":\"%s@a.example\"}}"
                .formatted(longest))));

    assertThat(newCustomers()).isEmpty();
    assertThat(rig.deadLetters()).hasSize(2).extracting(DeadLetter::reason).containsOnly(Reason.SCHEMA);
    assertThat(said()).isZero();
  }

  @Test
  void b43NamesThatLookTheSameAreTheSameAndCaseTellsUserIdsApart() throws Exception {
    tell(
        Stream.of("Ann7", "\\uff21\\uff4e\\uff4e\\uff17", " Ann7\\t", "A\\u200bnn7", "Ann7\\u200d")
            .map(name -> page("\"userId\":\"%s\"".formatted(name)))
            .toList());
    tell(List.of(page("\"userId\":\"ANN7\"")));
    tell(
        Stream.of("bo@shop.example", " Bo@SHOP.example ", "\\uff42o@shop.\\u200bexample")
            .map(address -> page("\"context\":{\"traits\":{\"email\":\"%s\"}}".formatted(address)))
            .toList());

    assertThat(events()).containsExactlyInAnyOrder(5L, 1L, 3L);
    assertThat(said()).isZero();
  }

  /** Tells the job, and waits until nobody has anything to say to that any more. */
  private void tell(List<String> told) throws Exception {
    rig.write(told.stream().map(json -> new Call(Topic.CLICKSTREAM, "any", json)).toList());
    rig.awaitRest(rig.settings());
  }

  /** An identifier that an order sets apart moves a second later. */
  private static void settles(ThrowingRunnable outcome) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(outcome);
  }

  private String alias(String userId, String previousId) {
    return call("alias", "\"userId\":\"%s\",\"previousId\":\"%s\"".formatted(userId, previousId));
  }

  private String page(String names) {
    return call("page", names);
  }

  private String call(String type, String names) {
    calls++;
    return ("{\"type\":\"%s\",\"channel\":\"server\",\"messageId\":\"n%d\","
            + "\"timestamp\":\"2026-11-22T12:00:00Z\",%s}")
        .formatted(type, calls, names);
  }

  /** How many events each customer of this test has. */
  private List<Long> events() {
    return newCustomers().stream().map(CustomerSnapshot::events).toList();
  }

  private List<CustomerSnapshot> newCustomers() {
    return rig.customersNow().stream()
        .filter(one -> !customersBefore.contains(one.customerId()))
        .toList();
  }

  /** How many messages identifiers told each other in this test. */
  private long said() throws IOException {
    return written(Topic.IDENTITY_LOOP) - saidBefore;
  }

  /** What was ordered in this test. */
  private List<IdentityCommand> ordered() {
    List<IdentityCommand> all = rig.identityCommands();
    return all.subList(orderedBefore, all.size());
  }

  private long written(Topic topic) throws IOException {
    try (Topics topics = new Topics(rig.bootstrapServers())) {
      return topics.written(topic);
    }
  }
}
