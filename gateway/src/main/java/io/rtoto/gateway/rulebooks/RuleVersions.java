package io.rtoto.gateway.rulebooks;

import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions that were published. It remembers the newest 50, and the one that was put in force
 * last.
 *
 * <p>Threads may share one.
 */
final class RuleVersions {
  private static final int MOST = 50;

  private final TreeMap<Long, RuleVersion> byNumber = new TreeMap<>();
  private @Nullable RuleVersion newest;

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

  /** The one that was put in force last; empty before the first. */
  synchronized Optional<RuleVersion> newest() {
    return Optional.ofNullable(newest);
  }

  /** One of them; of a version that was published twice, as it was the last time. */
  synchronized Optional<RuleVersion> find(String version) {
    return byNumber.descendingMap().values().stream()
        .filter(one -> one.version().equals(version))
        .findFirst()
        .or(() -> newest().filter(one -> one.version().equals(version)));
  }

  /** All of them, the newest first. */
  synchronized List<RuleVersion.Published> history() {
    return byNumber.descendingMap().values().stream().map(RuleVersion::published).toList();
  }
}
