package io.rtoto.jobs.measurement;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts in the making, by key. */
final class Count {
  private final Map<String, Map<String, Long>> numbers = new HashMap<>();
  private final Map<String, Map<String, BigInteger>> squares = new HashMap<>();
  private final Map<String, Instant> newest = new HashMap<>();

  /** Adds to one name under a key. */
  Count add(String key, Instant at, long amount, String... parts) {
    numbers
        .computeIfAbsent(key, none -> new HashMap<>())
        .merge(Counts.name(parts), amount, Long::sum);
    newest.merge(key, at, (one, other) -> one.isAfter(other) ? one : other);
    return this;
  }

  /** Adds the square of an amount. */
  void addSquare(String key, long amount, String... parts) {
    squares
        .computeIfAbsent(key, none -> new HashMap<>())
        .merge(Counts.name(parts), BigInteger.valueOf(amount).pow(2), BigInteger::add);
  }

  /** What was counted, by key. */
  Map<String, Counts> counts() {
    Map<String, Counts> counts = new HashMap<>();
    numbers.forEach(
        (key, ofKey) ->
            // To add them is what leaves out the noughts.
            counts.put(
                key, Counts.NONE.plus(new Counts(ofKey, squares.getOrDefault(key, Map.of())))));
    return counts;
  }

  /** What has to be added to what was counted before. */
  List<Change> since(Map<String, Counts> before) {
    Map<String, Counts> now = counts();
    List<Change> changes = new ArrayList<>();
    now.forEach(
        (key, counts) -> {
          Counts difference = counts.minus(before.getOrDefault(key, Counts.NONE));
          if (!difference.areNone()) {
            changes.add(new Change(key, difference, newest.getOrDefault(key, Instant.EPOCH)));
          }
        });
    before.forEach(
        (key, counts) -> {
          if (!now.containsKey(key)) {
            changes.add(new Change(key, Counts.NONE.minus(counts), Instant.EPOCH));
          }
        });
    return changes;
  }

  /** All of it, where nothing was counted before. */
  List<Change> changes() {
    return since(Map.of());
  }
}
