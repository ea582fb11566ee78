package io.rtoto.jobs.association;

import io.rtoto.jobs.association.VisitAnswers.Told;
import io.rtoto.jobs.association.learning.Blend;
import io.rtoto.jobs.association.learning.Facts;
import io.rtoto.jobs.association.learning.Ranked;
import io.rtoto.jobs.association.learning.Ranked.Reason;
import io.rtoto.jobs.association.learning.Ranked.Source;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes candidates of what the products of a visit answered. */
final class VisitBlend {
  private VisitBlend() {}

  /**
   * What may be recommended: what the shop lists first, then what is looked at and bought with the
   * products of the visit, then what else there is; of a kind best first.
   */
  static List<Candidate> candidates(VisitAnswers visit, Answered last) {
    String onThePage = last.asked().productId();
    List<Candidate> candidates = new ArrayList<>();
    last.others().stream().filter(one -> one.because() == Because.LISTED).forEach(candidates::add);
    viewed(visit, onThePage).limit(VisitAnswers.MOST_CANDIDATES).forEach(candidates::add);
    bought(visit, onThePage).forEach(candidates::add);
    last.others().stream().filter(one -> one.because() != Because.LISTED).forEach(candidates::add);
    return candidates;
  }

  private static Stream<Candidate> viewed(VisitAnswers visit, String onThePage) {
    Map<String, Facts> facts = new HashMap<>();
    for (Told told : visit.looks()) {
      told.neighbours().forEach(one -> facts.putIfAbsent(one.productId(), one.facts()));
    }
    return Blend.ofSession(visit.answers())
        .filter(one -> !one.productId().equals(onThePage))
        .flatMap(
            one ->
                because(one)
                    .map(why -> candidate(one, Because.VIEWED_TOGETHER, why, facts))
                    .stream());
  }

  /** The strongest reason but that it was looked at itself: of that the customer knows more. */
  private static Optional<Reason> because(Ranked candidate) {
    return candidate.reasons().stream().filter(one -> one.source() != Source.SEEN).findFirst();
  }

  private static Stream<Candidate> bought(VisitAnswers visit, String onThePage) {
    Map<String, Facts> facts = new HashMap<>();
    visit
        .companions()
        .values()
        .forEach(all -> all.forEach(one -> facts.putIfAbsent(one.productId(), one.facts())));
    return visit
        .bought(onThePage)
        .map(one -> candidate(one, Because.BOUGHT_TOGETHER, one.reasons().get(0), facts));
  }

  private static Candidate candidate(
      Ranked one, Because because, Reason why, Map<String, Facts> facts) {
    Facts told = facts.getOrDefault(one.productId(), Facts.NONE);
    return new Candidate(
        one.productId(), because, why.productId(), one.score(), told.category(), told.price());
  }
}
