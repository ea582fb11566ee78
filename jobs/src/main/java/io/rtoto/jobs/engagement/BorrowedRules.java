package io.rtoto.jobs.engagement;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.sandbox.CpuBudget;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.List;

/** The rules that one subtask decides by, out of the books that its process shares. */
final class BorrowedRules implements RulesInForce, AutoCloseable {
  private final SharedRuleBooks.Loan loan;
  private final RuleBook book;
  private final RuleBook.Reader reader;
  private final Standards standards;

  private BorrowedRules(SharedRuleBooks.Loan loan, RuleBook.Reader reader) {
    this.loan = loan;
    this.book = loan.book();
    this.reader = reader;
    this.standards = Standards.of(book.settings());
  }

  /**
   * Takes up the rules of this bundle.
   *
   * @param replay whether the journal hangs on nothing but what is asked: then no time is measured
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  static BorrowedRules of(RuleBundle bundle, boolean replay) {
    SharedRuleBooks.Loan loan = SharedRuleBooks.borrow(bundle);
    return new BorrowedRules(
        loan, replay ? loan.book().reader() : loan.book().reader(CpuBudget.LIVE));
  }

  /**
   * The same as in a replay, where all that they are asked is heard by that witness too.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  static BorrowedRules heardBy(RuleBook.Witness witness, RuleBundle bundle) {
    SharedRuleBooks.Loan loan = SharedRuleBooks.borrow(bundle);
    return new BorrowedRules(loan, loan.book().heardBy(witness).reader());
  }

  /** Whether that bundle holds the same: by its content, not only by the version it claims. */
  boolean areOf(RuleBundle bundle) {
    return loan.isOf(bundle);
  }

  /** From now on that rule is not heard. */
  void suspend(String rule) {
    reader.suspend(rule);
  }

  @Override
  public String version() {
    return book.version();
  }

  @Override
  public boolean areOn(Class<? extends Moment> moment) {
    return book.hasRulesOn(moment);
  }

  @Override
  public Standards standards() {
    return standards;
  }

  @Override
  public LibrarySettings settings() {
    return book.settings();
  }

  @Override
  public String ownerOf(String rule) {
    return book.ownerOf(rule);
  }

  @Override
  public boolean askFor(Object fact, Moment moment) {
    return reader.asksFor(fact, moment);
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    return reader.ask(moment, facts);
  }

  @Override
  public void close() {
    reader.close();
    SharedRuleBooks.giveBack(loan);
  }
}
