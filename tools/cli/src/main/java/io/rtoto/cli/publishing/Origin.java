package io.rtoto.cli.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a publication comes from.
 *
 * @param by who does it, as the audit tells
 * @param author who made the rules, or ordered to take them back
 * @param approver who approved it, another than the author; null where nobody had to
 * @param why why; may be empty
 * @param at when
 */
public record Origin(String by, String author, @Nullable String approver, String why, Instant at) {
  /** Of who publishes what they made. */
  public Origin(String author, String why, Instant at) {
    this(author, author, null, why, at);
  }
}
