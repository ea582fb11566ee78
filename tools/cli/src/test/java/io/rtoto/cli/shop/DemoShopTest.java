package io.rtoto.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoShopTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  private final List<ShopCall> calls = new ArrayList<>();
  private final List<Truth> truths = new ArrayList<>();

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(jsonOf(1)).isEqualTo(jsonOf(1)).isNotEqualTo(jsonOf(2));
  }

  @Test
  void sellsSomeThreeHundredProductsNamedInThreeLanguages() {
    List<CatalogEntry> catalogue = new DemoShop(1).catalogue();
    assertThat(catalogue).hasSizeBetween(250, 350);
    Set<String> ids = new HashSet<>(catalogue.stream().map(CatalogEntry::productId).toList());
    assertThat(ids).hasSameSizeAs(catalogue);
    assertThat(catalogue)
        .allSatisfy(
            entry -> {
              assertThat(entry.names()).containsOnlyKeys("zh-TW", "zh-CN", "en");
              assertThat(ids).containsAll(entry.companions());
              assertThat(entry.companions()).isNotEmpty().doesNotContain(entry.productId());
              assertThat(entry.price().minor()).isPositive();
            });
  }

  @Test
  void saysOnlyWhatTheEngineReads() {
    simulate(1);
    SegmentReader reader = new SegmentReader(START.plus(Duration.ofDays(100)), "USD");
    assertThat(calls)
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(
                        reader.read(
                            SegmentRouting.topicOf(call.json()),
                            call.json().toString().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SegmentReader.Sound.class));
  }

  @Test
  void mayWriteToManyButNotAllOfThoseWhoLogIn() {
    simulate(1);
    Map<String, Boolean> agree = new HashMap<>();
    for (ShopCall call : calls) {
      if (call.json().path("type").asText().equals("identify")) {
        boolean told =
            call.json()
                .at("/context/consent/categoryPreferences")
                .path("marketing.email")
                .asBoolean(false);
        agree.merge(call.json().path("userId").asText(), told, (one, other) -> one);
      }
    }
    long agreed = agree.values().stream().filter(told -> told).count();
    assertThat(agreed).isBetween(agree.size() / 2L, agree.size() - 1L);
  }

  @Test
  void givesEachCallAnIdOfItsOwn() {
    simulate(1);
    assertThat(calls.stream().map(ShopCall::messageId)).doesNotHaveDuplicates();
  }

  @Test
  void knowsWhoIsWho() {
    simulate(1);
    assertThat(truths).hasSize(60);
    for (ShopCall call : calls) {
      String user = call.json().path("userId").asText("");
      if (!user.isEmpty()) {
        String device = call.json().path("anonymousId").asText();
        assertThat(truths)
            .filteredOn(truth -> user.equals(truth.userId()))
            .singleElement()
            .satisfies(truth -> assertThat(truth.anonymousIds()).contains(device));
      }
    }
  }

  @Test
  void letsCustomersUseBothDevicesChatAbandonBuyReturnAndLeave() {
    simulate(1);
    assertThat(calls.stream().map(call -> call.json().path("event").asText()).distinct())
        .contains(
            "Product Viewed",
            "Product Added",
            "Product Removed",
            "Order Completed",
            "Order Refunded",
            "Live Chat Message Sent",
            "Live Chat Message Received",
            "Checkout Started");
    assertThat(calls.stream().map(call -> call.json().path("type").asText())).contains("identify");
    assertThat(truths).anySatisfy(truth -> assertThat(truth.leftAt()).isNotNull());
    assertThat(truths).anySatisfy(truth -> assertThat(truth.abandonedCarts()).isNotEmpty());
  }

  @Test
  void liveShopHasAPastInOrderOfTimeAndThenWhatIsDue() {
    LiveShop shop = new LiveShop(1, START, Duration.ofSeconds(4));
    assertThat(shop.past(START))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.at()).isBeforeOrEqualTo(START))
        .extracting(ShopCall::at)
        .isSorted();
    assertThat(shop.due(START.minusSeconds(1))).isEmpty();
    List<ShopCall> first = shop.due(START.plusSeconds(30));
    List<ShopCall> second = shop.due(START.plusSeconds(60));
    assertThat(first).isNotEmpty();
    assertThat(second).isNotEmpty();
    first.addAll(second);
    assertThat(first).extracting(ShopCall::messageId).doesNotHaveDuplicates();
    assertThat(first).extracting(ShopCall::at).isSorted();
  }

  private void simulate(long seed) {
    new DemoShop(seed).simulate(60, START, MONTH, calls::add, truths::add);
  }

  private static List<String> jsonOf(long seed) {
    List<String> json = new ArrayList<>();
    new DemoShop(seed)
        .simulate(
            60,
            START,
            MONTH,
            call -> json.add(call.json().toString()),
            truth -> json.add(truth.toString()));
    return json;
  }
}
