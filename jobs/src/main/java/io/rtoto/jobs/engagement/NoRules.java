package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.List;

/**
 * No rules: nobody says anything.
 *
 * @param areAwaited whether there were some, and others are to come
 */
record NoRules(@Override boolean areAwaited) implements RulesInForce {
  @Override
  public String version() {
    return "";
  }

  @Override
  public boolean areOn(Class<? extends Moment> moment) {
    return false;
  }

  @Override
  public Standards standards() {
    return Standards.DEFAULT;
  }

  @Override
  public LibrarySettings settings() {
    return LibrarySettings.DEFAULT;
  }

  @Override
  public String ownerOf(String rule) {
    return "";
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    return Verdict.SILENCE;
  }
}
