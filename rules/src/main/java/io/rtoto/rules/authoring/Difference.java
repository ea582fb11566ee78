package io.rtoto.rules.authoring;

import java.util.Comparator;
import java.util.List;

/**
 * What differs of a rule, a case or a file between two libraries.
 *
 * @param kind what became of it
 * @param what a rule's id, a case's sentence, or the path of a file
 * @param formerly its id before, where it moved; else empty
 * @param file the path of its file: in the later library, or where it was removed, in the former
 * @param line where it begins, from 1
 * @param points what of it differs; none where all of it was added or removed
 */
public record Difference(
    Kind kind, String what, String formerly, String file, int line, List<Point> points) {
  /** By file and place. */
  public static final Comparator<Difference> IN_ORDER =
      Comparator.comparing(Difference::file)
          .thenComparingInt(Difference::line)
          .thenComparing(Difference::what);

  /** What became of something. */
  public enum Kind {
    /** It was not there before. */
    ADDED,
    /** It is not there any more. */
    REMOVED,
    /** It has another place, and so another id. */
    MOVED,
    /** It means something else. */
    CHANGED,
    /** It is written in another way, and means the same. */
    COSMETIC
  }

  /**
   * One thing that differs.
   *
   * @param inMeaning whether it changes what is decided; else how that reads
   * @param before what stood there; empty where nothing did
   * @param after what stands there now; empty where nothing does
   * @param sentence what that comes to
   */
  public record Point(boolean inMeaning, String before, String after, String sentence) {}

  /** Whether anything may be decided otherwise for it. */
  public boolean inMeaning() {
    return kind != Kind.COSMETIC;
  }

  /** Something that is on both sides: changed if any point is, else cosmetic. */
  static Difference between(String what, String file, int line, List<Point> points) {
    Kind kind = points.stream().anyMatch(Point::inMeaning) ? Kind.CHANGED : Kind.COSMETIC;
    return new Difference(kind, what, "", file, line, points);
  }

  /** A file that reads otherwise and says the same. */
  public static Difference inLooks(String file) {
    return between(
        file, file, 1, List.of(new Point(false, "", "", "Only comments, layout or order differ.")));
  }

  /** Something that is on both sides, and means something else. */
  public static Difference changed(String what, String file, int line, List<Point> points) {
    return new Difference(Kind.CHANGED, what, "", file, line, points);
  }

  /** Something that is only in the later library. */
  public static Difference added(String what, String file, int line) {
    return new Difference(Kind.ADDED, what, "", file, line, List.of());
  }

  /** Something that is only in the former library. */
  public static Difference removed(String what, String file, int line) {
    return new Difference(Kind.REMOVED, what, "", file, line, List.of());
  }
}
