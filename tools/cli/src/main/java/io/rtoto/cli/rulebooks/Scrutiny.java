package io.rtoto.cli.rulebooks;

import io.rtoto.cli.backtest.Circumstances;
import io.rtoto.cli.backtest.DryRun;
import io.rtoto.cli.backtest.NewestEvents;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.JobSettings;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether new and changed rules do what their author had in mind, as far as the newest events tell:
 * one that matches nothing, or nearly everything, is for a second person to look at.
 *
 * @param dryRun how often rules match
 * @param rules the ids of those that are new, or whose file reads otherwise
 */
record Scrutiny(DryRun dryRun, Set<String> rules) {
  /** So many of the newest events are gone through. */
  private static final int MOST_EVENTS = 10_000;

  /** Of fewer nothing can be said. */
  private static final int FEWEST_EVENTS = 1_000;

  /** A rule that matches at more of the events than that is beside the point. */
  private static final int MOST_PERCENT = 30;

  /**
   * Goes through what happened on a broker last, by rules that are to be in force there, where any
   * of them is new or reads otherwise.
   */
  static Scrutiny on(String kafka, RuleBundle candidate, @Nullable RuleBundle inForce)
      throws IOException {
    Set<String> rules =
        DryRun.heard(candidate)
            .filter(card -> inForce == null || !isIn(inForce, card, candidate))
            .map(RuleCard::id)
            .collect(Collectors.toCollection(TreeSet::new));
    if (rules.isEmpty()) {
      return new Scrutiny(DryRun.NONE, rules);
    }
    List<EventApplied> newest = NewestEvents.on(kafka, MOST_EVENTS);
    Hindsight.Beside beside = Circumstances.on(kafka).by(JobSettings.of());
    return new Scrutiny(DryRun.of(candidate, beside, newest), rules);
  }

  private static boolean isIn(RuleBundle before, RuleCard card, RuleBundle after) {
    return before.rules().contains(card)
        && Objects.equals(before.sources().get(card.source()), after.sources().get(card.source()));
  }

  /** Whether another than the author must approve them. */
  boolean demandsApproval() {
    return !conspicuous().isEmpty();
  }

  private List<String> conspicuous() {
    List<String> conspicuous = new ArrayList<>();
    if (dryRun.events() >= FEWEST_EVENTS) {
      for (String rule : rules) {
        double percent = dryRun.percent(rule);
        if (percent == 0) {
          conspicuous.add("%s matches nothing.".formatted(rule));
        } else if (percent > MOST_PERCENT) {
          conspicuous.add(
              String.format(
                  Locale.ROOT,
                  "%s matches %,d times: at %.1f %% of the events, which is more than %d %%.",
                  rule,
                  dryRun.matches().get(rule),
                  percent,
                  MOST_PERCENT));
        }
      }
    }
    return conspicuous;
  }

  /** What was found of them. */
  void tell(PrintWriter out) {
    if (rules.isEmpty()) {
      return;
    }
    String tried = Counted.of(rules.size(), "new or changed rule");
    if (dryRun.events() < FEWEST_EVENTS) {
      out.printf(
          "There are only %s to try %s on; expected at least %,d.%n",
          Counted.of(dryRun.events(), "event"), tried, FEWEST_EVENTS);
    } else {
      List<String> conspicuous = conspicuous();
      out.printf(
          "Tried %s on the newest %,d events: %s.%n",
          tried,
          dryRun.events(),
          conspicuous.isEmpty()
              ? "each matches some of them"
              : "a second person is to look at " + conspicuous.size());
      conspicuous.forEach(line -> out.println("  " + line));
    }
    out.flush();
  }
}
