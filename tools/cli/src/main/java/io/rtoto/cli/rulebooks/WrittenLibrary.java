package io.rtoto.cli.rulebooks;

import io.rtoto.rules.authoring.CompilerProcess;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A library as it is written, in a folder or at the rule desk.
 *
 * @param rules its rules, and what is set beside them
 * @param cases the files of its cases
 */
record WrittenLibrary(RuleLibrary rules, RuleLibrary cases) {
  /** Whoever publishes it puts the author's name there. */
  private static final String AUTHOR = "rtoto";

  /**
   * That of a folder.
   *
   * @throws java.io.UncheckedIOException when there is no such folder, or it cannot be read
   */
  static WrittenLibrary in(Path folder) {
    return new WrittenLibrary(RuleLibrary.rulesIn(folder), CaseRunner.casesIn(folder));
  }

  /** That of files by their paths, as {@link RuleLibrary} tells them. */
  static WrittenLibrary of(Map<String, String> files) {
    Map<String, String> rules = new TreeMap<>(files);
    Map<String, String> cases = new TreeMap<>(files);
    rules.keySet().removeIf(RuleLibrary::holdsCases);
    cases.keySet().removeIf(path -> !RuleLibrary.holdsCases(path));
    return new WrittenLibrary(new RuleLibrary(rules), new RuleLibrary(cases));
  }

  /**
   * All that is wrong with it, by file and place. Whoever wrote the rules, they are compiled in a
   * process of their own; the cases are not run.
   */
  List<Finding> findings() {
    return CaseRunner.check(rules, CompilerProcess::check, cases);
  }

  /**
   * Compiles its rules in a process of their own, and keeps its cases with them.
   *
   * @throws io.rtoto.rules.authoring.RulesRefusedException when there is any problem
   */
  RuleBundle compiled(Instant publishedAt) {
    return CompilerProcess.compile(rules, AUTHOR, null, publishedAt)
        .withCases(cases.files().isEmpty() ? null : cases.files());
  }
}
