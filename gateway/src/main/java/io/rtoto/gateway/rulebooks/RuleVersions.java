package io.rtoto.gateway.rulebooks;

import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that were published. It remembers the newest 50, the one that was put in force last,
 * the one that is rehearsed, and the one that waits for approval.
 *
 * <p>Threads may share one.
 */
final class RuleVersions {
  private static final int MOST = 50;

  private final TreeMap<Long, RuleVersion> byNumber = new TreeMap<>();
  private @Nullable RuleVersion newest;
  private @Nullable RuleVersion rehearsed;
  private @Nullable RuleVersion proposed;

  /** Takes a version of the history. */
  synchronized void published(RuleBundle bundle) {
    byNumber.put(bundle.number(), RuleVersion.of(bundle));
    if (byNumber.size() > MOST) {
      byNumber.pollFirstEntry();
    }
  }

  /** Takes the version that is put in force. */
  synchronized void putInForce(RuleBundle bundle) {
    newest = RuleVersion.of(bundle);
  }

  /** Takes the version that is rehearsed from now on; null when none is. */
  synchronized void rehearse(@Nullable RuleBundle bundle) {
    rehearsed = bundle == null ? null : RuleVersion.of(bundle);
  }

  /** Takes the version that waits for approval from now on; null when none does. */
  synchronized void propose(@Nullable RuleBundle bundle) {
    proposed = bundle == null ? null : RuleVersion.of(bundle);
  }

  /**
   * The one that was put in force last, with its cases, which the history tells; empty before the
   * first.
   */
  synchronized Optional<RuleVersion> newest() {
    RuleVersion last = newest;
    if (last == null) {
      return Optional.empty();
    }
    RuleVersion kept = byNumber.get(last.number());
    return Optional.of(kept != null && kept.version().equals(last.version()) ? kept : last);
  }

  /** The one that is rehearsed. */
  synchronized Optional<RuleVersion> rehearsed() {
    return Optional.ofNullable(rehearsed);
  }

  /** The one that waits for approval. */
  synchronized Optional<RuleVersion> proposed() {
    return Optional.ofNullable(proposed);
  }

  /** One of all these; of a version that was published twice, as it was the last time. */
  synchronized Optional<RuleVersion> find(String version) {
    return Stream.of(
            byNumber.descendingMap().values().stream(),
            newest().stream(),
            rehearsed().stream(),
            proposed().stream())
        .flatMap(some -> some)
        .filter(one -> one.version().equals(version))
        .findFirst();
  }

  /** What is said where {@link #find} has nothing. */
  static String notFound(String version) {
    return "No version of the newest %d is %s. Maybe see /v1/rules/history."
        .formatted(MOST, version);
  }

  /** All of them, the newest first. */
  synchronized List<RuleVersion.Published> history() {
    return byNumber.descendingMap().values().stream().map(RuleVersion::published).toList();
  }
}
