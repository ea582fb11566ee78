package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import java.util.List;

/**
 * What came of a moment.
 *
 * @param occasion the moment
 * @param rulings what came of each proposal, those of a slot together, best first
 * @param failures the rules that threw
 */
record Heard(Occasion occasion, List<Ruling> rulings, List<Verdict.Failure> failures) {}
