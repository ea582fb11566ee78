package io.rtoto.rules.settings;

import io.rtoto.rules.yaml.YamlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to publish rules, and what takes them back.
 *
 * @param approvalRequired whether another than the author must approve
 * @param guards what is watched once they are in force
 */
public record PublishSettings(boolean approvalRequired, Guards guards) {
  /** The file, at the library's root. */
  public static final String FILE = "publish.yaml";

  /**
   * Of a library without the file: nobody need approve, and only rules that fail are taken back.
   */
  public static final PublishSettings DEFAULT =
      new PublishSettings(false, new Guards(Duration.ofMinutes(15), 200, 5, null, null, null));

  private static final String REQUIRED = "required";
  private static final List<String> APPROVALS = List.of(REQUIRED, "none");
  private static final int A_DAY = 24 * 60;

  /**
   * What new rules may do in their first minutes; beyond it, those before are put in force again.
   *
   * @param watched for how long they are watched; zero for not at all
   * @param fewest so many moments must have been decided before a share or a mean is judged
   * @param errorPercent of the moments, so many in a hundred may have a rule that fails; null for
   *     any
   * @param offersPerMinute so many offers may be made a minute, over all customers; null for any
   * @param evaluationMicros so many microseconds may be spent on a moment, on average; null for any
   * @param complaintPercent of the offers that are shown, so many in a hundred may be dismissed;
   *     null for any
   */
  public record Guards(
      Duration watched,
      int fewest,
      @Nullable Integer errorPercent,
      @Nullable Integer offersPerMinute,
      @Nullable Integer evaluationMicros,
      @Nullable Integer complaintPercent) {
    /** Of each that both have, the one that lets less pass. */
    public Guards strictest(Guards other) {
      return new Guards(
          watched.compareTo(other.watched) < 0 ? other.watched : watched,
          Math.min(fewest, other.fewest),
          least(errorPercent, other.errorPercent),
          least(offersPerMinute, other.offersPerMinute),
          least(evaluationMicros, other.evaluationMicros),
          least(complaintPercent, other.complaintPercent));
    }

    private static @Nullable Integer least(@Nullable Integer one, @Nullable Integer other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return Math.min(one, other);
    }
  }

  /** What the file says; a word that is missing leaves its default. */
  static PublishSettings read(YamlText text) {
    Map<String, YamlText> words = text.table(FILE, List.of("approval", "guards"));
    YamlText approval = words.get("approval");
    String written = approval == null ? "none" : approval.word("one of " + APPROVALS);
    if (approval != null && !APPROVALS.contains(written)) {
      throw approval.unknown(written, "approval", APPROVALS);
    }
    YamlText guards = words.get("guards");
    return new PublishSettings(
        written.equals(REQUIRED), guards == null ? DEFAULT.guards : guards(guards));
  }

  private static Guards guards(YamlText text) {
    Map<String, YamlText> words =
        text.table(
            "the guards",
            List.of(
                "watchedMinutes",
                "fewest",
                "errorPercent",
                "offersPerMinute",
                "evaluationMicros",
                "complaintPercent"));
    Guards usual = DEFAULT.guards;
    YamlText watched = words.get("watchedMinutes");
    YamlText fewest = words.get("fewest");
    return new Guards(
        watched == null ? usual.watched() : Duration.ofMinutes(watched.whole(0, A_DAY)),
        fewest == null ? usual.fewest() : (int) fewest.whole(1, Integer.MAX_VALUE),
        whole(words.get("errorPercent"), 100, usual.errorPercent()),
        whole(words.get("offersPerMinute"), Integer.MAX_VALUE, usual.offersPerMinute()),
        whole(words.get("evaluationMicros"), Integer.MAX_VALUE, usual.evaluationMicros()),
        whole(words.get("complaintPercent"), 100, usual.complaintPercent()));
  }

  private static @Nullable Integer whole(
      @Nullable YamlText text, int most, @Nullable Integer otherwise) {
    return text == null ? otherwise : Integer.valueOf((int) text.whole(0, most));
  }
}
