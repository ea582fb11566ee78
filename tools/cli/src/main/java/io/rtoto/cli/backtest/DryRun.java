package io.rtoto.cli.backtest;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.engagement.Hindsight.Stretch;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often rules match on events that happened, before anybody is decided on by them. It knows
 * nothing of what was before these events: customers are new to it.
 *
 * @param events how many events it went through
 * @param matches how often each rule did, by its id, of those that could
 */
public record DryRun(int events, SortedMap<String, Long> matches) {
  /** Of no events. */
  public static final DryRun NONE = new DryRun(0, Collections.emptySortedMap());

  /** Nobody changes them. */
  public DryRun {
    matches = Collections.unmodifiableSortedMap(new TreeMap<>(matches));
  }

  /**
   * Goes through these events by these rules, twice.
   *
   * @param rules checked and compiled
   * @param beside what is in force beside them
   * @param newest of all customers, oldest first
   * @throws CommandFailure when they decide otherwise the second time: what is decided may hang on
   *     nothing but what happened
   */
  public static DryRun of(RuleBundle rules, Hindsight.Beside beside, List<EventApplied> newest) {
    Course once = Course.of(rules, beside, newest);
    Course again = Course.of(rules, beside, newest);
    once.differenceTo(again)
        .ifPresent(
            customerId -> {
              throw new CommandFailure(
                  ("The rules %s decide otherwise of customer %s when they are asked the same a"
                          + " second time. Nothing was published. Maybe they were not compiled by"
                          + " RTOTO, which lets no rule ask for the time or for chance.")
                      .formatted(rules.version(), customerId));
            });
    SortedMap<String, Long> matches = new TreeMap<>();
    heard(rules).forEach(card -> matches.put(card.id(), once.matches.getOrDefault(card.id(), 0L)));
    return new DryRun(newest.size(), matches);
  }

  /** Those of these rules that it hears. */
  public static Stream<RuleCard> heard(RuleBundle rules) {
    return rules.rules().stream().filter(card -> !card.moment().equals(Backtest.NOT_REHEARSED));
  }

  /** Of how many of a hundred events it matched that rule; 0 where there are no events. */
  public double percent(String rule) {
    return events == 0 ? 0 : 100.0 * matches.getOrDefault(rule, 0L) / events;
  }

  /**
   * One way through.
   *
   * @param byCustomer what came of each
   * @param matches how often each rule fired
   */
  private record Course(SortedMap<String, Stretch> byCustomer, Map<String, Long> matches) {
    static Course of(RuleBundle rules, Hindsight.Beside beside, List<EventApplied> newest) {
      SortedMap<String, Stretch> byCustomer = new TreeMap<>();
      Map<String, Long> matches = new TreeMap<>();
      Instant end =
          newest.isEmpty()
              ? Instant.EPOCH
              : newest.get(newest.size() - 1).event().occurrence().at();
      try (Hindsight hindsight =
          Hindsight.heardBy(
              (facts, fired) -> fired.forEach(rule -> matches.merge(rule, 1L, Long::sum)),
              rules,
              beside)) {
        newest.stream()
            .collect(
                Collectors.groupingBy(EventApplied::customerId, TreeMap::new, Collectors.toList()))
            .forEach(
                (customerId, events) ->
                    byCustomer.put(
                        customerId,
                        hindsight.live(
                            customerId,
                            Hindsight.stranger(
                                events.stream().map(EventApplied::identifier).distinct().toList()),
                            events,
                            end)));
      }
      return new Course(byCustomer, matches);
    }

    /** The first customer of whom the other decides otherwise. */
    Optional<String> differenceTo(Course other) {
      return byCustomer.keySet().stream()
          .filter(customerId -> !told(customerId).equals(other.told(customerId)))
          .findFirst();
    }

    private List<Object> told(String customerId) {
      Stretch stretch =
          Objects.requireNonNull(byCustomer.get(customerId), "both go through the same events");
      List<Object> told = new ArrayList<>(stretch.decisions());
      told.addAll(stretch.notMade());
      told.addAll(stretch.failures());
      return told;
    }
  }
}
