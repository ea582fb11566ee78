package io.rtoto.gateway.desk;

import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.reasons.DecisionSentences;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was decided at a moment or was not, and why.
 *
 * @param at when, in event time
 * @param moment the moment's name, such as {@code CartAbandoned}
 * @param decisionId the id of the decision, or that it would have
 * @param sentences for people, as {@code rtoto why} tells them: the first says what came of it, the
 *     rest what was recommended and what stopped the others
 */
public record Why(Instant at, String moment, String decisionId, List<String> sentences) {
  /** The newest of all those, newest first. */
  static List<Why> of(List<Decision> made, List<DecisionNotMade> notMade, int most) {
    return Stream.concat(
            made.stream()
                .map(
                    one ->
                        new Why(
                            one.decidedAt(),
                            one.moment(),
                            one.decisionId(),
                            trimmed(DecisionSentences.of(one)))),
            notMade.stream()
                .map(
                    one ->
                        new Why(
                            one.at(),
                            one.moment(),
                            one.decisionId(),
                            trimmed(DecisionSentences.of(one)))))
        .sorted(Comparator.comparing(Why::at).thenComparing(Why::decisionId).reversed())
        .limit(most)
        .toList();
  }

  /** How a line stands in a terminal is no matter of a page's. */
  private static List<String> trimmed(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}
