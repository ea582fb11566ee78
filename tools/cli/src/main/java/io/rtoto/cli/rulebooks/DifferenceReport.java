package io.rtoto.cli.rulebooks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.rules.authoring.Difference;
import io.rtoto.rules.authoring.Difference.Kind;
import io.rtoto.rules.authoring.Difference.Point;
import io.rtoto.rules.authoring.LibraryDifferences;
import io.rtoto.rules.cases.CaseDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What differs between two libraries.
 *
 * @param before what the former is called
 * @param after what the later is called
 * @param ofRules of rules and settings
 * @param ofCases of cases
 */
record DifferenceReport(
    String before, String after, List<Difference> ofRules, List<Difference> ofCases) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What differs; of cases where both sides have any.
   *
   * @throws io.rtoto.rules.authoring.RulesRefusedException when one of them cannot be read
   */
  static DifferenceReport between(ComparedLibrary before, ComparedLibrary after) {
    List<Difference> ofCases =
        before.cases().isPresent() && after.cases().isPresent()
            ? CaseDifferences.between(before.cases().get(), after.cases().get())
            : List.of();
    return new DifferenceReport(
        before.name(),
        after.name(),
        LibraryDifferences.between(before.rules(), after.rules()),
        ofCases);
  }

  /** How many differences change what is decided. */
  long inMeaning() {
    return ofRules.stream().filter(Difference::inMeaning).count();
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ofRules.forEach(difference -> tell(difference, "", lines));
    ofCases.forEach(difference -> tell(difference, "Case ", lines));
    long looks = ofRules.size() - inMeaning();
    lines.add(
        "From %s to %s %s in meaning, and %d in looks only%s."
            .formatted(
                before,
                after,
                inMeaning() == 1 ? "1 differs" : inMeaning() + " differ",
                looks,
                ofCases.isEmpty() ? "" : "; of cases, " + ofCases.size()));
    return lines;
  }

  private static void tell(Difference difference, String what, List<String> lines) {
    boolean isFile = difference.what().equals(difference.file());
    lines.add(
        "%s%s %s%s"
            .formatted(
                isFile ? "" : what,
                difference.what(),
                verb(difference),
                isFile ? "" : " (%s:%d)".formatted(difference.file(), difference.line())));
    sentences(difference).forEach(sentence -> lines.add("  " + sentence));
  }

  /** What of it differs; none where all of it was added or removed. */
  static List<String> sentences(Difference difference) {
    return difference.points().stream()
        .map(point -> (point.inMeaning() ? "" : "In looks: ") + point.sentence())
        .toList();
  }

  private static String verb(Difference difference) {
    return switch (difference.kind()) {
      case ADDED -> "is new";
      case REMOVED -> "is gone";
      case MOVED -> "was " + difference.formerly() + ": what is counted by rule begins anew";
      case CHANGED -> "means something else";
      case COSMETIC -> "reads otherwise";
    };
  }

  /** An object of both sides. */
  String json() {
    ObjectNode told = JSON.createObjectNode();
    told.put("from", before).put("to", after).put("inMeaning", inMeaning());
    write(ofRules, told.putArray("rules"));
    write(ofCases, told.putArray("cases"));
    return told.toPrettyString();
  }

  private static void write(List<Difference> differences, ArrayNode all) {
    for (Difference difference : differences) {
      ObjectNode one =
          all.addObject()
              .put("kind", difference.kind().name().toLowerCase(Locale.ROOT))
              .put("what", difference.what());
      if (difference.kind() == Kind.MOVED) {
        one.put("formerly", difference.formerly());
      }
      one.put("file", difference.file()).put("line", difference.line());
      ArrayNode points = one.putArray("points");
      for (Point point : difference.points()) {
        points
            .addObject()
            .put("inMeaning", point.inMeaning())
            .put("before", point.before())
            .put("after", point.after())
            .put("sentence", point.sentence());
      }
    }
  }
}
