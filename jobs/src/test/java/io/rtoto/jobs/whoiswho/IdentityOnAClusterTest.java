package io.rtoto.jobs.whoiswho;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.identity.Pseudonyms;
import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred random stories through the whole job on RocksDB and a real broker: shuffled, doubled,
 * with links taken back, task managers killed and the parallelism changed on the way. In the end
 * every customer is what the oracle says.
 */
@ExtendWith(EngageRigExtension.class)
final class IdentityOnAClusterTest {
  private static final int STORIES_A_LIFE = 40;
  private static final int PARTITIONS = 4;

  private final EngageRig rig;

  IdentityOnAClusterTest(EngageRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void everyCustomerIsWhatTheOracleSaysWhateverHappensOnTheWay(int life) throws Exception {
    rig.begin(PARTITIONS);
    EngageSettings settings = rig.settings();
    Pseudonyms pseudonyms = new Pseudonyms(settings.identitySecret());
    Random random = new Random(life);
    List<RandomStory> stories =
        LongStream.range(0, STORIES_A_LIFE)
            .mapToObj(number -> new RandomStory(life * 1_000L + number, pseudonyms))
            .toList();
    List<Deed> deeds = new ArrayList<>();
    stories.forEach(story -> deeds.addAll(story.deeds()));
    Set<Set<Identifier>> regrets = new HashSet<>();
    if (life % 2 == 1) {
      stories.forEach(story -> regrets.addAll(story.regrets()));
    }
    List<Deed> told = new ArrayList<>(deeds);
    told.addAll(deeds);
    Collections.shuffle(told, random);
    Iterator<Integer> parallelism = List.of(1 + life % 2, 4, 2).iterator();

    LocalJob job = rig.startLive(settings, parallelism.next());
    write(told.subList(0, told.size() / 3));
    regret(regrets);
    rig.killTaskManager();
    write(told.subList(told.size() / 3, 2 * told.size() / 3));
    EngageRig.await(job::runsOnAllTasks);
    job = rescaled(job, settings, parallelism.next());
    write(told.subList(2 * told.size() / 3, told.size()));
    rig.killTaskManager();
    EngageRig.await(job::runsOnAllTasks);
    rescaled(job, settings, parallelism.next());
    rig.awaitRest(settings);

    assertThat(customers()).isEqualTo(new Oracle(deeds, regrets).customers());
    assertThat(rig.deadLetters()).isEmpty();
  }

  private LocalJob rescaled(LocalJob job, EngageSettings settings, int parallelism)
      throws Exception {
    Path savepoint = job.stopWithSavepoint();
    LocalJob next = rig.start(settings, parallelism, savepoint);
    EngageRig.await(next::runsOnAllTasks);
    return next;
  }

  private void write(List<Deed> deeds) throws Exception {
    rig.write(
        deeds.stream()
            .map(
                deed ->
                    new Call(
                        deed.orderMinor() > 0 ? Topic.ORDERS : Topic.CLICKSTREAM,
                        deed.identifiers().get(0).hash(),
                        deed.json()))
            .toList());
  }

  private void regret(Set<Set<Identifier>> links) throws Exception {
    for (Set<Identifier> link : links) {
      List<Identifier> ends = List.copyOf(new TreeSet<>(link));
      rig.write(
          Topic.IDENTITY_COMMANDS,
          ends.get(0).hash(),
          IdentityCommand.class,
          new LinkCut(ends.get(0), ends.get(1), "desk", "They are two.", Instant.EPOCH));
    }
  }

  private Set<Oracle.Customer> customers() {
    Map<String, CustomerSnapshot> newest = new LinkedHashMap<>();
    rig.customers().forEach(snapshot -> newest.put(snapshot.customerId(), snapshot));
    Set<Oracle.Customer> customers = new HashSet<>();
    for (CustomerSnapshot snapshot : newest.values()) {
      Map<String, Integer> cart = new TreeMap<>();
      snapshot.cart().forEach(line -> cart.put(line.productId(), line.quantity()));
      customers.add(
          new Oracle.Customer(
              new TreeSet<>(snapshot.identifiers()),
              snapshot.events(),
              snapshot.orders(),
              snapshot.spendMinor(),
              cart));
    }
    return customers;
  }
}
