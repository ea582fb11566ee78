package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    rig.startLive(rig.settings(), 2);
    rig.write(List.of(Call.adds("anna", "boots", NOON, "m1")));
    rig.tick(NOON.plus(Duration.ofMinutes(29)));
    EngageRig.await(() -> rig.events().contains("applied m1"));
    assertThat(rig.moments(ABANDONED)).isEmpty();

    rig.tick(NOON.plus(Duration.ofMinutes(31)));

    EngageRig.await(() -> !rig.moments(ABANDONED).isEmpty());
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::at)
        .containsExactly(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void keepsTimeOverTopicsOfDifferentRatesOneOfThemEmpty() throws Exception {
    rig.startLive(rig.settings().withPartitionIdleAfter(Duration.ofSeconds(1)), 2);

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
    LocalJob job = rig.startLive(rig.settings(), 2);
    List<String> expected = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String id = "b" + batch + "-" + i;
        Call call = Call.adds("user" + i % 17, "p" + i, NOON.plusSeconds(batch * 100 + i), id);
        calls.addAll(List.of(call, call));
        expected.addAll(List.of("applied " + id, "repeated " + id));
      }
      rig.write(calls);
      if (batch == 4) {
        EngageRig.await(() -> !rig.events().isEmpty());
        rig.killTaskManager();
      }
    }

    EngageRig.await(() -> rig.events().size() >= expected.size());
    assertThat(job.restarts()).isPositive();
    assertThat(rig.events()).containsExactlyInAnyOrderElementsOf(expected);
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
