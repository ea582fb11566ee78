package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole job over what the topics hold, to the end. */
@ExtendWith(EngageRigExtension.class)
final class ReplayTest {
  private static final Instant NOON = Instant.parse("2019-11-23T12:00:00Z");
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(5);
  private static final Instant EVENING = NOON.plus(Duration.ofHours(8));

  private final EngageRig rig;

  ReplayTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(3);
  }

  @Test
  void comesToTheSameWhateverTheOrderTheRepeatsAndTheParallelism() throws Exception {
    List<Dated> calls = aDay(new Random(7));
    Result once = replayed(inTheirOrder(calls), 1);

    rig.begin(2);
    Result twice = replayed(doubledAndShuffled(calls, new Random(8)), 2);

    assertThat(once.decisionIds()).isNotEmpty();
    assertThat(twice.decisionIds()).isEqualTo(once.decisionIds());
    assertThat(twice.customers()).isEqualTo(once.customers());
    assertThat(twice.applied()).isEqualTo(once.applied());
    assertThat(once.applied()).hasSize(calls.size());
    assertThat(rig.events()).filteredOn(one -> one.startsWith("repeated")).hasSize(calls.size());
  }

  @Test
  void doesNotBelieveTheTicksOfThePast() throws Exception {
    rig.write(List.of(Call.adds("anna", "boots", NOON, "m1")));
    rig.tick(EVENING);

    rig.replay(rig.settings().replayUntil(NOON.plus(Duration.ofMinutes(10))), 2);

    assertThat(rig.events()).containsExactly("applied m1");
    assertThat(rig.moments("CartAbandoned")).isEmpty();
  }

  @Test
  void letsTimeGoOnToTheEndOfTheReplay() throws Exception {
    rig.write(List.of(Call.adds("anna", "boots", NOON, "m1")));
    rig.tick(EVENING);

    rig.replay(rig.settings().replayUntil(EVENING), 2);

    assertThat(rig.moments("CartAbandoned")).hasSize(1);
  }

  private record Result(
      TreeSet<String> applied,
      TreeSet<String> decisionIds,
      Map<String, CustomerSnapshot> customers) {}

  private Result replayed(List<Call> calls, int parallelism) throws Exception {
    rig.publishRules();
    rig.write(calls);
    rig.replay(
        rig.settings("--out-of-order", OUT_OF_ORDER.toString()).replayUntil(EVENING), parallelism);

    TreeSet<String> applied = new TreeSet<>(rig.events());
    applied.removeIf(one -> one.startsWith("repeated"));
    TreeSet<String> decisionIds = new TreeSet<>();
    rig.decisions().stream().map(Decision::decisionId).forEach(decisionIds::add);
    Map<String, CustomerSnapshot> customers = new TreeMap<>();
    rig.customers().forEach(customer -> customers.put(customer.customerId(), customer));
    return new Result(applied, decisionIds, customers);
  }

  private record Dated(Instant at, Call call) {}

  private static List<Call> inTheirOrder(List<Dated> calls) {
    return calls.stream().sorted(Comparator.comparing(Dated::at)).map(Dated::call).toList();
  }

  /** Each twice, and each as if it had been up to as late as the job is told. */
  private static List<Call> doubledAndShuffled(List<Dated> calls, Random random) {
    return inTheirOrder(
        Stream.concat(calls.stream(), calls.stream())
            .map(
                dated ->
                    new Dated(
                        dated.at().plusMillis(random.nextInt((int) OUT_OF_ORDER.toMillis())),
                        dated.call()))
            .toList());
  }

  /** Some customers, who look, add and order within four hours. */
  private static List<Dated> aDay(Random random) {
    List<Dated> calls = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String user = "user" + random.nextInt(25);
      String product = "p" + random.nextInt(12);
      Instant at = NOON.plusSeconds(random.nextInt(4 * 3600));
      String id = "m" + i;
      Call call =
          switch (random.nextInt(5)) {
            case 0, 1 -> Call.views(user, product, at, id);
            case 2, 3 -> Call.adds(user, product, at, id);
            default -> Call.orders(user, product, at, id);
          };
      calls.add(new Dated(at, call));
    }
    return calls;
  }
}
