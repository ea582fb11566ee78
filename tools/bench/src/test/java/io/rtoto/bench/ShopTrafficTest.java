package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ShopTrafficTest {
  private static final int EVENTS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ShopTraffic traffic = new ShopTraffic(1_000, EVENTS, 1_000, 0);

  @Test
  void makesTheSameEventOfTheSameNumber() {
    assertThat(new ShopTraffic(1_000, EVENTS, 1_000, 0).event(12_345))
        .isEqualTo(traffic.event(12_345));
    assertThat(traffic.event(12_346)).isNotEqualTo(traffic.event(12_345));
  }

  @Test
  void visitsEveryCustomerOnceBeforeAnyoneComesAgain() {
    Set<String> seen = new HashSet<>();
    for (long number = 0; number < 1_000; number++) {
      assertThat(seen.add(traffic.event(number).key())).isTrue();
    }
    for (long number = 1_000; number < EVENTS; number++) {
      assertThat(seen.add(traffic.event(number).key())).isFalse();
    }
  }

  @Test
  void sendsWhatIsSoundToTheTopicWhereItBelongs() throws IOException {
    SegmentReader reader = new SegmentReader(Instant.parse("2100-01-01T00:00:00Z"), "EUR");
    for (long number = 0; number < EVENTS; number++) {
      TrafficEvent event = traffic.event(number);
      JsonNode call = JSON.readTree(event.call());
      assertThat(event.topic()).isEqualTo(SegmentRouting.topicOf(call));
      assertThat(reader.read(event.topic(), event.call().getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(SegmentReader.Sound.class);
    }
  }

  @Test
  void isWhatAShopSees() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<Topic, Integer> topics = new EnumMap<>(Topic.class);
    for (long number = 0; number < EVENTS; number++) {
      TrafficEvent event = traffic.event(number);
      JsonNode call = JSON.readTree(event.call());
      kinds.merge(call.path("event").asText(call.path("type").asText()), 1, Integer::sum);
      topics.merge(event.topic(), 1, Integer::sum);
    }
    assertThat(kinds.get("Product Viewed")).isBetween(EVENTS * 78 / 100, EVENTS * 82 / 100);
    assertThat(kinds.get("Product Added")).isBetween(EVENTS * 6 / 100, EVENTS * 8 / 100);
    assertThat(kinds.get("Order Completed")).isBetween(EVENTS * 2 / 100, EVENTS * 4 / 100);
    assertThat(topics.keySet())
        .containsExactlyInAnyOrder(Topic.CLICKSTREAM, Topic.CHAT, Topic.ORDERS);
  }

  @Test
  void looksAtOneProductAsOftenAsItIsHot() {
    ShopTraffic hot = new ShopTraffic(1_000, EVENTS, 100_000, .2);
    Map<String, Integer> looks = new TreeMap<>();
    for (long number = 0; number < EVENTS; number++) {
      String call = hot.event(number).call();
      if (call.contains("Product Viewed")) {
        looks.merge(call.replaceAll(".*product_id\":\"([^\"]+).*", "$1"), 1, Integer::sum);
      }
    }
    int all = looks.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(looks.get("product-99999")).isBetween(all * 19 / 100, all * 21 / 100);
    // The others are of the whole catalogue.
    assertThat(looks).hasSizeGreaterThan(5_000);
  }

  @Test
  void isAsLargeAsThatOfARealShop() {
    double bytes =
        LongStream.range(0, EVENTS)
            .mapToInt(it -> traffic.event(it).call().getBytes(StandardCharsets.UTF_8).length)
            .average()
            .orElseThrow();
    assertThat(bytes).isBetween(395.0, 425.0);
  }
}
