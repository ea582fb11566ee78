package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Deed;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a memory holds depends on what happened, not on the order in which we learned of it. */
final class CustomerMemoryPropertyTest {

  /**
   * A life drawn by chance.
   *
   * @param seed of the chance
   * @param events how many events
   * @param products out of how many products: few, and they meet again; many, and the cart is full
   * @param seconds within how many seconds: few, and many happen at once
   */
  record Life(long seed, int events, int products, int seconds) {
    List<IdentifiedEvent> happenings() {
      Random chance = new Random(seed);
      Map<String, IdentifiedEvent> unique = new LinkedHashMap<>();
      for (int i = 0; i < events; i++) {
        IdentifiedEvent event = happening(chance).event();
        unique.put(event.eventId(), event);
      }
      return new ArrayList<>(unique.values());
    }

    private Deed happening(Random chance) {
      Instant at = NOON.plusSeconds(chance.nextInt(seconds));
      ProductMention one = anyProduct(chance);
      return switch (chance.nextInt(12)) {
        case 0 -> ANNA.removes(one, chance.nextBoolean() ? null : 1 + chance.nextInt(3), at);
        case 1 -> ANNA.orders(at, one, anyProduct(chance));
        case 2 -> chance.nextInt(10) == 0 ? ANNA.orders(at) : ANNA.doesSomething(at);
        case 3 -> ANNA.cancels(at, new Money(chance.nextInt(5_000), "EUR"));
        case 4 -> ANNA.returns(at, new Money(chance.nextInt(5_000), "JPY"));
        case 5 -> ANNA.tells(new Traits(anyOf(chance, "de", "zh-TW"), null, null), at);
        case 6 -> ANNA.isAnswered(at);
        case 7, 8 -> ANNA.views(one, at);
        default -> ANNA.adds(one, 1 + chance.nextInt(3), at);
      };
    }

    private ProductMention anyProduct(Random chance) {
      return product("p" + chance.nextInt(products), anyOf(chance, "a", "b"), chance.nextInt(900));
    }

    private static String anyOf(Random chance, String one, String other) {
      return chance.nextBoolean() ? one : other;
    }
  }

  static List<Life> lives() {
    List<Life> lives = new ArrayList<>();
    for (long seed = 0; seed < 150; seed++) {
      lives.add(new Life(seed, 40, 5, 60));
    }
    for (long seed = 150; seed < 170; seed++) {
      lives.add(new Life(seed, 1_500, 400, 2_000));
    }
    return lives;
  }

  @ParameterizedTest
  @MethodSource("lives")
  void isTheSameInWhateverOrderTheEventsCome(Life life) {
    List<IdentifiedEvent> events = life.happenings();
    CustomerMemory inOrder = memoryOf(events);
    Collections.shuffle(events, new Random(life.seed()));
    assertThat(memoryOf(events)).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void comesTogetherFromAnyParts(Life life) {
    List<IdentifiedEvent> events = life.happenings();
    CustomerMemory whole = memoryOf(events);
    List<List<IdentifiedEvent>> parts =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Random chance = new Random(life.seed());
    events.forEach(event -> parts.get(chance.nextInt(parts.size())).add(event));
    CustomerMemory a = memoryOf(parts.get(0));
    CustomerMemory b = memoryOf(parts.get(1));
    CustomerMemory c = memoryOf(parts.get(2));
    assertThat(a.merge(b).merge(c)).isEqualTo(whole);
    assertThat(c.merge(b.merge(a))).isEqualTo(whole);
    assertThat(whole.merge(CustomerMemory.EMPTY)).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void doesNotMindARepeatWhereItDoesNotCount(Life life) {
    List<IdentifiedEvent> events = life.happenings();
    CustomerMemory once = memoryOf(events);
    List<IdentifiedEvent> repeated = new ArrayList<>(events);
    repeated.addAll(events);
    CustomerMemory twice = memoryOf(repeated);
    assertThat(twice.cart()).isEqualTo(once.cart());
    assertThat(twice.views()).isEqualTo(once.views());
    assertThat(twice.traits()).isEqualTo(once.traits());
    assertThat(twice.identifiers()).isEqualTo(once.identifiers());
    assertThat(twice.lastActivity()).isEqualTo(once.lastActivity());
    assertThat(twice.orders().bought()).isEqualTo(once.orders().bought());
    assertThat(twice.events()).isEqualTo(2 * once.events());
  }

  @ParameterizedTest
  @MethodSource("lives")
  void staysWithinItsBounds(Life life) {
    CustomerMemory memory = memoryOf(life.happenings());
    assertThat(memory.cart().lines()).hasSizeLessThanOrEqualTo(Cart.MOST_PRODUCTS);
    assertThat(memory.views().looks()).hasSizeLessThanOrEqualTo(Views.MOST);
    assertThat(memory.orders().bought()).hasSizeLessThanOrEqualTo(OrderStatistics.MOST_PURCHASES);
  }

  static CustomerMemory memoryOf(List<IdentifiedEvent> events) {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (IdentifiedEvent event : events) {
      memory = memory.apply(event);
    }
    return memory;
  }
}
