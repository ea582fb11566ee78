package io.rtoto.schemas.scorecards;

import java.time.Instant;
import java.util.Map;

/**
 * Something that the author of a rule should know. Who shows it makes the sentence, in the language
 * of who reads it.
 *
 * @param code what it is
 * @param figures what it is known by, by name, as text; which names a code has is told at {@link
 *     FindingCode}
 * @param since when it was seen first, in event time
 */
public record Finding(FindingCode code, Map<String, String> figures, Instant since) {}
