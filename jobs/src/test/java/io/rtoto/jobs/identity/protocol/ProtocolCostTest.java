package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.local.Retailer;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much leaves talk: counted, not timed. */
final class ProtocolCostTest {
  private static final int CHAIN = 1_000;

  @Test
  void sendsFewerThanThreeMessagesInTenEventsOfARetailer() {
    Retailer retailer = new Retailer(20_000, 5);
    Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, 0);
    List<Happening> happenings = new ArrayList<>();
    for (int number = 0; number < 400_000; number++) {
      happenings.add(new Happening(number, identifiers(retailer.next()), number, true));
      neighbourhood.hear(happenings.get(number));
      neighbourhood.settle();
    }

    assertThat(neighbourhood.loopMessages() / 400_000.0).isLessThan(0.3);
    Truth truth = new Truth(happenings, neighbourhood.log());
    assertThat(truth.ids())
        .hasSizeGreaterThan(30_000)
        .allMatch(id -> neighbourhood.label(id).equals(truth.strongest(id)));
  }

  @Test
  void settlesAChainThatComesInAnyOrderWithFewMessages() {
    List<Happening> chain = chain();
    Collections.shuffle(chain, new Random(3));

    assertThat(settled(chain, 0).loopMessages()).isLessThan(60L * CHAIN);
  }

  @Test
  void settlesAChainWhoseStrongestComesLastWithBoundedMessages() {
    List<Happening> chain = chain();
    Collections.reverse(chain);

    Neighbourhood neighbourhood = settled(chain, 0);

    assertThat(neighbourhood.loopMessages()).isLessThan(300L * CHAIN);
    assertThat(neighbourhood.largestCustomer()).isLessThanOrEqualTo(Limits.DEFAULT.members());
    assertThat(neighbourhood.log()).hasSizeLessThan(CHAIN / 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000})
  void blocksADeviceOfTenThousandUsersOnceAndSaysLittleOfIt(long lag) {
    Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, lag);
    for (int number = 0; number < 10_000; number++) {
      neighbourhood.hear(together(number, Names.user(number), Names.device(0)));
      if (lag == 0) {
        neighbourhood.settle();
      }
    }
    neighbourhood.settle();

    assertThat(neighbourhood.log()).containsExactly(new Blocked(Names.device(0)));
    assertThat(neighbourhood.loopMessages()).isLessThan(lag == 0 ? 20 : 40_000);
    assertThat(neighbourhood.label(Names.user(7))).isEqualTo(Names.user(7));
    long before = neighbourhood.loopMessages();

    for (int number = 0; number < 10_000; number++) {
      neighbourhood.hear(together(number, Names.user(number), Names.device(0)));
      neighbourhood.settle();
    }

    assertThat(neighbourhood.loopMessages()).isEqualTo(before);
  }

  @Test
  void blocksAnAccountThatComesWithEverNewBrowsers() {
    Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, 0);
    for (int number = 0; number < 10_000; number++) {
      neighbourhood.hear(together(number, Names.user(0), Names.browser(number)));
      neighbourhood.settle();
    }

    assertThat(neighbourhood.log()).containsExactly(new Blocked(Names.user(0)));
    assertThat(neighbourhood.loopMessages()).isLessThan(2_000);
  }

  @Test
  void saysNothingToItselfAndComesToRestInACircle() {
    Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, 0);
    neighbourhood.hear(together(0, Names.user(0), Names.user(0)));
    neighbourhood.settle();
    assertThat(neighbourhood.loopMessages()).isZero();

    for (int round = 0; round < 100; round++) {
      neighbourhood.hear(together(round, Names.user(0), Names.user(1)));
      neighbourhood.hear(together(round, Names.user(1), Names.user(2)));
      neighbourhood.hear(together(round, Names.user(2), Names.user(0)));
      neighbourhood.settle();
    }

    assertThat(neighbourhood.loopMessages()).isLessThan(20);
    assertThat(neighbourhood.label(Names.user(2))).isEqualTo(Names.user(0));
  }

  private static List<Identifier> identifiers(List<Name> names) {
    return names.stream().map(name -> new Identifier(name.type(), name.value())).toList();
  }

  private static Neighbourhood settled(List<Happening> happenings, long lag) {
    Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, lag);
    for (Happening happening : happenings) {
      neighbourhood.hear(happening);
      neighbourhood.settle();
    }
    return neighbourhood;
  }

  /** Each is seen with the next. */
  private static List<Happening> chain() {
    List<Happening> chain = new ArrayList<>();
    for (int number = 0; number < CHAIN; number++) {
      chain.add(together(number, link(number), link(number + 1)));
    }
    return chain;
  }

  private static Identifier link(int number) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, "b%05d".formatted(number));
  }

  private static Happening together(int number, Identifier one, Identifier other) {
    return new Happening(number, List.of(one, other), number, true);
  }
}
