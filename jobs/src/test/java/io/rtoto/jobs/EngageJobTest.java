package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole job, live: on a real broker, a real cluster and RocksDB. */
@ExtendWith(EngageRigExtension.class)
final class EngageJobTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ABANDONED = "CartAbandoned";
  private static final int CUSTOMERS = 17;

  private final EngageRig rig;

  EngageJobTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(2);
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void recommendsTheCompanionsInStockOfTheProductThatIsLookedAt() throws Exception {
    rig.publishRules();
    sells("boots", 3, List.of("wax", "laces", "socks"));
    sells("wax", 0, List.of());
    sells("laces", 7, List.of());
    rig.startLive(rig.settings(), 2);
    EngageRig.await(() -> rulesInForce() == 2);

    rig.write(List.of(Call.views("anna", "boots", NOON, "m1")));

    EngageRig.await(() -> !rig.decisions().isEmpty());
    assertThat(rig.decisions()).extracting(Decision::products).containsExactly(List.of("laces"));
    EngageRig.await(() -> rig.events().contains("applied m1"));
    assertThat(rig.deadLetters()).isEmpty();
  }

  @Test
  void appliesEachEventOnceAndTellsTheRepeat() throws Exception {
    rig.startLive(rig.settings(), 2);

    rig.write(
        List.of(
            Call.adds("anna", "boots", NOON, "m2"),
            Call.adds("anna", "boots", NOON, "m2"),
            Call.orders("anna", "boots", NOON.plusSeconds(60), "m3")));

    EngageRig.await(() -> rig.events().size() == 3);
    assertThat(rig.events()).containsExactlyInAnyOrder("applied m2", "repeated m2", "applied m3");
    assertThat(rig.deadLetters()).isEmpty();
  }

  @Test
  void noticesInAQuietStreamThatACartIsLeftOnceATickSaysThatTimeHasPassed() throws Exception {
    rig.startLive(rig.settings(), 1);
    rig.write(
        List.of(
            Call.adds("anna", "boots", NOON, "m1"),
            Call.adds("bert", "boots", NOON.minus(Duration.ofMinutes(5)), "m2")));
    EngageRig.await(() -> rig.events().size() == 2);
    rig.tick(NOON.plus(Duration.ofMinutes(29)));
    // By bert's cart, which is due before, one sees that this much time has passed for anna's.
    EngageRig.await(() -> !rig.moments(ABANDONED).isEmpty());
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::at)
        .containsExactly(NOON.plus(Duration.ofMinutes(25)));

    rig.tick(NOON.plus(Duration.ofMinutes(31)));

    EngageRig.await(() -> rig.moments(ABANDONED).size() == 2);
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::at)
        .contains(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void keepsTimeOverTopicsOfDifferentRatesOneOfThemEmpty() throws Exception {
    rig.startLive(rig.settings("--partition-idle-after", "PT1S"), 2);

    List<Call> calls = new ArrayList<>(List.of(Call.adds("anna", "boots", NOON, "m0")));
    IntStream.range(1, 60)
        .forEach(
            i -> calls.add(Call.views("user" + i, "boots", NOON.plusSeconds(i * 60L), "v" + i)));
    calls.add(Call.writes("bert", "hello", NOON.plusSeconds(60), "w1"));
    rig.write(calls);

    EngageRig.await(() -> !rig.moments(ABANDONED).isEmpty());
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::at)
        .containsExactly(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void losesNothingAndCountsNothingTwiceWhenATaskManagerIsKilled() throws Exception {
    rig.publishRules();
    LocalJob job = rig.startLive(rig.settings(), 2);
    EngageRig.await(() -> rulesInForce() == 2);
    List<List<Call>> batches = IntStream.range(0, 10).mapToObj(EngageJobTest::batch).toList();
    List<String> expected = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      rig.write(batches.get(batch));
      rig.write(batches.get(batch));
      ids(batch).forEach(id -> expected.addAll(List.of("applied " + id, "repeated " + id)));
      if (batch == 4) {
        EngageRig.await(() -> !rig.events().isEmpty());
        rig.killTaskManager();
      } else if (batch > 4) {
        // What came before the kill comes again after it.
        rig.write(batches.get(batch - 5));
        ids(batch - 5).forEach(id -> expected.add("repeated " + id));
      }
    }

    EngageRig.await(() -> job.restarts() > 0);
    EngageRig.await(() -> rig.events().size() >= expected.size());
    assertThat(rig.events()).containsExactlyInAnyOrderElementsOf(expected);
    Map<String, Long> eventsByCustomer = eventsByCustomer();
    assertThat(eventsByCustomer).hasSize(CUSTOMERS);
    assertThat(newestSnapshots()).isEqualTo(eventsByCustomer);

    rig.tick(NOON.plus(Duration.ofHours(2)));

    EngageRig.await(() -> rig.moments(ABANDONED).size() >= CUSTOMERS);
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::customerId)
        .containsExactlyInAnyOrderElementsOf(eventsByCustomer.keySet());
    for (MomentArose moment : rig.moments(ABANDONED)) {
      assertThat(
              rig.decisions().stream()
                  .filter(decision -> decision.moment().equals(ABANDONED))
                  .filter(decision -> decision.customerId().equals(moment.customerId()))
                  .map(Decision::decisionId)
                  .distinct())
          .isNotEmpty()
          .hasSize(moment.decisions());
    }
  }

  private static List<Call> batch(int batch) {
    return IntStream.range(0, 100)
        .mapToObj(
            i ->
                Call.adds(
                    "user" + i % CUSTOMERS,
                    "p" + i,
                    NOON.plusSeconds(batch * 100 + i),
                    "b" + batch + "-" + i))
        .toList();
  }

  private static List<String> ids(int batch) {
    return IntStream.range(0, 100).mapToObj(i -> "b" + batch + "-" + i).toList();
  }

  private Map<String, Long> eventsByCustomer() {
    return rig.journal().stream()
        .filter(EventApplied.class::isInstance)
        .collect(
            Collectors.groupingBy(
                entry -> ((EventApplied) entry).customerId(), Collectors.counting()));
  }

  private Map<String, Long> newestSnapshots() {
    return rig.customers().stream()
        .collect(
            Collectors.toMap(
                CustomerSnapshot::customerId, CustomerSnapshot::events, (earlier, later) -> later));
  }

  private long rulesInForce() {
    return rig.journal().stream()
        .filter(entry -> entry instanceof RulesActivated activated && activated.refusal().isEmpty())
        .count();
  }

  private void sells(String product, int stock, List<String> companions) throws Exception {
    CatalogEntry entry =
        new CatalogEntry(
            product, Map.of("en", product), "shoes", new Money(4990, "USD"), stock, companions);
    rig.write(Topic.CATALOG, product, CatalogEntry.class, entry);
  }
}
