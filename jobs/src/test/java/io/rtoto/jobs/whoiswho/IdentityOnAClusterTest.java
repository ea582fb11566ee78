package io.rtoto.jobs.whoiswho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierDoubted;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.naming.Pseudonyms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two hundred random stories through the whole job on RocksDB and a real broker: shuffled, doubled,
 * partly unproven, with more user ids than is believable, links taken back, identifiers blocked and
 * erased, task managers killed and the parallelism changed on the way. In the end every customer is
 * what the oracle says.
 *
 * <p>A story is a household of its own: no identifier of it is another's, so that each is a run by
 * itself, with events, faults and an outcome of its own. Forty share one life of the job, its kills
 * and its rescalings, because such a life takes ten seconds, and a story a tenth of one. {@code
 * -Didentity.lives=200 -Didentity.stories=5} gives it more lives than five, and other company.
 */
@ExtendWith(EngageRigExtension.class)
final class IdentityOnAClusterTest {
  private static final int STORIES_A_LIFE = Integer.getInteger("identity.stories", 40);
  private static final int PARTITIONS = 4;

  /** In this life, nothing is linked before all else has happened. */
  private static final int LINKED_LATE = 2;

  /** In this life, and every fifth after it, checkpoints are made of a log of changes. */
  private static final int CHANGES_LOGGED = 3;

  private final EngageRig rig;

  IdentityOnAClusterTest(EngageRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  static IntStream lives() {
    return IntStream.range(0, Integer.getInteger("identity.lives", 5));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void everyCustomerIsWhatTheOracleSaysWhateverHappensOnTheWay(int life) throws Exception {
    rig.begin(PARTITIONS);
    if (life % 5 == CHANGES_LOGGED) {
      rig.logChanges();
    }
    EngageSettings settings = rig.settings("--audiences-apart", "PT0.1S");
    Pseudonyms pseudonyms = new Pseudonyms(settings.identitySecret());
    Random random = new Random(life);
    List<RandomStory> stories =
        LongStream.range(0, STORIES_A_LIFE)
            .mapToObj(number -> new RandomStory(life * 1_000L + number, pseudonyms))
            .toList();
    List<Deed> deeds = new ArrayList<>();
    stories.forEach(story -> deeds.addAll(story.deeds()));
    List<IdentityCommand> orders = new ArrayList<>();
    if (life % 2 == 1) {
      stories.forEach(story -> orders.addAll(story.orders()));
    }
    List<Deed> told = new ArrayList<>(deeds);
    told.addAll(deeds);
    Collections.shuffle(told, random);
    if (life == LINKED_LATE) {
      told.sort(Comparator.comparing(deed -> deed.identifiers().size() > 1));
    }
    Iterator<Integer> parallelism = List.of(1 + life % 2, 4, 2).iterator();

    LocalJob job = rig.startLive(settings, parallelism.next());
    write(quarter(1, told));
    rig.order(orders);
    rig.killTaskManager();
    write(quarter(2, told));
    comesBack(job);
    job = rescaled(job, settings, parallelism.next());
    write(quarter(3, told));
    rig.killTaskManager();
    comesBack(job);
    rescaled(job, settings, parallelism.next());
    write(quarter(4, told));
    // Means nobody; but a reader of whom nothing more is asked tells ten seconds late how far it
    // is.
    rig.order(List.of(strangersAreTwo(pseudonyms)));
    // What a cart's deadline holds up goes on when time has passed it.
    rig.tick(Deed.NOW);
    rig.awaitRest(settings);

    List<IdentityCommand> commands = rig.identityCommands();
    Oracle oracle = new Oracle(deeds, commands, pseudonyms);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(rig.customersNow())
                    .extracting(Oracle::ofToday)
                    .containsExactlyInAnyOrderElementsOf(oracle.customers()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(rig.audiencesNow())
                    .isNotEmpty()
                    .flatExtracting(Audience::members)
                    .extracting(Audience.Member::customerId)
                    .isSubsetOf(
                        rig.customersNow().stream().map(CustomerSnapshot::customerId).toList()));
    assertThat(commands).containsAll(orders);
    assertThat(oracle.joinedWithoutProof()).isEmpty();
    assertThat(askedFor(IdentifierBlocked.class, commands)).isEqualTo(oracle.overfull());
    Set<Identifier> doubted = askedFor(IdentifierDoubted.class, commands);
    assertThat(oracle.doubtful()).containsAll(doubted);
    doubted.addAll(oracle.overfull());
    assertThat(doubted).containsAll(oracle.doubtful());
    assertThat(rig.deadLetters()).isEmpty();
  }

  /** What the engine orders by itself. */
  private static Set<Identifier> askedFor(
      Class<? extends IdentityCommand> kind, List<IdentityCommand> commands) {
    return commands.stream()
        .filter(one -> kind.isInstance(one) && one.author().equals("engage"))
        .map(IdentityCommand::identifier)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<Deed> quarter(int which, List<Deed> told) {
    return told.subList((which - 1) * told.size() / 4, which * told.size() / 4);
  }

  private static IdentityCommand strangersAreTwo(Pseudonyms pseudonyms) {
    return new LinkCut(
        pseudonyms.identifier(IdentifierType.USER_ID, "one"),
        pseudonyms.identifier(IdentifierType.USER_ID, "other"),
        "desk",
        "They are two.",
        Deed.END);
  }

  private static void comesBack(LocalJob killed) {
    EngageRig.await(() -> killed.restarts() > 0 && killed.runsOnAllTasks());
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
}
