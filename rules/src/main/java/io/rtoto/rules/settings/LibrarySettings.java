package io.rtoto.rules.settings;

import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a library sets beside its rules, each in a file of its own at the library's root. Of some an
 * industry may have a part in its own folder, such as {@code banking/texts.yaml}: what is set by
 * name stands in one of them. The files are sources of the bundle: they change its version, and are
 * in force with its rules. A file that is missing leaves the defaults.
 *
 * @param tiers what customers are worth: {@code tiers.yaml}
 * @param contact when, how often and by which way they are spoken to: {@code contact.yaml}
 * @param tags what may be noted of them: {@code tags.yaml}
 * @param scores how warm a lead is: {@code scores.yaml}
 * @param texts what is read of what is proposed: {@code texts.yaml}
 * @param recommend what is recommended: {@code recommend.yaml}
 * @param publish what it takes to publish, and what takes rules back: {@code publish.yaml}
 * @param agreements when it is time to speak of what customers hold: {@code agreements.yaml}
 */
public record LibrarySettings(
    TierSettings tiers,
    ContactSettings contact,
    TagSettings tags,
    ScoreSettings scores,
    TextSettings texts,
    RecommendSettings recommend,
    PublishSettings publish,
    AgreementSettings agreements) {
  /** Of a library without any of the files. */
  public static final LibrarySettings DEFAULT =
      new LibrarySettings(
          TierSettings.DEFAULT,
          ContactSettings.DEFAULT,
          TagSettings.DEFAULT,
          ScoreSettings.DEFAULT,
          TextSettings.DEFAULT,
          RecommendSettings.DEFAULT,
          PublishSettings.DEFAULT,
          AgreementSettings.DEFAULT);

  private static final String CODE = "settings";

  /** The files that there may be, and who reads each. */
  private static final Map<String, Function<YamlText, ?>> READERS =
      new TreeMap<>(
          Map.of(
              AgreementSettings.FILE, AgreementSettings::read,
              TierSettings.FILE, TierSettings::read,
              ContactSettings.FILE, ContactReader::read,
              TagSettings.FILE, TagSettings::read,
              PublishSettings.FILE, PublishSettings::read,
              RecommendSettings.FILE, RecommendSettings::read,
              ScoreSettings.FILE, ScoreSettings::read,
              TextSettings.FILE, TextSettings::read));

  /** What an industry's folder may have a part of, and what may stand there: names. */
  private static final Map<String, List<String>> IN_PARTS =
      new TreeMap<>(
          Map.of(
              AgreementSettings.FILE, AgreementSettings.SECTIONS,
              ContactSettings.FILE, ContactReader.SECTIONS,
              TagSettings.FILE, TagSettings.SECTIONS,
              TextSettings.FILE, TextSettings.sections()));

  /**
   * What is wrong with files that hold no rules; empty when nothing is.
   *
   * @param paths of those, from the library's root
   * @param sources all files of the library
   * @param names those that the files may name
   */
  public static List<Finding> check(
      List<String> paths, Map<String, String> sources, LibraryNames names) {
    SetTwice twice = new SetTwice(sources);
    return paths.stream().flatMap(path -> check(path, sources, names, twice).stream()).toList();
  }

  private static List<Finding> check(
      String path, Map<String, String> sources, LibraryNames names, SetTwice twice) {
    String file = fileOf(path);
    boolean isPart = !file.equals(path);
    Function<YamlText, ?> reader = READERS.get(file);
    if (reader == null || (isPart && !IN_PARTS.containsKey(file))) {
      return List.of(
          new Finding(
              path,
              1,
              1,
              0,
              CODE,
              ("The library has no use for this file; settings are in one of %s at its root, or of"
                      + " %s in an industry's folder.")
                  .formatted(
                      String.join(", ", READERS.keySet()), String.join(", ", IN_PARTS.keySet())),
              reader == null
                  ? NearestWord.hint(file, READERS.keySet())
                  : "Maybe it belongs at the library's root."));
    }
    try {
      YamlText text = YamlText.of(sources.getOrDefault(path, ""));
      if (isPart) {
        var unused = text.table("a part of " + file, IN_PARTS.getOrDefault(file, List.of()));
      }
      Object unused = reader.apply(text);
      return Stream.of(
              problems(file, text, names).stream(),
              twice.in(path, text, parts(sources, file)),
              tooMany(path, text, sources))
          .flatMap(Function.identity())
          .map(one -> one.in(path, CODE))
          .toList();
    } catch (YamlProblem problem) {
      return problem.all(path, CODE);
    }
  }

  /** Why a file of settings cannot be read; empty where it can, or where nobody reads it. */
  public static List<Finding> unreadable(String path, String written) {
    try {
      Object unused = READERS.getOrDefault(fileOf(path), none -> none).apply(YamlText.of(written));
      return List.of();
    } catch (YamlProblem problem) {
      return problem.all(path, CODE);
    }
  }

  /**
   * What the sources of a bundle set.
   *
   * @throws IllegalArgumentException when one of the files says nothing sound
   */
  public static LibrarySettings in(Map<String, String> sources) {
    return new LibrarySettings(
        read(sources, TierSettings.FILE, TierSettings::read, TierSettings.DEFAULT),
        read(sources, ContactSettings.FILE, ContactReader::read, ContactSettings.DEFAULT),
        read(sources, TagSettings.FILE, TagSettings::read, TagSettings.DEFAULT),
        read(sources, ScoreSettings.FILE, ScoreSettings::read, ScoreSettings.DEFAULT),
        read(sources, TextSettings.FILE, TextSettings::read, TextSettings.DEFAULT),
        read(sources, RecommendSettings.FILE, RecommendSettings::read, RecommendSettings.DEFAULT),
        read(sources, PublishSettings.FILE, PublishSettings::read, PublishSettings.DEFAULT),
        read(sources, AgreementSettings.FILE, AgreementSettings::read, AgreementSettings.DEFAULT));
  }

  /** The file's name: that of the path, or of what the path is an industry's part of. */
  private static String fileOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 || path.indexOf('/') != slash ? path : path.substring(slash + 1);
  }

  /** Where that file and its parts stand, the file first. */
  private static List<String> parts(Map<String, String> sources, String file) {
    return sources.keySet().stream()
        .filter(
            path -> path.equals(file) || (IN_PARTS.containsKey(file) && fileOf(path).equals(file)))
        .sorted(
            Comparator.comparing((String path) -> !path.equals(file)).thenComparing(path -> path))
        .toList();
  }

  /**
   * The same, where nobody is held out of anything: as in a case, which must not hang on a draw.
   */
  public LibrarySettings withoutHoldOut() {
    return new LibrarySettings(
        tiers, contact.withoutHoldOut(), tags, scores, texts, recommend, publish, agreements);
  }

  /** What is wrong with a file that can be read; a bundle that has it is loaded as before. */
  private static List<YamlProblem> problems(String file, YamlText text, LibraryNames names) {
    return switch (file) {
      case ContactSettings.FILE -> ContactReader.unknownNames(text, names);
      case TextSettings.FILE -> TextSettings.unknownNames(text, names);
      case RecommendSettings.FILE -> RecommendSettings.decidesNothing(text);
      default -> List.of();
    };
  }

  /** What a part sets too much of, beside the parts before it. */
  private static Stream<YamlProblem> tooMany(
      String path, YamlText text, Map<String, String> sources) {
    if (!fileOf(path).equals(ContactSettings.FILE)) {
      return Stream.empty();
    }
    List<YamlText> before =
        parts(sources, ContactSettings.FILE).stream()
            .takeWhile(Predicate.not(path::equals))
            .filter(part -> unreadable(part, sources.getOrDefault(part, "")).isEmpty())
            .map(part -> YamlText.of(sources.getOrDefault(part, "")))
            .toList();
    return ContactReader.tooManyCapped(text, before).stream();
  }

  /** The names that the files of these sources give, by file; not of one that is not sound. */
  public static Map<String, Set<String>> namesIn(Map<String, String> sources) {
    Map<String, Set<String>> names = new TreeMap<>();
    addNames(
        names,
        TagSettings.FILE,
        () ->
            read(sources, TagSettings.FILE, TagSettings::read, TagSettings.DEFAULT)
                .tags()
                .keySet());
    addNames(
        names,
        AgreementSettings.FILE,
        () ->
            read(
                    sources,
                    AgreementSettings.FILE,
                    AgreementSettings::read,
                    AgreementSettings.DEFAULT)
                .kinds()
                .keySet());
    addNames(
        names,
        TierSettings.FILE,
        () ->
            read(sources, TierSettings.FILE, TierSettings::read, TierSettings.DEFAULT)
                .tiers()
                .stream()
                .map(TierSettings.Tier::name)
                .collect(Collectors.toSet()));
    return names;
  }

  private static void addNames(
      Map<String, Set<String>> names, String file, Supplier<Set<String>> given) {
    try {
      names.put(file, given.get());
    } catch (IllegalArgumentException e) {
      names.remove(file); // What is wrong with it is told where the file itself is checked.
    }
  }

  private static <T> T read(
      Map<String, String> sources, String file, Function<YamlText, T> reader, T otherwise) {
    List<YamlText> parts = new ArrayList<>();
    for (String path : parts(sources, file)) {
      try {
        YamlText part = YamlText.of(sources.getOrDefault(path, ""));
        Object unused = reader.apply(part);
        parts.add(part);
      } catch (YamlProblem problem) {
        throw new IllegalArgumentException(problem.in(path, CODE).toString(), problem);
      }
    }
    return parts.isEmpty() ? otherwise : reader.apply(YamlText.merged(parts));
  }
}
