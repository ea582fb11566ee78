package io.rtoto.rules.findings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant. */
public final class NearestWord {
  private NearestWord() {}

  /** A sentence such as {@code Maybe you meant items.}; empty when no known word is near. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(word -> "Maybe you meant " + word + ".").orElse("");
  }

  /** The known word that is nearest, where it is near enough to be meant. */
  public static Optional<String> of(String written, Collection<String> known) {
    int tolerance = Math.max(2, written.length() / 3);
    return known.stream()
        .filter(word -> distance(written, word) <= tolerance)
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters must be changed, added, dropped or swapped with their neighbour. */
  private static int distance(String written, String known) {
    String from = written.toLowerCase(Locale.ROOT);
    String to = known.toLowerCase(Locale.ROOT);
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
