package io.rtoto.jobs.engagement;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.List;

/**
 * The rules of a book that somebody else keeps, as a case asks them: nobody is held out, for what a
 * case expects must not hang on a draw.
 *
 * @param book the book
 * @param reader asks it
 */
record ReadAloud(RuleBook book, RuleBook.Reader reader) implements RulesInForce {
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
    return Standards.of(book.settings());
  }

  @Override
  public LibrarySettings settings() {
    return book.settings().withoutHoldOut();
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
}
