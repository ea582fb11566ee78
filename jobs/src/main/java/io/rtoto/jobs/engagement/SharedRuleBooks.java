package io.rtoto.jobs.engagement;

import io.rtoto.rules.RuleBook;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rule books that the subtasks of this process read: each version is loaded once, for a loaded
 * book weighs megabytes, and let go when its last reader gives it back.
 */
final class SharedRuleBooks {
  private static final Map<String, Lent> LENT = new ConcurrentHashMap<>();

  private SharedRuleBooks() {}

  /**
   * Lends the book of this bundle.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  static RuleBook borrow(RuleBundle bundle) {
    return LENT.compute(
            bundle.version(),
            (version, lent) ->
                lent == null
                    ? new Lent(RuleBook.load(bundle), 1)
                    : new Lent(lent.book, lent.readers + 1))
        .book;
  }

  static void giveBack(RuleBook book) {
    LENT.computeIfPresent(
        book.version(),
        (version, lent) -> lent.readers == 1 ? null : new Lent(lent.book, lent.readers - 1));
  }

  /** How many versions are lent now. */
  static int versions() {
    return LENT.size();
  }

  private record Lent(RuleBook book, int readers) {}
}
