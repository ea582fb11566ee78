package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageProcess;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleSigner;
import io.rtoto.schemas.rulebundles.RuleSigner.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules change while events come, 2,000 a second, and the process of the job is killed in the
 * middle, as by {@code kill -9}. Each look brings a note, and the first of a customer an offer, by
 * whichever version.
 */
@ExtendWith(EngageRigExtension.class)
final class RulesUnderLoadTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int PARALLELISM = 2;
  private static final int CUSTOMERS = 50;
  private static final int A_BATCH = 100;
  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final KeyPair KEYS = RuleKeys.create();

  private static final String RULES =
      """
      package retail.product_viewed

      rule "Propose a note of every look"
          @id("retail.product_viewed.look.note")
          @owner("tests") @since("2026-11-26")
          agenda-group "propose"
      when
          ProductViewed()
      then
          insert( new Note( "looked" ) );
      end

      rule "Propose a mug to everyone"
          @id("retail.product_viewed.look.mug")
          @owner("tests") @since("2026-11-26")
          agenda-group "propose"
      when
          ProductViewed()
      then
          insert( new Offer( "mug", %d ) );
      end
      """;

  @TempDir private Path folder;
  private final EngageRig rig;
  private int written;

  RulesUnderLoadTest(EngageRig rig) {
    this.rig = rig;
  }

  @Test
  void changesBetweenTwoEventsOnEverySubtaskThoughTheProcessIsKilled() throws Exception {
    rig.begin(PARALLELISM);
    RuleBundle first = signed(rules(1), 1);
    RuleBundle second = signed(rules(2), 2);
    RuleBundle third = signed(rules(3), 3);
    publish(first);
    int before;
    int changed;
    try (EngageProcess engage = engage()) {
      awaitAllDecideBy(1, engage);
      looks(20);
      EngageRig.await(() -> decisions().size() == written);
      before = written;

      Instant published = Instant.now();
      publish(second);
      looks(20);
      awaitAllDecideBy(2, engage);
      changed = written;
      assertThat(takenAt(2)).hasSize(PARALLELISM).allMatch(at -> at.isBefore(published.plus(SOON)));

      looks(10);
      EngageRig.await(() -> decisions().size() > changed);
      looks(10);
      engage.kill();
    }
    // Nobody is there to take it up: what was not decided by then may be by either.
    publish(third);
    looks(20);
    int settled;
    try (EngageProcess engage = engage()) {
      awaitAllDecideBy(3, engage);
      settled = written;
      looks(20);
      EngageRig.await(() -> rig.events().size() >= written);
      EngageRig.await(() -> decisions().size() >= written);
    }

    assertThat(rig.events()).hasSize(written).doesNotHaveDuplicates();
    Map<String, List<Decision>> decisions = decisions();
    assertThat(decisions).hasSize(written);
    for (int i = 0; i < written; i++) {
      Set<String> active =
          i < before
              ? Set.of(first.version())
              : i < changed
                  ? Set.of(first.version(), second.version())
                  : i < settled
                      ? Set.of(second.version(), third.version())
                      : Set.of(third.version());
      List<Decision> copies = decisions.getOrDefault("m" + i, List.of());
      assertThat(copies)
          .as("m%d of %d, %d, %d", i, before, changed, settled)
          .isNotEmpty()
          .allSatisfy(copy -> assertThat(active).contains(copy.bundleVersion()))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("bundleVersion")
          .containsOnly(copies.get(0));
    }
    assertNoCustomerIsDecidedByAnOlderVersionAgain(
        decisions, List.of(first.version(), second.version(), third.version()));
    assertThat(rig.deadLetters()).isEmpty();
    assertThat(offers()).hasSize(CUSTOMERS);
  }

  private EngageProcess engage() throws IOException {
    return EngageProcess.start(
        folder,
        PARALLELISM,
        List.of(
            "--kafka", rig.bootstrapServers(), "--rules-keys", RuleKeys.written(KEYS.getPublic())));
  }

  /** A customer's looks are decided in their order, so that versions follow in theirs. */
  private static void assertNoCustomerIsDecidedByAnOlderVersionAgain(
      Map<String, List<Decision>> decisions, List<String> versions) {
    Set<Integer> inForce = new HashSet<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = customer; i < decisions.size(); i += CUSTOMERS) {
        numbers.add(
            versions.indexOf(decisions.getOrDefault("m" + i, List.of()).get(0).bundleVersion()));
      }
      assertThat(numbers).as("user%d", customer).isSorted();
      inForce.addAll(numbers);
    }
    assertThat(inForce).containsExactlyInAnyOrder(0, 1, 2);
  }

  /**
   * All that came of each look. After the kill a decision may come again, under its id, and by the
   * next version where that was published meanwhile.
   */
  private Map<String, List<Decision>> decisions() {
    Map<String, String> events = new HashMap<>();
    rig.journal().stream()
        .filter(EventApplied.class::isInstance)
        .map(EventApplied.class::cast)
        .forEach(
            applied -> events.put(applied.eventId(), applied.event().occurrence().messageId()));
    return rig.decisions().stream()
        .filter(decision -> decision.kind() == DecisionKind.RECORD)
        .filter(decision -> events.containsKey(decision.causeEventId()))
        .collect(
            Collectors.groupingBy(decision -> events.getOrDefault(decision.causeEventId(), "")));
  }

  /** What a customer was offered: what was said once is not said again by another version. */
  private Set<String> offers() {
    return rig.decisions().stream()
        .filter(decision -> decision.kind() == DecisionKind.OFFER)
        .map(Decision::decisionId)
        .collect(Collectors.toSet());
  }

  private void looks(int batches) throws Exception {
    for (int batch = 0; batch < batches; batch++) {
      long next = System.nanoTime() + BETWEEN_BATCHES.toNanos();
      rig.write(
          IntStream.range(written, written + A_BATCH)
              .mapToObj(
                  i -> Call.views("user" + i % CUSTOMERS, "p" + i % 7, NOON.plusMillis(i), "m" + i))
              .toList());
      written += A_BATCH;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void awaitAllDecideBy(long number, EngageProcess engage) throws IOException {
    EngageRig.await(
        () ->
            !engage.isAlive()
                || (newest().size() == PARALLELISM
                    && newest().values().stream().allMatch(report -> report.number() == number)));
    assertThat(engage.isAlive()).as(engage.said()).isTrue();
  }

  private Map<Integer, RuleReport> newest() {
    Map<Integer, RuleReport> newest = new HashMap<>();
    rig.ruleReports().forEach(report -> newest.put(report.subtask(), report));
    return newest;
  }

  /** When each subtask told first that it decides by that number. */
  private List<Instant> takenAt(long number) {
    return rig.ruleReports().stream()
        .filter(report -> report.number() == number)
        .collect(Collectors.toMap(RuleReport::subtask, RuleReport::at, (earlier, later) -> earlier))
        .values()
        .stream()
        .toList();
  }

  private void publish(RuleBundle bundle) throws Exception {
    rig.write(Topic.RULES, RuleBundle.ACTIVE_KEY, RuleBundle.class, bundle);
  }

  private static RuleBundle rules(int which) {
    return RuleCompiler.compile(
        new RuleLibrary(
            Map.of(
                "retail/product_viewed/look.drl",
                RULES.formatted(which),
                "texts.yaml",
                "offers: {mug: {en: Mug, zh-TW: 杯, zh-CN: 杯}}\n")),
        "tests",
        null,
        NOON);
  }

  private static RuleBundle signed(RuleBundle rules, long number) {
    return new RuleSigner(KEYS.getPrivate())
        .seal(rules, new Claim(RuleBundle.ACTIVE_KEY, number, null, "tests", null, 0, "", NOON));
  }
}
