package io.rtoto.rules.settings;

import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Names that are set in a part of a file of settings, and in one before it: which would hold? Each
 * file of a library is read once, however many parts come after it.
 */
final class SetTwice {
  private final Map<String, String> sources;
  private final Map<String, Optional<YamlText>> read = new HashMap<>();

  /** In a library of those files. */
  SetTwice(Map<String, String> sources) {
    this.sources = sources;
  }

  /**
   * The problems of a part.
   *
   * @param path where it stands
   * @param text what it says
   * @param parts the paths of the file and all its parts, in order
   */
  Stream<YamlProblem> in(String path, YamlText text, List<String> parts) {
    Map<String, String> places = new HashMap<>();
    parts.stream()
        .takeWhile(Predicate.not(path::equals))
        .forEach(
            before ->
                read.computeIfAbsent(before, one -> readable(sources.getOrDefault(one, "")))
                    .ifPresent(
                        told ->
                            forEachName(
                                told,
                                (section, name) ->
                                    places.putIfAbsent(
                                        key(section, name),
                                        "line %d of %s".formatted(name.line(), before)))));
    Stream.Builder<YamlProblem> problems = Stream.builder();
    forEachName(
        text,
        (section, name) -> {
          String place = places.get(key(section, name));
          if (place != null) {
            problems.add(
                name.problem(
                    "%s is set in %s, too; expected one place.".formatted(name.flat(), place), ""));
          }
        });
    return problems.build();
  }

  /** What is wrong with another file is told where that one is checked. */
  private static Optional<YamlText> readable(String written) {
    try {
      return Optional.of(YamlText.of(written)).filter(YamlText::isTable);
    } catch (YamlProblem problem) {
      return Optional.empty();
    }
  }

  private static void forEachName(YamlText text, BiConsumer<YamlText, YamlText> each) {
    text.table("a file")
        .forEach(
            (section, names) -> {
              if (names.isTable()) {
                names.table("the names").keySet().forEach(name -> each.accept(section, name));
              }
            });
  }

  private static String key(YamlText section, YamlText name) {
    return section.flat() + " " + name.flat();
  }
}
