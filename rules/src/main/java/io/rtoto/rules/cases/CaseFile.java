package io.rtoto.rules.cases;

import io.rtoto.rules.cases.FactReader.Given;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.vocabulary.Vocabulary;
import io.rtoto.rules.yaml.Attempts;
import io.rtoto.rules.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cases beside a rule file.
 *
 * @param path its path from the library's root
 * @param cases as far as they can be read
 * @param unreadable a finding for each that cannot
 */
record CaseFile(String path, List<Case> cases, List<Finding> unreadable) {
  static final String SUFFIX = ".cases.yaml";

  private static final String UNREADABLE = "unreadable-case";

  private static final List<String> TOP = List.of("catalogue", "cases");
  private static final List<String> WORDS =
      List.of("case", "unlike", "given", "events", "proposes", "decides", "moments");

  /** What is wrong with them as they are written: what cannot be read, and who has no true twin. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(unreadable);
    for (Case each : cases) {
      YamlText unlike = each.unlike();
      // Where a case cannot be read, it may be the twin.
      if (unlike != null && unreadable.isEmpty()) {
        Twins.problemOf(each, cases)
            .ifPresent(
                problem ->
                    findings.add(unlike.problem(problem, nearestTo(unlike)).in(path, "twin")));
      }
    }
    return findings;
  }

  /** Which case was meant; empty where there is one of that very name. */
  private String nearestTo(YamlText unlike) {
    String written = unlike.word("the name of a case");
    List<String> names = cases.stream().map(Case::name).toList();
    return names.contains(written) ? "" : NearestWord.hint(written, names);
  }

  static CaseFile read(String path, String text) {
    Attempts attempts = new Attempts();
    List<Case> cases = new ArrayList<>();
    attempts.run(
        () -> {
          Map<String, YamlText> top = YamlText.of(text).table("a case file", TOP, attempts);
          Catalogue catalogue = Catalogue.read(top.get("catalogue"), attempts);
          YamlText listed = top.get("cases");
          for (YamlText each : listed == null ? List.<YamlText>of() : listed.items()) {
            attempts.read(() -> read(each, catalogue)).ifPresent(cases::add);
          }
        });
    return new CaseFile(path, cases, attempts.findings(path, UNREADABLE));
  }

  /** The id that the ids of the rules beside it begin with. */
  String family() {
    return familyOf(path);
  }

  /** The same, of the file of that path. */
  static String familyOf(String path) {
    return path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
  }

  private static Case read(YamlText text, Catalogue catalogue) {
    Attempts attempts = new Attempts();
    Map<String, YamlText> words = text.table("a case", WORDS, attempts);
    // What seems to be missing may be a word that is misspelt.
    if (attempts.succeeded()) {
      attempts.run(() -> refuseUnlessWhole(text, words));
    }
    YamlText name = words.getOrDefault("case", text);
    YamlText given = words.get("given");
    YamlText events = words.get("events");
    YamlText expected = words.getOrDefault("proposes", words.get("decides"));
    YamlText moments = words.get("moments");
    YamlText unlike = words.get("unlike");
    if (words.containsKey("case")) {
      attempts.run(() -> name.word("a sentence"));
    }
    if (unlike != null) {
      attempts.run(() -> unlike.word("the name of a case"));
    }
    Given facts = given == null ? null : attempts.read(() -> FactReader.read(given)).orElse(null);
    List<Step> story =
        events == null
            ? List.of()
            : attempts.read(() -> StoryReader.read(events, catalogue)).orElse(List.of());
    List<String> momentsTold =
        moments == null ? null : attempts.read(() -> momentsIn(moments)).orElse(null);
    List<Expected> proposals =
        expected == null
            ? List.of()
            : attempts.read(() -> proposals(text, expected, unlike)).orElse(List.of());
    attempts.conclude();
    return new Case(
        text.line(),
        name.word("a sentence"),
        facts,
        story,
        catalogue,
        proposals,
        momentsTold,
        unlike,
        given == null ? linesOf(events) : fieldsOf(given));
  }

  private static void refuseUnlessWhole(YamlText text, Map<String, YamlText> words) {
    if (!words.containsKey("case")) {
      throw text.problem("A case begins with its sentence.", "Maybe case: is missing.");
    }
    boolean given = words.containsKey("given");
    if (given == words.containsKey("events")) {
      throw text.problem("A case has either given or events.", "");
    }
    boolean proposes = words.containsKey("proposes");
    boolean decides = words.containsKey("decides");
    if ((given ? !proposes : !decides) || (proposes && decides)) {
      throw text.problem(
          given
              ? "Where facts are given, rules propose: expected proposes."
              : "Where events happen, something is decided: expected decides.",
          "");
    }
  }

  private static List<Expected> proposals(
      YamlText text, YamlText expected, @Nullable YamlText unlike) {
    List<Expected> proposals = Expected.read(expected);
    if (proposals.isEmpty() && unlike == null) {
      throw text.problem(
          "Silence is told apart from silence: expected unlike and the case that it differs from"
              + " in one thing.",
          "");
    }
    return proposals;
  }

  private static List<String> momentsIn(YamlText text) {
    List<String> known = Vocabulary.moments().stream().map(Class::getSimpleName).toList();
    if (text.isWord() && text.word("a moment").equals(Expected.NOTHING)) {
      return List.of();
    }
    Attempts attempts = new Attempts();
    List<String> moments = new ArrayList<>();
    for (YamlText item : text.items()) {
      attempts.run(
          () -> {
            String moment = item.word("a moment");
            if (!known.contains(moment)) {
              throw item.unknown(moment, "the moments", known);
            }
            moments.add(moment);
          });
    }
    attempts.conclude();
    return moments;
  }

  private static Map<String, String> linesOf(@Nullable YamlText events) {
    Map<String, String> lines = new LinkedHashMap<>();
    if (events != null) {
      events.items().forEach(line -> lines.put(lines.size() + "", line.flat()));
    }
    return lines;
  }

  private static Map<String, String> fieldsOf(YamlText given) {
    Map<String, String> fields = new LinkedHashMap<>();
    given
        .table("given")
        .forEach(
            (fact, several) -> {
              int number = 1;
              for (YamlText told : several.items()) {
                String name = number == 1 ? fact.flat() : fact.flat() + " " + number;
                number++;
                fields.put(name, "");
                if (told.isTable()) {
                  told.table("a fact")
                      .forEach(
                          (field, value) -> fields.put(name + "." + field.flat(), value.flat()));
                }
              }
            });
    return fields;
  }
}
