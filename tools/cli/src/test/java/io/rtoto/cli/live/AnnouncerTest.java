package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnnouncerTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final RulesInForce rules = new RulesInForce("v1", false);
  private final Announcer announcer =
      new Announcer(new PrintStream(told, true, UTF_8), InstantSource.fixed(NOON), rules);

  @Test
  void tellsOfAnOffer() {
    hears(Topic.DECISIONS, Messages.of(Decision.class).write(offer()));
    assertThat(told.toString(UTF_8))
        .contains("OFFER", "free-delivery \"享免運費。\"", "anna", "CartAbandoned");
  }

  @Test
  void tellsOnceOfWhatComesTwice() {
    hears(Topic.DECISIONS, Messages.of(Decision.class).write(offer()));
    hears(Topic.DECISIONS, Messages.of(Decision.class).write(offer()));
    assertThat(told.toString(UTF_8)).containsOnlyOnce("OFFER");
  }

  @Test
  void tellsOfNoOfferThatTheCustomerIsHeldOutOf() {
    Decision heldOut = decision(DecisionKind.RECORD, Arm.HELD_OUT);
    hears(Topic.DECISIONS, Messages.of(Decision.class).write(heldOut));
    assertThat(told.toString(UTF_8)).isEmpty();
  }

  @Test
  void onlyCountsRecommendations() {
    Decision strip = decision(DecisionKind.RECOMMENDATION, Arm.TREATED);
    hears(Topic.DECISIONS, Messages.of(Decision.class).write(strip));
    assertThat(told.toString(UTF_8)).isEmpty();
  }

  @Test
  void hearsWhichRulesAreInForce() {
    hears(Topic.JOURNAL, Messages.of(JournalEntry.class).write(new RulesActivated("v1", 0, 1, "")));
    assertThat(rules.missing()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DECISIONS", "JOURNAL"})
  void passesOverWhatIsNoneOfOurs(Topic topic) {
    hears(topic, null);
    for (String foreign : new String[] {"", "not JSON", "null", "{}", "[1]"}) {
      hears(topic, foreign.getBytes(UTF_8));
    }
    assertThat(told.toString(UTF_8)).isEmpty();
  }

  private void hears(Topic topic, byte @Nullable [] message) {
    announcer.tell(new ConsumerRecord<>(topic.topicName(), 0, 0, null, message));
  }

  private static Decision offer() {
    return decision(DecisionKind.OFFER, Arm.TREATED);
  }

  private static Decision decision(DecisionKind kind, Arm arm) {
    return new Decision(
        "d-1",
        kind,
        "anna",
        "CartAbandoned",
        "e-1",
        "offer",
        "retail.cart_abandoned.free_delivery",
        "v1",
        null,
        NOON,
        NOON,
        "free-delivery",
        null,
        null,
        List.of(),
        Map.of(),
        List.of(),
        Purpose.MARKETING,
        Channel.WEB,
        "享免運費。",
        null,
        arm,
        0.5);
  }
}
