package io.rtoto.rules.cases;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.authoring.Coverage;
import io.rtoto.rules.authoring.Coverage.OfRule;
import io.rtoto.rules.authoring.NearMiss;
import io.rtoto.rules.authoring.RuleBookCheck;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CasePlayer.Answer;
import io.rtoto.rules.cases.FactReader.Given;
import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the rules of a library what the cases beside them expect. */
public final class CaseRunner {
  private final RuleBundle rules;
  private final RuleBook book;
  private final CasePlayer.Factory stories;
  private final Coverage coverage;
  private final List<List<Object>> asked = new ArrayList<>();
  private String family = "";

  private CaseRunner(RuleBundle rules, CasePlayer.Factory stories) {
    this.rules = rules;
    this.stories = stories;
    coverage = Coverage.of(rules.sources());
    book = RuleBook.load(rules).heardBy(this::hear);
  }

  private void hear(List<Object> facts, Set<String> fired) {
    asked.add(facts);
    coverage.hear(rule -> Said.isOf(family, rule), facts, fired);
  }

  /** What may stop a proposal, in the words of cases, but for a guard that withdraws it. */
  public static List<String> fates() {
    return Expected.FATES;
  }

  /**
   * What is wrong with a library as it is written: its rules, its settings and its cases, by file
   * and line. The rules are not asked.
   */
  public static List<Finding> check(RuleLibrary rules, RuleLibrary caseFiles) {
    return check(rules, RuleBookCheck::check, caseFiles);
  }

  /**
   * The same, where that checks the rules and settings.
   *
   * @param checker finds every problem of a library without cases, by file and line
   */
  public static List<Finding> check(
      RuleLibrary rules, Function<RuleLibrary, List<Finding>> checker, RuleLibrary caseFiles) {
    Stream<Finding> ofCases =
        caseFiles.files().entrySet().stream()
            .flatMap(file -> CaseFile.read(file.getKey(), file.getValue()).findings().stream());
    return Stream.concat(checker.apply(rules).stream(), ofCases).sorted(Finding.IN_ORDER).toList();
  }

  /**
   * Reads the case files below a folder.
   *
   * @throws java.io.UncheckedIOException when there is no such folder, or it cannot be read
   */
  public static RuleLibrary casesIn(Path library) {
    return RuleLibrary.filesIn(library, CaseFile.SUFFIX);
  }

  /**
   * Compiles the rules below a folder and runs their cases.
   *
   * @param library the folder
   * @param stories who plays events
   * @throws io.rtoto.rules.authoring.RulesRefusedException when the rules have problems
   */
  public static CaseRun run(Path library, CasePlayer.Factory stories) {
    RuleBundle bundle = RuleCompiler.compile(library, "cases", null, Instant.EPOCH);
    return run(bundle, casesIn(library), stories);
  }

  /** The same, of rules that are compiled and case files that are at hand. */
  public static CaseRun run(RuleBundle rules, RuleLibrary caseFiles, CasePlayer.Factory stories) {
    return run(rules, caseFiles, stories, Selection.ALL, none -> {});
  }

  /**
   * The same, of some rules.
   *
   * @param only which
   * @param told learns of each result as soon as there is one
   */
  public static CaseRun run(
      RuleBundle rules,
      RuleLibrary caseFiles,
      CasePlayer.Factory stories,
      Selection only,
      Consumer<CaseResult> told) {
    CaseRunner runner = new CaseRunner(rules, stories);
    List<CaseResult> results = new ArrayList<>();
    caseFiles
        .files()
        .forEach(
            (path, text) -> {
              if (only.runs(path)) {
                runner.run(
                    CaseFile.read(path, text),
                    result -> {
                      results.add(result);
                      told.accept(result);
                    });
              }
            });
    List<OfRule> tried = runner.coverage.rules(only::covers);
    results.addAll(silent(tried));
    return new CaseRun(List.copyOf(results), tried);
  }

  /** How many cases there are in these files, as far as they can be read. */
  public static int count(RuleLibrary caseFiles, Selection only) {
    return caseFiles.files().entrySet().stream()
        .filter(file -> only.runs(file.getKey()))
        .mapToInt(file -> CaseFile.read(file.getKey(), file.getValue()).cases().size())
        .sum();
  }

  /** What no case proves. */
  private static List<CaseResult> silent(List<OfRule> tried) {
    return tried.stream()
        .filter(rule -> !rule.fires())
        .map(
            rule ->
                new CaseResult(
                    RuleLibrary.casesBeside(rule.file()),
                    1,
                    rule.name(),
                    List.of("No case makes rule %s speak.".formatted(rule.rule()))))
        .toList();
  }

  private void run(CaseFile file, Consumer<CaseResult> told) {
    family = file.family();
    file.unreadable().forEach(finding -> told.accept(CaseResult.of(finding)));
    for (Case each : file.cases()) {
      asked.clear();
      List<String> differences = new ArrayList<>();
      Twins.problemOf(each, file.cases()).ifPresent(differences::add);
      Given given = each.given();
      List<Said> said = given == null ? play(each, differences) : ask(given, differences);
      differences.addAll(compare(each.expected(), said));
      told.accept(new CaseResult(file.path(), each.line(), each.name(), differences));
    }
  }

  private List<Said> ask(Given given, List<String> differences) {
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(given.moment(), given.facts());
      tell(verdict.failures(), differences);
      List<Said> said = new ArrayList<>();
      verdict.proposed().forEach(each -> said.add(Said.of(each, Said.CHOSEN, null)));
      verdict
          .withdrawn()
          .forEach(
              each -> said.add(Said.of(each.proposed(), Said.WITHDRAWN_BY + each.guard(), null)));
      return said;
    }
  }

  private List<Said> play(Case each, List<String> differences) {
    CasePlayer player = stories.play(book, each.catalogue().entries(), each.catalogue().lasting());
    each.story().forEach(step -> step.play(player));
    List<Said> said = new ArrayList<>();
    List<String> moments = new ArrayList<>();
    for (Answer answer : player.answers()) {
      moments.add(answer.moment());
      tell(answer.failures(), differences);
      List<Said> atOnce =
          answer.proposals().stream()
              .map(
                  weighed ->
                      Said.of(weighed.proposed(), fateOf(weighed.outcome()), weighed.channel()))
              .toList();
      atOnce.forEach(one -> said.add(one.among(atOnce)));
    }
    if (each.moments() != null && !each.moments().equals(moments)) {
      differences.add("Expected the moments %s, but found %s.".formatted(each.moments(), moments));
    }
    return said;
  }

  /** {@code withdrawn_by:common.guards.quiet} reads {@code withdrawn by common.guards.quiet}. */
  private static String fateOf(String outcome) {
    int colon = outcome.indexOf(':');
    return colon < 0
        ? outcome.replace('_', ' ')
        : outcome.substring(0, colon).replace('_', ' ') + " " + outcome.substring(colon + 1);
  }

  private static void tell(List<Failure> failures, List<String> differences) {
    failures.forEach(
        failure ->
            differences.add("Rule %s failed: %s.".formatted(failure.rule(), failure.error())));
  }

  /** What the rules of other files say is no matter, unless it was asked for. */
  private List<String> compare(List<Expected> expected, List<Said> said) {
    List<String> differences = new ArrayList<>();
    List<Said> left = new ArrayList<>(said);
    for (Expected each : expected) {
      if (!removeFirst(left, each)) {
        differences.add("Expected %s, but %s.".formatted(each.shown(), instead(each, said)));
      }
    }
    for (Said more : left) {
      boolean askedFor = expected.stream().anyMatch(each -> each.isNamed(more));
      if (more.concerns(family) && !askedFor) {
        differences.add("Expected nothing more, but found %s.".formatted(more.shown()));
      }
    }
    return differences;
  }

  private static boolean removeFirst(List<Said> left, Expected expected) {
    for (Said each : left) {
      if (expected.isMetBy(each)) {
        return left.remove(each);
      }
    }
    return false;
  }

  private String instead(Expected expected, List<Said> said) {
    List<String> near = said.stream().filter(expected::isNamed).map(Said::shown).toList();
    if (!near.isEmpty()) {
      return "found " + String.join("; ", near);
    }
    List<String> own =
        said.stream().filter(each -> each.concerns(family)).map(Said::shown).toList();
    return own.isEmpty()
        ? "the rules were silent" + whySilent(expected.rule())
        : "found " + String.join("; ", own);
  }

  /** What the nearest of them lacked, at any moment of the case. */
  private String whySilent(@Nullable String expected) {
    String wanted = expected == null ? family : expected;
    return asked.stream()
        .flatMap(facts -> NearMiss.of(rules.sources(), facts).stream())
        .filter(miss -> Said.isOf(wanted, miss.rule()))
        .min(Comparator.comparingDouble(NearMiss::distance))
        .map(
            miss ->
                ": %s asks for %s"
                    .formatted(miss.rule(), String.join("; and for ", miss.lacking())))
        .orElse("");
  }
}
