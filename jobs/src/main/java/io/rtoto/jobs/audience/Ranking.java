package io.rtoto.jobs.audience;

import io.rtoto.jobs.memory.Standing;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Those who are drawn to the same, most of all first.
 *
 * @param standings by customer
 */
record Ranking(Map<String, Standing> standings) {
  /** So many are told, and as many of those who have bought it already. */
  static final int MOST = 1_000;

  /** So many are remembered: to find out who is too many costs a look at all. */
  static final int MOST_REMEMBERED = 2 * MOST + 250;

  /** Two looks come to so little in eleven weeks; an order and a look in fifteen. */
  private static final double FAINTEST = .05;

  private static final double PARTS = 1_000;

  private static final Comparator<Map.Entry<String, Standing>> MOST_DRAWN_FIRST =
      Comparator.comparingDouble((Map.Entry<String, Standing> one) -> one.getValue().level())
          .reversed()
          .thenComparing(
              Comparator.comparingInt((Map.Entry<String, Standing> one) -> one.getValue().day())
                  .reversed())
          .thenComparing(Map.Entry::getKey);

  /** Who is one too many. */
  List<String> tooMany() {
    List<String> tooMany = new ArrayList<>();
    for (boolean bought : new boolean[] {false, true}) {
      ranked(bought).skip(MOST).forEach(one -> tooMany.add(one.getKey()));
    }
    return tooMany;
  }

  /** Who is hardly drawn to it any more, when somebody else has been of late; no buyer. */
  List<String> faded() {
    int asOf = asOf();
    return standings.entrySet().stream()
        .filter(one -> !one.getValue().bought() && one.getValue().score(asOf) < FAINTEST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private int asOf() {
    return standings.values().stream().mapToInt(Standing::day).max().orElseThrow();
  }

  /** The audience that they are; of somebody at least. */
  Audience audience(AudienceKind kind, String name) {
    int asOf = asOf();
    return new Audience(
        kind,
        name,
        LocalDate.ofEpochDay(asOf),
        ranked(false).limit(MOST).map(one -> member(one.getKey(), one.getValue(), asOf)).toList(),
        ranked(true).limit(MOST).map(Map.Entry::getKey).toList());
  }

  private Stream<Map.Entry<String, Standing>> ranked(boolean bought) {
    return standings.entrySet().stream()
        .filter(one -> one.getValue().bought() == bought)
        .sorted(MOST_DRAWN_FIRST);
  }

  private static Audience.Member member(String customerId, Standing standing, int asOf) {
    return new Audience.Member(
        customerId,
        Math.rint(standing.score(asOf) * PARTS) / PARTS,
        standing.tier(),
        LocalDate.ofEpochDay(standing.day()));
  }
}
