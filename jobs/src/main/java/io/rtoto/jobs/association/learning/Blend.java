package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.association.learning.Answer.Neighbour;
import io.rtoto.jobs.association.learning.Ranked.Source;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes one ranking of what several products answer. */
public final class Blend {
  private static final double FOLLOWED = 0.6;
  private static final double SESSIONS = 0.4;
  private static final double SEEN = 1.5;

  /** What an answer counts for each look that came since. */
  private static final double FOLLOWED_FADES = 0.2;

  private static final double SESSIONS_FADE = 0.5;

  /** How much less likely a product is come back to for each look that came since. */
  private static final double SEEN_FADES = 0.7;

  private Blend() {}

  /**
   * What one product's neighbours weigh, by what it knows alone.
   *
   * @param followed of each, how often it is looked at soon after the other or before
   * @param sessions of each, how much it is part of sessions like the one that asks
   */
  static double[] ofOne(double[] followed, double[] sessions) {
    double byFollowed = FOLLOWED / greatest(followed);
    double bySessions = SESSIONS / greatest(sessions);
    double[] weights = new double[followed.length];
    Arrays.setAll(weights, i -> byFollowed * followed[i] + bySessions * sessions[i]);
    return weights;
  }

  private static double greatest(double[] values) {
    double greatest = Arrays.stream(values).max().orElse(0);
    return greatest > 0 ? greatest : 1;
  }

  /**
   * What this session will come to next, the best first. What was looked at before is among it, be
   * it the product of the last look: who does not want that leaves it out.
   *
   * @param newestFirst the answers to its last looks, of which the fifth counts little and the
   *     tenth nothing; where one is missing, an empty one
   */
  public static Stream<Ranked> ofSession(List<Answer> newestFirst) {
    Ranking ranking = new Ranking();
    Set<String> asked = new HashSet<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Answer answer = newestFirst.get(i);
      String from = answer.productId();
      if (asked.add(from)) {
        ranking.add(Source.SEEN, from, from, Math.pow(SEEN_FADES, Math.max(0, i - 1)));
        add(answer, i, ranking);
      }
    }
    return ranking.bestFirst(
        Map.of(Source.FOLLOWED, FOLLOWED, Source.SESSIONS, SESSIONS, Source.SEEN, SEEN));
  }

  private static void add(Answer answer, int since, Ranking ranking) {
    double followed = Math.pow(FOLLOWED_FADES, since);
    double sessions = Math.pow(SESSIONS_FADE, since);
    for (Neighbour one : answer.neighbours()) {
      ranking.add(Source.FOLLOWED, one.productId(), answer.productId(), followed * one.followed());
      ranking.add(Source.SESSIONS, one.productId(), answer.productId(), sessions * one.sessions());
    }
  }

  /**
   * What completes a basket, the best first. What is in it already may be among that.
   *
   * @param companions what goes with each product of the basket
   */
  public static Stream<Ranked> ofBasket(Map<String, List<Companion>> companions) {
    Ranking ranking = new Ranking();
    companions.forEach((product, all) -> add(product, all, ranking));
    return ranking.bestFirst(Map.of(Source.BOUGHT_TOGETHER, 1.0));
  }

  private static void add(String product, List<Companion> companions, Ranking ranking) {
    for (Companion one : companions) {
      ranking.add(Source.BOUGHT_TOGETHER, one.productId(), product, one.likeness());
    }
  }
}
