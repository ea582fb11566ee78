package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ComponentTest {
  private static final Limits AT_MOST_TEN = Limits.of(3, 100, 10);

  private final NavigableMap<Identifier, List<Edge>> edges = new TreeMap<>();

  @Test
  void leavesTwoUsersTogetherWhomProofJoins() {
    joins(Names.user(1), Names.email(1), true);
    joins(Names.user(2), Names.email(1), true);
    joins(Names.user(1), Names.browser(1), false);
    joins(Names.user(2), Names.browser(1), false);

    assertThat(parting()).isEmpty();
  }

  @Test
  void doubtsTheWeakestUnprovenEdgeBetweenTwoUsers() {
    joins(Names.user(1), Names.email(1), false);
    joins(Names.email(1), Names.browser(1), true);
    joins(Names.browser(1), Names.browser(2), false);
    joins(Names.user(2), Names.browser(2), true);

    assertThat(parting()).containsExactly(new LinkDoubted(Names.browser(1), Names.browser(2)));
  }

  @Test
  void leavesOneUserToWhomNothingIsProven() {
    joins(Names.user(1), Names.browser(1), false);
    joins(Names.email(1), Names.browser(1), false);

    assertThat(parting()).isEmpty();
  }

  @Test
  void cutsTheWeakestBridgeOfACustomerThatIsTooLarge() {
    for (int i = 0; i < 4; i++) {
      joins(Names.email(i), Names.email(i + 1), true);
      joins(Names.phone(i), Names.phone(i + 1), true);
    }
    joins(Names.email(4), Names.browser(0), true);
    assertThat(parting()).isEmpty();

    joins(Names.phone(4), Names.browser(0), true);

    assertThat(parting()).containsExactly(new Cut(Names.phone(4), Names.browser(0)));
  }

  @Test
  void cutsNoBridgeThatPartsNextToNothing() {
    Limits atMostForty = Limits.of(3, 100, 40);
    for (int i = 0; i < 30; i++) {
      joins(Names.email(i), Names.email(i + 1), true);
    }
    for (int i = 0; i < 10; i++) {
      joins(Names.email(i), Names.browser(i), false);
    }

    assertThat(new Component(edges).parting(atMostForty))
        .hasValueSatisfying(
            parting -> assertThat(parting.named()).allMatch(id -> !id.equals(Names.browser(0))));
  }

  @Test
  void blocksTheMostConnectedWhereThereIsNoBridge() {
    for (int i = 0; i < 11; i++) {
      joins(Names.browser(i), Names.browser((i + 1) % 11), true);
    }
    joins(Names.browser(3), Names.browser(7), true);
    joins(Names.browser(3), Names.browser(9), true);

    assertThat(parting()).containsExactly(new Blocked(Names.browser(3)));
  }

  @Test
  void partsNothingWhatIsNotTogetherAnyMore() {
    for (int i = 0; i < 20; i++) {
      joins(Names.browser(2 * i), Names.browser(2 * i + 1), true);
    }

    assertThat(parting()).isEmpty();
  }

  @Test
  void findsTheBridgesThatTryingThemAllFinds() {
    for (long seed = 0; seed < 500; seed++) {
      edges.clear();
      Random chance = new Random(seed);
      int size = 2 + chance.nextInt(12);
      for (int left = size + chance.nextInt(4); left > 0; left--) {
        int one = chance.nextInt(size);
        int other = chance.nextInt(size);
        if (one != other) {
          joins(Names.browser(one), Names.browser(other), true);
        }
      }
      Map<Identifier, List<Bond>> bonds = bonds();

      assertThat(new Bridges(bonds).parting(0, 1))
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(bridgesByTrial(bonds));
    }
  }

  private Map<Identifier, List<Bond>> bonds() {
    Map<Identifier, List<Bond>> bonds = new TreeMap<>();
    edges.forEach((id, own) -> bonds.put(id, own.stream().map(edge -> Bond.of(id, edge)).toList()));
    return bonds;
  }

  private static List<Bond> bridgesByTrial(Map<Identifier, List<Bond>> bonds) {
    List<Bond> bridges = new ArrayList<>();
    for (Bond bond : bonds.values().stream().flatMap(List::stream).distinct().toList()) {
      if (!reaches(bond.one(), bond.other(), bond, bonds)) {
        bridges.add(bond);
      }
    }
    return bridges;
  }

  private static boolean reaches(
      Identifier from, Identifier to, Bond closed, Map<Identifier, List<Bond>> bonds) {
    List<Identifier> reached = new ArrayList<>(List.of(from));
    for (int i = 0; i < reached.size(); i++) {
      Identifier here = reached.get(i);
      for (Bond bond : bonds.getOrDefault(here, List.of())) {
        Identifier there = bond.beyond(here);
        if (!bond.equals(closed) && !reached.contains(there)) {
          reached.add(there);
        }
      }
    }
    return reached.contains(to);
  }

  private List<Command> parting() {
    return new Component(edges).parting(AT_MOST_TEN).stream().toList();
  }

  private void joins(Identifier one, Identifier other, boolean proven) {
    edges.merge(one, List.of(Edge.seen(other, 0, proven)), ComponentTest::and);
    edges.merge(other, List.of(Edge.seen(one, 0, proven)), ComponentTest::and);
  }

  private static List<Edge> and(List<Edge> known, List<Edge> more) {
    return Edges.with(more.get(0), known);
  }
}
