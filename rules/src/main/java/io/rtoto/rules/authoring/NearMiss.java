package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Setting;
import io.rtoto.rules.authoring.RuleFile.Without;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule that did not speak at a moment, and what it lacked: for people who ask why.
 *
 * @param rule its id
 * @param name its sentence
 * @param lacking each condition that did not hold, what was there instead and, of a number, how far
 *     it was off, in sentences
 * @param distance how far it was from speaking: less is nearer; 1 for each condition that is not a
 *     matter of degree, and for a number the part that it is off
 */
public record NearMiss(String rule, String name, List<String> lacking, double distance) {
  /** Nearer than a word that is another, however far off. */
  private static final double MOST_OF_A_NUMBER = .99;

  private static final Comparator<NearMiss> NEAREST_FIRST =
      Comparator.comparingDouble(NearMiss::distance).thenComparing(NearMiss::rule);

  /**
   * The rules that propose something at moments of that name and did not, nearest first.
   *
   * @param sources each file of the library by its path
   * @param moment the moment's name, such as {@code CartAbandoned}
   * @param facts what the rules went by, as a decision tells it: the moment's own facts by their
   *     names, the others' behind the name of their kind
   */
  public static List<NearMiss> of(
      Map<String, String> sources, String moment, Map<String, String> facts) {
    List<NearMiss> misses = new ArrayList<>();
    sources.forEach(
        (path, text) -> {
          if (RuleLibrary.holdsRules(path) && isOf(moment, path)) {
            String rules = RuleText.of(path, text).text();
            for (Rule rule : RuleFileParser.parse(path, rules, new Findings(path)).rules()) {
              if (proposes(rule)) {
                of(rule, moment, facts).ifPresent(misses::add);
              }
            }
          }
        });
    misses.sort(NEAREST_FIRST);
    return misses;
  }

  private static boolean isOf(String moment, String path) {
    String folder = path.replaceFirst("/[^/]*$", "").replaceFirst("^.*/", "");
    return Vocabulary.momentOfFolder(folder)
        .map(type -> type.getSimpleName().equals(moment))
        .orElse(false);
  }

  private static boolean proposes(Rule rule) {
    return Phase.PROPOSE.group().equals(value(rule.attributes(), "agenda-group"));
  }

  private static String value(List<Setting> settings, String name) {
    return settings.stream()
        .filter(setting -> setting.name().is(name) && setting.value() != null)
        .map(setting -> String.valueOf(setting.value() == null ? "" : setting.value().text()))
        .findFirst()
        .orElse("");
  }

  private static Optional<NearMiss> of(Rule rule, String moment, Map<String, String> facts) {
    List<Lack> lacks = new ArrayList<>();
    for (Condition condition : rule.conditions()) {
      lacks.addAll(lacks(condition, moment, facts));
    }
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NearMiss(
                value(rule.metadata(), "id"),
                rule.name().text(),
                lacks.stream().map(Lack::sentence).toList(),
                lacks.stream().mapToDouble(Lack::distance).sum()));
  }

  private static List<Lack> lacks(Condition condition, String moment, Map<String, String> facts) {
    String fact = condition.fact().text();
    String prefix =
        fact.equals(moment)
            ? ""
            : fact.substring(0, 1).toLowerCase(Locale.ROOT) + fact.substring(1) + ".";
    boolean denied = condition.quantifier() != null && condition.quantifier().is("not");
    List<Lack> lacks =
        prefixes(prefix, facts.keySet())
            .map(each -> lacks(condition.clause(), new Sheet(each, facts)))
            .min(Comparator.comparingDouble(NearMiss::sum))
            .orElse(List.of(new Lack("such a " + fact + ", and there was none", 1)));
    if (!denied) {
      return lacks;
    }
    return lacks.isEmpty()
        ? List.of(new Lack("no such " + fact + ", and there was one", 1))
        : List.of();
  }

  /** Of several facts of a kind, the second one's begins with 2. */
  private static Stream<String> prefixes(String prefix, Set<String> names) {
    if (prefix.isEmpty()) {
      return Stream.of(prefix);
    }
    Pattern numbered = Pattern.compile("(\\Q" + prefix.replace(".", "") + "\\E\\d*\\.).*");
    return names.stream()
        .map(numbered::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .distinct()
        .sorted();
  }

  /** What of a clause does not hold; of alternatives, the one that lacks least. */
  private static List<Lack> lacks(Clause clause, Sheet sheet) {
    if (clause instanceof All all) {
      return all.clauses().stream().flatMap(each -> lacks(each, sheet).stream()).toList();
    }
    if (clause instanceof Any any) {
      return any.clauses().stream()
          .map(each -> lacks(each, sheet))
          .min(Comparator.comparingDouble(NearMiss::sum))
          .orElse(List.of());
    }
    if (clause instanceof Without without) {
      return sheet.value(without.flag().text()).equals("true")
          ? List.of(new Lack("not %s, and it was true".formatted(without.flag().text()), 1))
          : List.of();
    }
    return lacks(((RuleFile.One) clause).term(), sheet);
  }

  private static double sum(List<Lack> lacks) {
    return lacks.stream().mapToDouble(Lack::distance).sum();
  }

  private static List<Lack> lacks(RuleFile.Term term, Sheet sheet) {
    if (term instanceof Flag flag) {
      return sheet.value(flag.field().text()).equals("true")
          ? List.of()
          : List.of(new Lack("%s, and it was not true".formatted(flag.field().text()), 1));
    }
    if (term instanceof Comparison comparison) {
      return sheet.lack(comparison).map(List::of).orElse(List.of());
    }
    return List.of();
  }

  /**
   * Something that a rule lacked.
   *
   * @param sentence what
   * @param distance how far off it was
   */
  private record Lack(String sentence, double distance) {}

  /**
   * The values of one fact.
   *
   * @param prefix what stands before its fields
   * @param facts all values
   */
  private record Sheet(String prefix, Map<String, String> facts) {
    String value(String field) {
      return facts.getOrDefault(prefix + field, "");
    }

    Optional<Lack> lack(Comparison comparison) {
      String field = comparison.left().text();
      String value = value(field);
      List<String> right =
          comparison.right().stream()
              .map(
                  word ->
                      word.kind() == Word.Kind.NAME && facts.containsKey(prefix + word.text())
                          ? value(word.text())
                          : word.text())
              .toList();
      boolean known =
          comparison.right().stream().noneMatch(word -> word.kind() == Word.Kind.VARIABLE);
      if (!known || holds(value, comparison.operator().text(), right)) {
        return Optional.empty();
      }
      String asked =
          "%s%s %s %s"
              .formatted(
                  prefix,
                  field,
                  comparison.operator().text(),
                  comparison.right().stream()
                      .map(Word::shown)
                      .collect(
                          Collectors.joining(
                              ", ",
                              comparison.right().size() > 1 ? "(" : "",
                              comparison.right().size() > 1 ? ")" : "")));
      String was = value.isEmpty() ? "was not told" : "was " + value;
      if (!comparison.operator().is("!=")
          && right.size() == 1
          && isNumber(value)
          && isNumber(right.get(0))) {
        // What is to be more or less than a number is so by one: all numbers are whole.
        boolean strictly = comparison.operator().is("<") || comparison.operator().is(">");
        double off =
            Math.abs(Double.parseDouble(value) - Double.parseDouble(right.get(0)))
                + (strictly ? 1 : 0);
        double whole = Math.max(1, Math.abs(Double.parseDouble(right.get(0))));
        return Optional.of(
            new Lack(
                "%s, and it %s: off by %s".formatted(asked, was, shown(off)),
                MOST_OF_A_NUMBER * off / (whole + off)));
      }
      return Optional.of(new Lack("%s, and it %s".formatted(asked, was), 1));
    }

    private static String shown(double off) {
      return off == Math.rint(off) ? Long.toString((long) off) : Double.toString(off);
    }

    private static boolean isNumber(String text) {
      return text.matches("-?[0-9]{1,18}(\\.[0-9]+)?");
    }

    private static boolean holds(String value, String operator, List<String> right) {
      String other = right.get(0);
      return switch (operator) {
        case "==" -> value.equals(other);
        case "!=" -> !value.equals(other);
        case "in" -> right.contains(value);
        case "not in" -> !right.contains(value);
        case "contains" -> items(value).contains(other);
        case "not contains" -> !items(value).contains(other);
        default -> isNumber(value) && isNumber(other) && ordered(value, operator, other);
      };
    }

    private static boolean ordered(String value, String operator, String other) {
      int order = Double.compare(Double.parseDouble(value), Double.parseDouble(other));
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }

    /** A list as a fact sheet shows it: {@code [one, other]}. */
    private static List<String> items(String value) {
      return List.of(value.replaceAll("^\\[|]$", "").split(", ", -1));
    }
  }
}
