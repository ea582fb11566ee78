package io.rtoto.jobs.association.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.association.learning.Answer.Neighbour;
import io.rtoto.schemas.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProductAssociationsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final AssociationSettings SETTINGS = AssociationSettings.DEFAULT;

  private final Map<String, ProductAssociations> shop = new HashMap<>();

  @Test
  void weighsWhatFollowsByDistanceAndWhatWasBeforeByHalf() {
    visit("s", NOON, "tent", "stove", "lamp");
    // Each was looked at once: by the root of 1 + 2.
    assertThat(followed("tent", NOON))
        .containsOnlyKeys("stove", "lamp")
        .hasEntrySatisfying("stove", is(1 / Math.sqrt(3)))
        .hasEntrySatisfying("lamp", is(1 / 2.0 / Math.sqrt(3)));
    assertThat(followed("lamp", NOON))
        .hasEntrySatisfying("stove", is(0.5 / Math.sqrt(3)))
        .hasEntrySatisfying("tent", is(0.5 / 2 / Math.sqrt(3)));
  }

  @Test
  void countsALookForHalfAfterAHalfLife() {
    visit("s", NOON, "tent", "stove");
    Instant later = NOON.plus(SETTINGS.halfLife());
    assertThat(followed("tent", later)).hasEntrySatisfying("stove", is(0.5 / Math.sqrt(0.5 + 2)));
  }

  @Test
  void keepsItsWeightsWhenTheTimeMovesOnByYears() {
    visit("s", NOON, "tent", "stove");
    Instant later = NOON.plus(Duration.ofDays(10 * 365));
    visit("t", later, "tent", "lamp");
    assertThat(followed("tent", later))
        .hasEntrySatisfying("lamp", is(1 / Math.sqrt(3)))
        .hasEntrySatisfying("stove", weight -> assertThat(weight).isLessThan(1e-9));
  }

  @Test
  void relatesAProductToItselfWhenItIsLookedAtAgain() {
    visit("s", NOON, "tent", "tent");
    assertThat(followed("tent", NOON)).hasEntrySatisfying("tent", is(1.5 / Math.sqrt(2 + 2)));
  }

  @Test
  void prefersTheSessionsThatAreLikeTheOneThatAsks() {
    visit("campers", NOON, "stove", "lamp", "gas");
    visit("readers", NOON, "book", "lamp", "glasses");
    assertThat(inSessions("lamp", "stove").get("gas"))
        .isGreaterThan(inSessions("lamp", "stove").get("glasses"));
    assertThat(inSessions("lamp", "book").get("glasses"))
        .isGreaterThan(inSessions("lamp", "book").get("gas"));
  }

  @Test
  void asksTheNearestSessionsOnly() {
    AssociationSettings one =
        new AssociationSettings(
            SETTINGS.halfLife(), SETTINGS.basketHalfLife(), 5, 96, 50, 1, 64, 24);
    visit("campers", NOON, "stove", "lamp", "gas");
    visit("readers", NOON, "book", "lamp", "glasses");
    Answer answer = product("lamp").answer(new Look("x", "lamp", List.of("stove"), NOON), one);
    assertThat(answer.neighbours())
        .filteredOn(neighbour -> neighbour.sessions() > 0)
        .extracting(Neighbour::productId)
        .containsExactlyInAnyOrder("gas", "stove");
  }

  @Test
  void tellsHowMuchOfAWeightMayBeForgotten() {
    AssociationSettings few = withNeighbours(8);
    Map<String, Double> real = new HashMap<>();
    ProductAssociations tent = product("tent");
    for (int i = 0; i < 2_000; i++) {
      String next = "p" + (i % 7 == 0 ? i % 40 : i % 5);
      Look look = new Look("s" + i, next, List.of("tent"), NOON);
      tent.isFollowed(look, 1, few);
      real.merge(next, 1.0, Double::sum);
    }
    double forgotten = tent.forgotten(NOON, few);
    assertThat(forgotten).isPositive();
    Answer answer = tent.answer(new Look("x", "tent", List.of(), NOON), few);
    Map<String, Double> kept = new HashMap<>();
    answer.neighbours().forEach(one -> kept.put(one.productId(), one.followed() * Math.sqrt(2)));
    assertThat(kept).hasSize(8).containsKeys("p0", "p1", "p2", "p3", "p4");
    real.forEach(
        (product, weight) ->
            assertThat(weight - kept.getOrDefault(product, 0.0))
                .as(product)
                .isBetween(-1e-6, forgotten));
  }

  @Test
  void knowsNothingOfASessionItemWhosePlaceAnotherTook() {
    AssociationSettings two = withNeighbours(2);
    ProductAssociations tent = product("tent");
    tent.isLookedAt(new Look("s", "tent", List.of("lamp", "stove", "book"), NOON), two);
    Answer answer = tent.answer(new Look("x", "tent", List.of(), NOON), two);
    // The book took the place of the stove, which was the weakest.
    assertThat(answer.neighbours())
        .extracting(Neighbour::productId)
        .containsExactly("lamp", "book");
    assertThat(answer.neighbours().get(1).sessions()).isPositive();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    wander(500);
    for (ProductAssociations one : shop.values()) {
      byte[] written = bytes(one);
      ProductAssociations read = read(written);
      assertThat(bytes(read)).isEqualTo(written);
    }
    Look look = new Look("x", "p1", List.of("p2", "p3"), NOON);
    assertThat(read(bytes(product("p1"))).answer(look, SETTINGS))
        .isEqualTo(product("p1").answer(look, SETTINGS));
    assertThat(read(bytes(product("p1"))).companions(SETTINGS))
        .isNotEmpty()
        .isEqualTo(product("p1").companions(SETTINGS));
  }

  @Test
  void readsWhatWasWrittenWithWholeIds() throws IOException {
    ProductAssociations tent =
        read(
            Base64.getDecoder()
                .decode(
                    "AQAAAaGcIXIAP4AAAAAAAAAAAgRsYW1wPwAAAAdsYW50ZXJuP4AAKwEABWxpZ2h0AANFVVICAc8PAAAB"
                        + "BrBNS2roe0ARAAEAAAGhnCFyAD+AAAAAAAAAAAEEcGVncz+4qjs/gAAAAQAHY2FtcGluZwAAAQEA"));
    Look look = new Look("other", "tent", List.of(), Instant.parse("2026-11-02T12:01:00Z"));

    assertThat(tent.answer(look, SETTINGS).neighbours())
        .containsExactly(
            new Neighbour("lantern", 0.5773366866089586, 0.5773304189003571, Facts.NONE),
            new Neighbour(
                "lamp",
                0.2886668635982951,
                0.40413129323024993,
                new Facts("light", new Money(1999, "EUR"))));
    assertThat(tent.companions(SETTINGS))
        .containsExactly(new Companion("pegs", 1.4426950216293335, new Facts("camping", null)));
  }

  @Test
  void writesOnceWhatAllIdsBeginWith() throws IOException {
    assertThat(bytes(followed("product-0001", "product-0002")).length)
        .isEqualTo(bytes(followed("0001", "0002")).length + "product-".length());
  }

  private static ProductAssociations followed(String... products) {
    ProductAssociations followed = new ProductAssociations();
    for (String product : products) {
      followed.isFollowed(new Look("visit", product, List.of("tent"), NOON), 1, SETTINGS);
    }
    return followed;
  }

  @Test
  void refusesWhatANewerVersionWrote() throws IOException {
    byte[] written = bytes(product("tent"));
    written[0] = 3;
    assertThatThrownBy(() -> read(written))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3; expected 2");
  }

  @Test
  void comesToTheSameBytesFromTheSameEvents() throws IOException {
    wander(500);
    byte[] first = bytes(product("p1"));
    shop.clear();
    wander(500);
    assertThat(bytes(product("p1"))).isEqualTo(first);
  }

  @Test
  void staysSmallWhenARobotLooksAtTenThousandProducts() throws IOException {
    List<String> newestFirst = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        look("robot", NOON.plusSeconds(i), "product-" + i, newestFirst);
        // Every other look is at the same product, which is near to all of them.
        look("robot", NOON.plusSeconds(i), "tent", newestFirst);
      }
    }
    assertThat(bytes(product("tent")).length).isBetween(500, 2_000);
    assertThat(product("tent").answer(new Look("x", "tent", List.of(), NOON), SETTINGS))
        .satisfies(answer -> assertThat(answer.neighbours()).hasSize(SETTINGS.answers()));
  }

  @Test
  void keepsOfASessionOfFiveThousandLooksWhatIsNear() throws IOException {
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      look("long", NOON.plusSeconds(i), i % 2 == 0 ? "tent" : "stove", newestFirst);
    }
    assertThat(bytes(product("tent")).length).isLessThan(200);
  }

  @Test
  void doesNotRememberAProductWhoseIdIsLong() throws IOException {
    String endless = "x".repeat(10_000);
    visit("s", NOON, "tent", endless, "stove");
    assertThat(followed("tent", NOON)).containsOnlyKeys("stove");
    assertThat(followed("stove", NOON)).containsOnlyKeys("tent");
    assertThat(bytes(product(endless)).length).isLessThan(200);
  }

  @Test
  void likensWhatIsBoughtTogetherByTheCosineOfTheOrders() {
    order(NOON, "tent", "stove");
    order(NOON, "tent", "lamp");
    order(NOON, "stove", "lamp", "gas");
    assertThat(product("tent").companions(SETTINGS))
        .extracting(Companion::productId)
        .containsExactly("lamp", "stove");
    // One order of two products, of two that each has: when that was told, the stove had one.
    assertThat(product("tent").companions(SETTINGS).get(1).likeness())
        .isCloseTo(1 / Math.log(2) / Math.sqrt(2 * 1), within(1e-6));
  }

  @Test
  void tellsAProductOfALargeOrderOfSomeOthersOnly() {
    List<String> products = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      products.add("p" + i);
    }
    Basket large = new Basket(products, NOON);
    assertThat(large.othersThan("p999"))
        .hasSize(Basket.MOST_OTHERS)
        .startsWith("p0", "p1")
        .doesNotContain("p999");
    assertThat(new Basket(List.of("a", "b", "a"), NOON).othersThan("b")).containsExactly("a");
  }

  private static AssociationSettings withNeighbours(int most) {
    return new AssociationSettings(
        SETTINGS.halfLife(), SETTINGS.basketHalfLife(), 5, most, 50, 50, 64, 24);
  }

  private static java.util.function.Consumer<Double> is(double expected) {
    return weight -> assertThat(weight).isCloseTo(expected, within(1e-6));
  }

  private void wander(int visits) {
    for (int i = 0; i < visits; i++) {
      visit(
          "s" + i, NOON.plusSeconds(i), "p" + i % 5, "p" + i % 7, "p" + i * 31 % 400, "p" + i % 11);
      order(NOON.plusSeconds(i), "p" + i % 3, "p" + i % 13, "p" + i * 17 % 300);
    }
  }

  private void visit(String session, Instant at, String... products) {
    List<String> newestFirst = new ArrayList<>();
    for (String product : products) {
      look(session, at, product, newestFirst);
    }
  }

  private void look(String session, Instant at, String product, List<String> newestFirst) {
    Look look = new Look(session, product, newestFirst, at);
    product(product).isLookedAt(look, SETTINGS);
    look.teaches(SETTINGS)
        .forEach(
            earlier -> product(earlier.productId()).isFollowed(look, earlier.distance(), SETTINGS));
    newestFirst.add(0, product);
    if (newestFirst.size() > SETTINGS.reach()) {
      newestFirst.remove(SETTINGS.reach());
    }
  }

  private void order(Instant at, String... products) {
    Basket basket = new Basket(List.of(products), at);
    for (String product : basket.products()) {
      double orders = product(product).isBought(at, SETTINGS);
      for (String other : basket.othersThan(product)) {
        product(other).isBoughtWith(product, orders, basket.products().size(), at, SETTINGS);
      }
    }
  }

  private Map<String, Double> followed(String product, Instant at) {
    Map<String, Double> followed = new HashMap<>();
    product(product)
        .answer(new Look("x", product, List.of(), at), SETTINGS)
        .neighbours()
        .forEach(one -> followed.put(one.productId(), one.followed()));
    return followed;
  }

  private Map<String, Double> inSessions(String product, String earlier) {
    Map<String, Double> sessions = new HashMap<>();
    product(product)
        .answer(new Look("x", product, List.of(earlier), NOON), SETTINGS)
        .neighbours()
        .forEach(one -> sessions.put(one.productId(), one.sessions()));
    return sessions;
  }

  private ProductAssociations product(String id) {
    return shop.computeIfAbsent(id, none -> new ProductAssociations());
  }

  private static byte[] bytes(ProductAssociations of) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    of.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ProductAssociations read(byte[] bytes) throws IOException {
    return ProductAssociations.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
