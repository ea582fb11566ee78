package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
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
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rules change while events come, 2,000 a second, and a task manager is killed in the middle. Each
 * look brings a note, and the first of a customer an offer, by whichever version.
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
          insert( new Note( "looked-%d" ) );
      end

      rule "Propose a mug to everyone"
          @id("retail.product_viewed.look.mug")
          @owner("tests") @since("2026-11-26")
          agenda-group "propose"
      when
          ProductViewed()
      then
          insert( new Offer( "mug", 1 ) );
      end
      """;

  private final EngageRig rig;
  private int written;

  RulesUnderLoadTest(EngageRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void changesBetweenTwoEventsOnEverySubtaskThoughATaskManagerIsKilled() throws Exception {
    rig.begin(PARALLELISM);
    RuleBundle first = signed(rules(1), 1);
    RuleBundle second = signed(rules(2), 2);
    RuleBundle third = signed(rules(1), 3);
    publish(first);
    LocalJob job =
        rig.startLive(
            rig.settings("--rules-keys", RuleKeys.written(KEYS.getPublic())), PARALLELISM);
    awaitAllDecideBy(1);

    looks(20);
    EngageRig.await(() -> decisions().size() == written);
    int before = written;

    Instant changed = Instant.now();
    publish(second);
    looks(20);
    awaitAllDecideBy(2);
    assertThat(takenAt(2)).allMatch(at -> at.isBefore(changed.plus(SOON)));

    // Published into the failure: it is taken up after the restart at the latest.
    rig.killTaskManager();
    publish(third);
    looks(40);
    EngageRig.await(() -> job.restarts() > 0);
    awaitAllDecideBy(3);
    int settled = written;
    looks(20);

    EngageRig.await(() -> rig.events().size() >= written);
    EngageRig.await(() -> decisions().size() >= written);
    assertThat(rig.events()).hasSize(written).doesNotHaveDuplicates();
    Map<String, Set<String>> versions = decisions();
    assertThat(versions).hasSize(written);
    versions.forEach(
        (event, by) ->
            assertThat(Set.of(first.version(), second.version())).as(event).containsAll(by));
    IntStream.range(0, before)
        .forEach(i -> assertThat(versions.get("m" + i)).containsExactly(first.version()));
    IntStream.range(settled, written)
        .forEach(i -> assertThat(versions.get("m" + i)).containsExactly(third.version()));
    assertThat(versions.values()).anyMatch(by -> by.contains(second.version()));
    assertThat(rig.deadLetters()).isEmpty();
    assertThat(offers()).hasSize(CUSTOMERS);
  }

  /** By which versions each look was decided: several only where it came again after the kill. */
  private Map<String, Set<String>> decisions() {
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
            Collectors.groupingBy(
                decision -> events.getOrDefault(decision.causeEventId(), ""),
                Collectors.mapping(Decision::bundleVersion, Collectors.toSet())));
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

  private void awaitAllDecideBy(long number) {
    EngageRig.await(
        () ->
            newest().size() == PARALLELISM
                && newest().values().stream().allMatch(report -> report.number() == number));
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
