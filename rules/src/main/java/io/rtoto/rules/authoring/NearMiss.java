package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Without;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /**
   * The same, of facts themselves.
   *
   * @param facts among them one moment
   */
  public static List<NearMiss> of(Map<String, String> sources, List<Object> facts) {
    Map<String, String> told = new HashMap<>();
    Map<String, Integer> ofKind = new HashMap<>();
    String moment = "";
    for (Object fact : facts) {
      String prefix = "";
      if (fact instanceof Moment one) {
        moment = one.name();
      } else {
        String kind = inFacts(fact.getClass().getSimpleName());
        int number = ofKind.merge(kind, 1, Integer::sum);
        prefix = kind + (number == 1 ? "" : number) + ".";
      }
      String before = prefix;
      FieldValues.toldOf(fact).forEach((field, value) -> told.put(before + field, value));
    }
    return of(sources, moment, told);
  }

  private static String inFacts(String kind) {
    return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
  }

  private static boolean isOf(String moment, String path) {
    String folder = path.replaceFirst("/[^/]*$", "").replaceFirst("^.*/", "");
    return Vocabulary.momentOfFolder(folder)
        .map(type -> type.getSimpleName().equals(moment))
        .orElse(false);
  }

  private static boolean proposes(Rule rule) {
    return Phase.PROPOSE.group().equals(rule.phase());
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
                rule.metadatum("id"),
                rule.name().text(),
                lacks.stream().map(Lack::sentence).toList(),
                lacks.stream().mapToDouble(Lack::distance).sum()));
  }

  private static List<Lack> lacks(Condition condition, String moment, Map<String, String> facts) {
    String fact = condition.fact().text();
    String prefix = fact.equals(moment) ? "" : inFacts(fact) + ".";
    List<Lack> lacks =
        prefixes(prefix, facts.keySet())
            .map(each -> lacks(condition.clause(), Sheet.of(each, facts)))
            .min(Comparator.comparingDouble(NearMiss::sum))
            .orElse(List.of(new Lack("such " + withArticle(fact) + ", and there was none", 1)));
    if (!condition.isDenied()) {
      return lacks;
    }
    return lacks.isEmpty()
        ? List.of(new Lack("no such " + fact + ", and there was one", 1))
        : List.of();
  }

  private static String withArticle(String fact) {
    return ("AEIOU".indexOf(fact.charAt(0)) < 0 ? "a " : "an ") + fact;
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
      return sheet.fields().isTrue(without.flag())
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
      return sheet.fields().isTrue(flag.field())
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
   * One fact.
   *
   * @param prefix what stands before its fields where they are told
   * @param fields their values
   */
  private record Sheet(String prefix, FieldValues fields) {
    static Sheet of(String prefix, Map<String, String> facts) {
      Map<String, String> fields = new HashMap<>();
      facts.forEach(
          (name, value) -> {
            if (name.startsWith(prefix)) {
              fields.put(name.substring(prefix.length()), value);
            }
          });
      return new Sheet(prefix, FieldValues.told(fields));
    }

    Optional<Lack> lack(Comparison comparison) {
      if (fields.holds(comparison, Map.of())) {
        return Optional.empty();
      }
      String value = fields.of(comparison.left().text());
      List<String> right = fields.operands(comparison, Map.of()).orElse(List.of());
      // Which of several facts of a kind it is, tells nobody anything.
      String asked = prefix.replaceFirst("\\d+\\.$", ".") + comparison.shown();
      String was = value.isEmpty() ? "was not told" : "was " + value;
      if (!comparison.operator().is("!=")
          && right.size() == 1
          && FieldValues.isNumber(value)
          && FieldValues.isNumber(right.get(0))) {
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
  }
}
