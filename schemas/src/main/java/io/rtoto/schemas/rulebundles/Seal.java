package io.rtoto.schemas.rulebundles;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever publishes a bundle vouches for.
 *
 * @param number of the publication: 1 for the first, then one more each; 0 of one that is not in
 *     force, but is rehearsed or waits for approval
 * @param content SHA-256 of sources, classes, models, rules and tags, in hex: {@link Content}
 * @param approver who approved it, another than the author; null where nobody had to
 * @param restores the number of the publication whose content it puts in force again; 0 of new
 *     content
 * @param why why it was published; may be empty
 * @param signature Ed25519 over the {@link Statement} of the bundle, base64; null where nobody
 *     signed
 * @param approvals of all who stand for its content: its author, and who approved it
 */
public record Seal(
    long number,
    String content,
    @Nullable String approver,
    long restores,
    String why,
    @Nullable String signature,
    List<Approval> approvals) {
  /** Older ones tell only the name of who approved. */
  public Seal {
    approvals = requireNonNullElse(approvals, List.of());
  }

  Seal signed(String by) {
    return new Seal(number, content, approver, restores, why, by, approvals);
  }
}
