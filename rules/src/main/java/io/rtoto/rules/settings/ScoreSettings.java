package io.rtoto.rules.settings;

import io.rtoto.rules.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How warm a lead is: what customers do is worth points, and points fade.
 *
 * @param halfLifeDays after so many days points count for half
 * @param most the highest score; the lowest is 0
 * @param points what a deed is worth on its day, by its name; may be negative
 */
public record ScoreSettings(int halfLifeDays, int most, Map<String, Integer> points) {
  /** The file, at the library's root. */
  public static final String FILE = "scores.yaml";

  /** Of a library without the file: nothing is worth a point. */
  public static final ScoreSettings DEFAULT = new ScoreSettings(7, 100, Map.of());

  /** What may be worth points. */
  public static final List<String> DEEDS =
      List.of(
          "views",
          "wishes",
          "adds",
          "checks-out",
          "orders",
          "returns",
          "writes",
          "asks-to-be-called");

  private static final int MOST_POINTS = 1_000;

  /** Nobody changes them. */
  public ScoreSettings {
    points = Map.copyOf(points);
  }

  /** What that deed is worth on its day. */
  public int points(String deed) {
    return points.getOrDefault(deed, 0);
  }

  /** What the file says; a word that is missing leaves its default. */
  static ScoreSettings read(YamlText text) {
    Map<String, YamlText> words = text.table(FILE, List.of("halfLifeDays", "most", "points"));
    Map<String, Integer> points = new TreeMap<>();
    YamlText told = words.get("points");
    if (told != null) {
      told.table("the points", DEEDS)
          .forEach((deed, worth) -> points.put(deed, (int) worth.whole(-MOST_POINTS, MOST_POINTS)));
    }
    return new ScoreSettings(
        whole(words.get("halfLifeDays"), 365, DEFAULT.halfLifeDays),
        whole(words.get("most"), 1_000_000, DEFAULT.most),
        points);
  }

  private static int whole(@Nullable YamlText text, int most, int otherwise) {
    return text == null ? otherwise : (int) text.whole(1, most);
  }
}
