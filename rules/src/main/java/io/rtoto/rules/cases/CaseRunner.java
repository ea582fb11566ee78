package io.rtoto.rules.cases;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.authoring.RuleBookCheck;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CasePlayer.Answer;
import io.rtoto.rules.cases.FactReader.Given;
import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Asks the rules of a library what the cases beside them expect. */
public final class CaseRunner {
  private final RuleBook book;
  private final CasePlayer.Factory stories;

  private CaseRunner(RuleBook book, CasePlayer.Factory stories) {
    this.book = book;
    this.stories = stories;
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
    Stream<Finding> ofCases =
        caseFiles.files().entrySet().stream()
            .flatMap(file -> CaseFile.read(file.getKey(), file.getValue()).findings().stream());
    return Stream.concat(RuleBookCheck.check(rules).stream(), ofCases)
        .sorted(Finding.IN_ORDER)
        .toList();
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
   * @return a result for each case, one for each that cannot be read, and one for each rule that no
   *     case makes speak
   * @throws io.rtoto.rules.authoring.RulesRefusedException when the rules have problems
   */
  public static List<CaseResult> run(Path library, CasePlayer.Factory stories) {
    RuleBundle bundle = RuleCompiler.compile(library, "cases", null, Instant.EPOCH);
    return run(bundle, casesIn(library), stories);
  }

  /** The same, of rules that are compiled and case files that are at hand. */
  public static List<CaseResult> run(
      RuleBundle rules, RuleLibrary caseFiles, CasePlayer.Factory stories) {
    CaseRunner runner = new CaseRunner(RuleBook.load(rules), stories);
    List<CaseResult> results = new ArrayList<>();
    Set<String> spoke = new LinkedHashSet<>();
    caseFiles
        .files()
        .forEach((path, text) -> results.addAll(runner.run(CaseFile.read(path, text), spoke)));
    Set<String> heard = new HashSet<>();
    rules.rules().stream()
        .filter(rule -> spoke.contains(rule.id()))
        .forEach(rule -> heard.add(proven(rule)));
    for (RuleCard rule : rules.rules()) {
      if (heard.add(proven(rule))) {
        results.add(
            new CaseResult(
                RuleLibrary.casesBeside(rule.source()),
                1,
                rule.name(),
                List.of("No case makes rule %s speak.".formatted(rule.id()))));
      }
    }
    return results;
  }

  /** What a case proves: a rule, or all rules of a table, which are one rule of several values. */
  private static String proven(RuleCard rule) {
    return RuleLibrary.isTable(rule.source()) ? rule.source() : rule.id();
  }

  private List<CaseResult> run(CaseFile file, Set<String> spoke) {
    List<CaseResult> results = new ArrayList<>();
    file.unreadable().forEach(finding -> results.add(CaseResult.of(finding)));
    for (Case each : file.cases()) {
      List<String> differences = new ArrayList<>();
      Twins.problemOf(each, file.cases()).ifPresent(differences::add);
      Given given = each.given();
      List<Said> said = given == null ? play(each, differences) : ask(given, differences);
      differences.addAll(compare(each.expected(), said, file.family()));
      said.forEach(one -> spokeIn(one, spoke));
      results.add(new CaseResult(file.path(), each.line(), each.name(), differences));
    }
    return results;
  }

  private static void spokeIn(Said said, Set<String> spoke) {
    spoke.add(said.rule());
    if (said.fate().startsWith(Said.WITHDRAWN_BY)) {
      spoke.add(said.fate().substring(Said.WITHDRAWN_BY.length()));
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
      answer
          .proposals()
          .forEach(
              weighed ->
                  said.add(
                      Said.of(weighed.proposed(), fateOf(weighed.outcome()), weighed.channel())));
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
  private static List<String> compare(List<Expected> expected, List<Said> said, String family) {
    List<String> differences = new ArrayList<>();
    List<Said> left = new ArrayList<>(said);
    for (Expected each : expected) {
      if (!removeFirst(left, each)) {
        differences.add(
            "Expected %s, but %s.".formatted(each.shown(), instead(each, said, family)));
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

  private static String instead(Expected expected, List<Said> said, String family) {
    List<String> near = said.stream().filter(expected::isNamed).map(Said::shown).toList();
    if (!near.isEmpty()) {
      return "found " + String.join("; ", near);
    }
    List<String> own =
        said.stream().filter(each -> each.concerns(family)).map(Said::shown).toList();
    return own.isEmpty() ? "the rules were silent" : "found " + String.join("; ", own);
  }
}
