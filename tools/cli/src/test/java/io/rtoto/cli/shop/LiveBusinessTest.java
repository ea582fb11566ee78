package io.rtoto.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LiveBusinessTest {
  private static final Instant OPENS = Instant.parse("2026-11-27T09:00:00Z");
  private static final Duration BETWEEN_VISITS = Duration.ofSeconds(4);
  private static final Instant LATER = OPENS.plus(Duration.ofMinutes(20));

  static Stream<String> industries() {
    return Industry.names().stream();
  }

  @ParameterizedTest
  @MethodSource("industries")
  void tellsWhatWasBeforeItOpenedAndThenWhatIsDue(String industry) {
    LiveSimulation business = LiveSimulation.of(industry, 1, OPENS, BETWEEN_VISITS);
    List<ShopCall> past = business.past(OPENS);
    assertThat(past).isNotEmpty().isSortedAccordingTo(ComingVisits.IN_ORDER);
    assertThat(past).allSatisfy(call -> assertThat(call.at()).isBeforeOrEqualTo(OPENS));

    List<ShopCall> now = business.due(LATER);
    assertThat(now).isNotEmpty().isSortedAccordingTo(ComingVisits.IN_ORDER);
    assertThat(now).allSatisfy(call -> assertThat(call.at()).isBetween(OPENS, LATER));
    assertThat(business.due(LATER)).isEmpty();
    assertThat(Stream.concat(past.stream(), now.stream()))
        .extracting(ShopCall::messageId)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("industries")
  void tellsCallsThatTheEngineTakes(String industry) {
    LiveSimulation business = LiveSimulation.of(industry, 1, OPENS, BETWEEN_VISITS);
    List<ShopCall> calls = new ArrayList<>(business.past(OPENS));
    calls.addAll(business.due(LATER));
    SegmentReader reader = new SegmentReader(LATER.plus(Duration.ofDays(1)), "USD");
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(
                        reader.read(
                            SegmentRouting.topicOf(call.json()),
                            call.json().toString().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SegmentReader.Sound.class));
  }

  @ParameterizedTest
  @MethodSource("industries")
  void hearsOfItsBackEndWhileItIsOpen(String industry) {
    LiveSimulation business = LiveSimulation.of(industry, 1, OPENS, BETWEEN_VISITS);
    assertThat(business.due(LATER))
        .extracting(call -> SegmentRouting.topicOf(call.json()))
        .contains(Topic.CLICKSTREAM)
        .satisfies(
            topics ->
                assertThat(topics.contains(Topic.BACKEND))
                    .isEqualTo(!industry.equals(Industry.RETAIL)));
  }
}
