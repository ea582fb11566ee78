package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * How often what happened, by name. They add up to the same in any order, and can be taken back:
 * what there is none of has no entry.
 *
 * <p>A name may have several parts, with blanks between: {@code lostTo retail.a.b} is how often it
 * lost to that rule.
 *
 * @param numbers counts, and sums of money in minor units
 * @param squares sums of squares of money, which may not fit into a long
 */
public record Counts(Map<String, Long> numbers, Map<String, BigInteger> squares) {
  public static final Counts NONE = new Counts(Map.of(), Map.of());

  /** Puts defaults where an older state lacks a field. */
  public Counts {
    numbers = requireNonNullElse(numbers, Map.of());
    squares = requireNonNullElse(squares, Map.of());
  }

  /** A name of several parts. */
  static String name(String... parts) {
    return String.join(" ", parts);
  }

  Counts plus(Counts other) {
    return new Counts(
        merged(numbers, other.numbers, Long::sum), merged(squares, other.squares, BigInteger::add));
  }

  Counts minus(Counts other) {
    Map<String, Long> taken = new HashMap<>();
    other.numbers.forEach((name, number) -> taken.put(name, -number));
    Map<String, BigInteger> takenSquares = new HashMap<>();
    other.squares.forEach((name, square) -> takenSquares.put(name, square.negate()));
    return plus(new Counts(taken, takenSquares));
  }

  private static <N extends Number> Map<String, N> merged(
      Map<String, N> one, Map<String, N> other, BinaryOperator<N> sum) {
    if (other.isEmpty()) {
      return one;
    }
    Map<String, N> both = new HashMap<>(one);
    other.forEach((name, number) -> both.merge(name, number, sum));
    // Sums of squares are 0 only where their double is.
    both.values().removeIf(number -> number.doubleValue() == 0);
    return both;
  }

  boolean areNone() {
    return numbers.isEmpty() && squares.isEmpty();
  }

  long of(String... parts) {
    return numbers.getOrDefault(name(parts), 0L);
  }

  /** What stands under a name of several parts, by the rest of it. */
  SortedMap<String, Long> under(String... parts) {
    String beginning = name(parts) + ' ';
    SortedMap<String, Long> found = new TreeMap<>();
    numbers.forEach(
        (name, number) -> {
          if (name.startsWith(beginning)) {
            found.put(name.substring(beginning.length()), number);
          }
        });
    return found;
  }

  /** The same without what stands under those names. */
  Counts without(String beginning) {
    Map<String, Long> rest = new HashMap<>(numbers);
    rest.keySet().removeIf(name -> name.startsWith(beginning));
    return new Counts(rest, squares);
  }
}
