package io.rtoto.rules.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What the reader of YAML cannot read, in an author's words. The reader tells where it gave up,
 * which is often lines below the mistake: what was begun and never ended is told where it begins.
 */
final class Unreadable {
  private Unreadable() {}

  static YamlProblem problem(MarkedYAMLException thrown) {
    String problem = String.valueOf(thrown.getProblem());
    String context = String.valueOf(thrown.getContext());
    if (context.contains("quoted scalar")) {
      return at(thrown.getContextMark(), "This text never ends.", "Maybe its quote is missing.");
    }
    if (context.contains("flow ")) {
      Mark gaveUp = thrown.getProblemMark();
      Mark begun = thrown.getContextMark();
      boolean sameLine = gaveUp != null && begun != null && gaveUp.getLine() == begun.getLine();
      return at(
          sameLine ? gaveUp : begun,
          "What stands in brackets cannot be read to its end.",
          "Maybe a closing bracket, or a comma, is missing.");
    }
    if (problem.contains("TAB")) {
      return at(
          thrown.getProblemMark(), "A line is not indented with tabs.", "Maybe spaces are meant.");
    }
    if (problem.contains("mapping values are not allowed")) {
      return at(
          thrown.getProblemMark(),
          "A colon has no place here.",
          "Maybe the text with it belongs in quotes, or the line is indented too far.");
    }
    if (problem.contains("could not find expected ':'")) {
      return at(
          thrown.getContextMark(),
          "A word stands alone here.",
          "Maybe a colon is missing after it.");
    }
    if (problem.contains("cannot start any token")) {
      return at(
          thrown.getProblemMark(),
          "No word begins with such a sign.",
          "Maybe the text belongs in quotes.");
    }
    return at(
        thrown.getProblemMark(),
        "This is no YAML: the line does not fit those before it.",
        "Maybe the indentation, or a text with a colon that belongs in quotes.");
  }

  private static YamlProblem at(@Nullable Mark mark, String sentence, String hint) {
    return mark == null
        ? new YamlProblem(1, 1, 0, sentence, hint)
        : new YamlProblem(mark.getLine() + 1, mark.getColumn() + 1, 1, sentence, hint);
  }
}
