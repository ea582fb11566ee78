package io.rtoto.gateway.rulebooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Seal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
 * @param files each file of the library by its path, as written, also those of its cases
 * @param restores the number whose rules it put in force again; 0 of what was new
 */
record RuleVersion(
    String version,
    long number,
    @Nullable String parent,
    String author,
    @Nullable String approver,
    @Nullable String why,
    Instant publishedAt,
    Map<String, String> files,
    @JsonIgnore long restores) {

  static RuleVersion of(RuleBundle bundle) {
    Seal seal = bundle.seal();
    Map<String, String> files = new TreeMap<>(bundle.sources());
    if (bundle.cases() != null) {
      files.putAll(bundle.cases());
    }
    return new RuleVersion(
        bundle.version(),
        bundle.number(),
        bundle.parent(),
        bundle.author(),
        seal == null ? null : seal.approver(),
        seal == null || seal.why().isEmpty() ? null : seal.why(),
        bundle.publishedAt(),
        files,
        seal == null ? 0 : seal.restores());
  }

  /** The same without what is written in it. */
  Published published() {
    return new Published(
        version,
        number,
        parent,
        author,
        approver,
        why,
        publishedAt,
        restores == 0 ? null : restores);
  }

  /** The same without what is written in it, where it stands. */
  Standing standing() {
    return new Standing(version, number == 0 ? null : number, author, approver, why, publishedAt);
  }

  /**
   * A version where it stands: in force, rehearsed, or waiting.
   *
   * @param version the hash of what is in it
   * @param number of the publication; null of one that has none
   * @param author who published it
   * @param approver who approved it; null where nobody had to
   * @param why why; null where nobody said
   * @param publishedAt when
   */
  record Standing(
      String version,
      @Nullable Long number,
      String author,
      @Nullable String approver,
      @Nullable String why,
      Instant publishedAt) {}

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
   * @param rolledBackTo the number whose rules it put in force again; null of what was new
   */
  record Published(
      String version,
      long number,
      @Nullable String parent,
      String author,
      @Nullable String approver,
      @Nullable String why,
      Instant at,
      @Nullable Long rolledBackTo) {}
}
