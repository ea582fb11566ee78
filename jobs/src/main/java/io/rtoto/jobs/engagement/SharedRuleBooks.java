package io.rtoto.jobs.engagement;

import io.rtoto.rules.RuleBook;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rule books that the subtasks of this process read: each edition is loaded once, for a loaded
 * book weighs megabytes, and let go when its last reader gives it back.
 */
final class SharedRuleBooks {
  private static final Map<Edition, Lent> LENT = new ConcurrentHashMap<>();

  private SharedRuleBooks() {}

  /**
   * Lends the book of this bundle.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  static Loan borrow(RuleBundle bundle) {
    Edition edition = Edition.of(bundle);
    Lent book =
        LENT.compute(
            edition,
            (key, lent) ->
                lent == null
                    ? new Lent(RuleBook.load(bundle), 1)
                    : new Lent(lent.book, lent.readers + 1));
    return new Loan(edition, book.book);
  }

  static void giveBack(Loan loan) {
    LENT.computeIfPresent(
        loan.edition,
        (key, lent) -> lent.readers == 1 ? null : new Lent(lent.book, lent.readers - 1));
  }

  /** How many editions are lent now. */
  static int editions() {
    return LENT.size();
  }

  /**
   * What a book is the same by. A version alone is what its bundle claims; what was signed and
   * approved is the content.
   */
  private record Edition(String version, String content) {
    static Edition of(RuleBundle bundle) {
      return new Edition(bundle.version(), bundle.content());
    }
  }

  /** A book in the hands of one reader. */
  static final class Loan {
    private final Edition edition;
    private final RuleBook book;

    private Loan(Edition edition, RuleBook book) {
      this.edition = edition;
      this.book = book;
    }

    RuleBook book() {
      return book;
    }

    /** Whether it is the book of that bundle, whoever published it and under whatever number. */
    boolean isOf(RuleBundle bundle) {
      return edition.equals(Edition.of(bundle));
    }
  }

  private record Lent(RuleBook book, int readers) {}
}
