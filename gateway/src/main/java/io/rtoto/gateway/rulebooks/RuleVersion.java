package io.rtoto.gateway.rulebooks;

import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Seal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules, as people read it.
 *
 * @param version the hash of what is in it
 * @param number of the publication, from 1 on; 0 of one that has none
 * @param parent the version that it replaced; null for the first
 * @param author who published it
 * @param approver who approved it; null where nobody had to
 * @param why why; null where nobody said
 * @param publishedAt when
 * @param files each file of the library by its path, as written
 */
record RuleVersion(
    String version,
    long number,
    @Nullable String parent,
    String author,
    @Nullable String approver,
    @Nullable String why,
    Instant publishedAt,
    Map<String, String> files) {

  static RuleVersion of(RuleBundle bundle) {
    Seal seal = bundle.seal();
    return new RuleVersion(
        bundle.version(),
        bundle.number(),
        bundle.parent(),
        bundle.author(),
        seal == null ? null : seal.approver(),
        seal == null || seal.why().isEmpty() ? null : seal.why(),
        bundle.publishedAt(),
        bundle.sources());
  }

  /** The same without what is written in it. */
  Published published() {
    return new Published(version, number, parent, author, approver, why, publishedAt);
  }

  /**
   * That a version was published.
   *
   * @param version the hash of what is in it
   * @param number of the publication
   * @param parent the version that it replaced; null for the first
   * @param author who published it
   * @param approver who approved it; null where nobody had to
   * @param why why; null where nobody said
   * @param at when
   */
  record Published(
      String version,
      long number,
      @Nullable String parent,
      String author,
      @Nullable String approver,
      @Nullable String why,
      Instant at) {}
}
