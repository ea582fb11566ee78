package io.rtoto.jobs.measurement;

import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the job counts and finds, reckoned in memory and without Flink, for whoever tries it on
 * customers of their own: these stay who they are, and none is erased.
 */
public final class Reckoning {
  private final Duration window;
  private final Routing routing = new Routing(null, new Desk());
  private final Set<String> decided = new HashSet<>();
  private final Map<String, Map<String, Fact>> facts = new HashMap<>();
  private final Map<String, KeptAccount> accounts = new HashMap<>();
  private final NavigableMap<Instant, Set<String>> due = new TreeMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<String, KeptAsked> asked = new HashMap<>();
  private final NavigableMap<String, KeptScorecard> scorecards = new TreeMap<>();

  /**
   * A reckoning of nothing yet.
   *
   * @param window for how long after a customer was told something an order counts as coming of it
   */
  public Reckoning(Duration window) {
    this.window = window;
  }

  /** Takes that in; what is decided counts once. */
  public void tell(News news) {
    if (!(news instanceof News.Decided) || decided.add(news.id())) {
      routing.tell(news);
    }
  }

  /**
   * The scorecards, by their keys.
   *
   * @param asOf by then: what a window that is open then will bring is not known yet
   */
  public List<Scorecard> scorecards(Instant asOf) {
    NavigableMap<Instant, Set<String>> over = due.headMap(asOf, true);
    over.values().forEach(changed::addAll);
    over.clear();
    for (String customer : changed) {
      Collection<Fact> known = facts.getOrDefault(customer, Map.of()).values();
      KeptAccount.Reckoned reckoned =
          accounts
              .getOrDefault(customer, KeptAccount.NEW)
              .reckoned(new Account(known, window), asOf);
      reckoned.changedRules().forEach(this::add);
      accounts.put(customer, reckoned.kept());
    }
    changed.clear();
    asked.replaceAll(
        (key, kept) -> {
          int blank = key.indexOf(' ');
          kept.changes(key.substring(0, blank), key.substring(blank + 1)).forEach(this::add);
          return kept.told();
        });
    return scorecards.keySet().stream().map(this::scorecard).toList();
  }

  private Scorecard scorecard(String key) {
    KeptScorecard kept = scorecards.getOrDefault(key, KeptScorecard.NEW).ofTheNewestDays();
    Scorecard card = kept.scorecard(key);
    scorecards.put(key, kept.told(card));
    return card;
  }

  private void add(Change change) {
    scorecards.merge(
        change.key(), KeptScorecard.NEW.with(change), (kept, first) -> kept.with(change));
  }

  private final class Desk implements Outlet {
    @Override
    public void scorecards(Change change) {
      add(change);
    }

    @Override
    public void figures(Change change) {
      // What happened in each minute is nobody's question here.
    }

    @Override
    public void customer(Word word) {
      if (!(word instanceof Word.Known known)) {
        throw new IllegalArgumentException(
            "It is told that customer "
                + word.customerId()
                + " is another or was erased; expected customers who stay. Maybe the job measure"
                + " is meant.");
      }
      Fact fact = known.fact();
      facts
          .computeIfAbsent(word.customerId(), none -> new HashMap<>())
          .putIfAbsent(fact.id(), fact);
      changed.add(word.customerId());
      if (fact instanceof Fact.Told) {
        due.computeIfAbsent(fact.at().plus(window), none -> new HashSet<>()).add(word.customerId());
      }
    }

    @Override
    public void asked(Asked news) {
      asked.merge(news.key(), KeptAsked.NEW.with(news), (kept, first) -> kept.with(news));
    }
  }
}
