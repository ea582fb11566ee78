package io.rtoto.cli.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a publication comes from.
 *
 * @param author who made the rules, or ordered to take them back
 * @param approver who approved it, another than the author; null where nobody had to
 * @param why why; may be empty
 * @param at when
 */
public record Origin(String author, @Nullable String approver, String why, Instant at) {}
