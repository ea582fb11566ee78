package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.RulesActivated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole job, live: what is recommended as visitors turn out to be customers. */
@ExtendWith(EngageRigExtension.class)
final class RecommendationsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String BROWSER = "\"anonymousId\":\"browser\"";

  private final EngageRig rig;
  private final EngageSettings settings;
  private Instant now = NOON;

  RecommendationsTest(EngageRig rig) {
    this.rig = rig;
    settings = rig.settings();
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(2);
    rig.publishRules();
    for (String product : List.of("boots", "wax", "hat", "clogs", "sandals", "socks")) {
      CatalogEntry entry =
          new CatalogEntry(
              product, Map.of("en", product), "shoes", new Money(4990, "USD"), 3, List.of());
      rig.write(Topic.CATALOG, product, CatalogEntry.class, entry);
    }
    rig.startLive(settings, 2);
    EngageRig.await(
        () -> rig.journal().stream().filter(RulesActivated.class::isInstance).count() == 2);
    rig.awaitRest(settings);
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void theVisitGoesOnWhenTheVisitorTurnsOutToBeACustomerOfLongStanding() throws Exception {
    // What comes later in a visit weighs more: live, two looks in one moment may change places.
    for (String product : List.of("boots", "wax")) {
      for (int i = 0; i < 3; i++) {
        write("\"anonymousId\":\"other-%d\"".formatted(i), product);
      }
      rig.awaitRest(settings);
    }
    write("\"userId\":\"anna\"", "clogs");
    write(BROWSER, "boots");
    rig.awaitRest(settings);

    Decision joined = looks("\"userId\":\"anna\"," + BROWSER, "hat");
    Decision alone = looks("\"userId\":\"berta\",\"anonymousId\":\"fresh\"", "hat");

    assertThat(whyWax(joined)).isEqualTo("viewed-together of boots");
    assertThat(whyWax(alone)).isNotEqualTo("viewed-together of boots");
    assertThat(joined.customerId()).isEqualTo(looks("\"userId\":\"anna\"", "hat").customerId());
  }

  @Test
  void recommendsNothingThatDoesNotExistHoweverOftenTheCustomerNamesItAndWhoeverTheyAre()
      throws Exception {
    for (int day : List.of(30, 10)) {
      Instant then = NOON.minus(Duration.ofDays(day));
      rig.write(List.of(Call.orders("anna", "socks", then, "socks " + day)));
      rig.write(List.of(Call.orders("anna", "no-such-socks", then, "no such socks " + day)));
    }
    for (String product : List.of("no-such-boots", "no-such-hat", "clogs", "sandals")) {
      write(BROWSER, product);
    }
    rig.awaitRest(settings);
    assertThat(candidates(looks(BROWSER, "boots")))
        .contains("clogs", "sandals")
        .doesNotContain("no-such");

    write("\"userId\":\"anna\"," + BROWSER, "boots");
    rig.awaitRest(settings);
    assertThat(candidates(looks("\"userId\":\"anna\"", "boots")))
        .contains("clogs", "sandals", "socks")
        .doesNotContain("no-such");
  }

  /** What is decided upon that look, once all is at rest. */
  private Decision looks(String who, String product) throws Exception {
    Instant at = write(who, product);
    EngageRig.await(() -> rig.decisions().stream().anyMatch(one -> one.decidedAt().equals(at)));
    rig.awaitRest(settings);
    return rig.decisions().stream()
        .filter(one -> one.decidedAt().equals(at))
        .findFirst()
        .orElseThrow();
  }

  private Instant write(String who, String product) throws Exception {
    now = now.plusSeconds(1);
    String json =
        """
        {"type":"track","event":"Product Viewed",%s,"messageId":"%s","timestamp":"%s",\
        "properties":{"product_id":"%s","category":"shoes"}}\
        """
            .formatted(who, now, now, product);
    rig.write(List.of(new Call(Topic.CLICKSTREAM, who, json)));
    return now;
  }

  private static String whyWax(Decision decision) {
    List<Decision.Recommended> recommended = decision.recommended();
    assertThat(recommended).isNotNull();
    return recommended.stream()
        .filter(one -> one.productId().equals("wax"))
        .map(one -> one.because() + " of " + one.of())
        .findFirst()
        .orElse("");
  }

  /** All that might have been recommended, not only what was. */
  private static String candidates(Decision decision) {
    return decision.facts().toString();
  }
}
