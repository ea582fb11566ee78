package io.rtoto.jobs.engagement;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import java.util.List;

/**
 * The rules of a book that somebody else keeps.
 *
 * @param version the book's version
 * @param reader asks it
 */
record ReadAloud(String version, RuleBook.Reader reader) implements RulesInForce {
  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    return reader.ask(moment, facts);
  }
}
