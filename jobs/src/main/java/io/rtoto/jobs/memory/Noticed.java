package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which absences were noticed already: each once, until the customer does again what was missed.
 *
 * @param since of each moment that was noticed, by its name, when that was last done since which it
 *     was noticed; at most one entry for each kind of moment
 */
public record Noticed(Map<String, Instant> since) {
  static final Noticed NOTHING = new Noticed(Map.of());

  /** Puts a default where an older state lacks the field. */
  public Noticed {
    since = requireNonNullElse(since, Map.of());
  }

  /** That this moment was noticed, since that was last done. */
  public static Noticed of(String moment, Instant since) {
    return new Noticed(Map.of(moment, since));
  }

  Noticed merge(Noticed other) {
    if (since.isEmpty() || other.since.isEmpty()) {
      return since.isEmpty() ? other : this;
    }
    Map<String, Instant> latest = new TreeMap<>(since);
    other.since.forEach(
        (moment, at) ->
            latest.merge(moment, at, (one, two) -> one.compareTo(two) >= 0 ? one : two));
    return new Noticed(latest);
  }

  /** Whether this moment was noticed already since what was done then, or later. */
  public boolean has(String moment, Instant done) {
    Instant last = since.get(moment);
    return last != null && !done.isAfter(last);
  }
}
