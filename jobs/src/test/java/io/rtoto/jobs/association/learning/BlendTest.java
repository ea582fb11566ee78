package io.rtoto.jobs.association.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.association.learning.Answer.Neighbour;
import io.rtoto.jobs.association.learning.Ranked.Reason;
import io.rtoto.jobs.association.learning.Ranked.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BlendTest {
  @Test
  void tellsOfEachCandidateWhatSpeaksForIt() {
    Answer lamp =
        new Answer("lamp", List.of(new Neighbour("gas", 2, 5, Facts.NONE), neighbour("tent", 1)));
    Answer tent = new Answer("tent", List.of(neighbour("gas", 1)));
    Ranked gas = of("gas", Blend.ofSession(List.of(lamp, tent)));
    assertThat(gas.reasons())
        .extracting(Reason::source, Reason::productId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Source.FOLLOWED, "lamp"),
            org.assertj.core.groups.Tuple.tuple(Source.SESSIONS, "lamp"),
            org.assertj.core.groups.Tuple.tuple(Source.FOLLOWED, "tent"));
    // The best of both sources has the whole share of both.
    assertThat(gas.score()).isCloseTo(1, within(1e-9));
    assertThat(gas.reasons().stream().mapToDouble(Reason::share).sum())
        .isCloseTo(gas.score(), within(1e-9));
  }

  @Test
  void believesTheLastLookMost() {
    Answer lamp = new Answer("lamp", List.of(neighbour("gas", 1)));
    Answer tent = new Answer("tent", List.of(neighbour("stove", 1)));
    assertThat(named(Blend.ofSession(List.of(lamp, tent)))).containsSubsequence("gas", "stove");
    assertThat(named(Blend.ofSession(List.of(tent, lamp)))).containsSubsequence("stove", "gas");
  }

  @Test
  void expectsASessionToComeBackToWhatItSawLast() {
    List<Answer> nothing =
        List.of(answerless("lamp"), answerless("tent"), answerless("lamp"), answerless("gas"));
    assertThat(named(Blend.ofSession(nothing))).containsExactly("lamp", "tent", "gas");
  }

  @Test
  void putsEqualCandidatesInTheOrderOfTheirIds() {
    Answer lamp =
        new Answer("lamp", List.of(neighbour("b", 1), neighbour("c", 1), neighbour("a", 1)));
    assertThat(named(Blend.ofSession(List.of(lamp)))).containsExactly("lamp", "a", "b", "c");
  }

  @Test
  void completesABasketByWhatGoesWithMostOfIt() {
    Map<String, List<Companion>> companions =
        Map.of(
            "tent",
                List.of(
                    new Companion("gas", 0.3, Facts.NONE), new Companion("lamp", 0.4, Facts.NONE)),
            "stove", List.of(new Companion("gas", 0.3, Facts.NONE)));
    assertThat(named(Blend.ofBasket(companions))).containsExactly("gas", "lamp");
  }

  private static Answer answerless(String product) {
    return new Answer(product, List.of());
  }

  private static Neighbour neighbour(String product, double followed) {
    return new Neighbour(product, followed, 0, Facts.NONE);
  }

  private static Ranked of(String product, Stream<Ranked> candidates) {
    return candidates.filter(one -> one.productId().equals(product)).findFirst().orElseThrow();
  }

  private static List<String> named(Stream<Ranked> candidates) {
    return candidates.map(Ranked::productId).toList();
  }
}
