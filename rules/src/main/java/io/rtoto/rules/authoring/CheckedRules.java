package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.CompiledRules.Complaint;
import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A library that was read, judged and compiled, in this order; a file with a problem goes no
 * further.
 *
 * @param files the rule files as read
 * @param compiled the classes; none where there is any finding
 * @param findings the problems of all files, by file and line
 */
record CheckedRules(List<RuleFile> files, CompiledRules compiled, List<Finding> findings) {
  private static final int LONGEST_COMPLAINT = 200;

  static CheckedRules of(RuleLibrary library) {
    HouseLaw law = new HouseLaw(LibrarySettings.tagsIn(library.files()));
    List<RuleFile> files = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> sound = new TreeMap<>();
    library
        .files()
        .forEach(
            (path, text) -> {
              if (!RuleLibrary.holdsRules(path)) {
                findings.addAll(LibrarySettings.check(path, library.files()));
                return;
              }
              Findings ofFile = new Findings(path);
              RuleFile file = RuleFileParser.parse(path, text, ofFile);
              files.add(file);
              law.judge(file, ofFile);
              if (ofFile.all().isEmpty()) {
                sound.put(path, text);
              }
              findings.addAll(ofFile.all());
            });
    if (files.isEmpty()) {
      findings.add(
          Finding.ofLibrary(
              "no-rules",
              "There is no rule file in the library.",
              "Maybe another folder is meant, or its files do not end in .drl."));
    }
    CompiledRules compiled = compile(new RuleLibrary(sound), files, findings);
    findings.sort(Findings.IN_ORDER);
    return new CheckedRules(List.copyOf(files), compiled, List.copyOf(findings));
  }

  private static CompiledRules compile(
      RuleLibrary sound, List<RuleFile> files, List<Finding> findings) {
    if (sound.files().isEmpty()) {
      return CompiledRules.NOTHING;
    }
    CompiledRules compiled = RuleFilesCompiler.compile(sound);
    if (!compiled.complaints().isEmpty()) {
      findings.addAll(blame(compiled.complaints(), sound, files));
    }
    BytecodeCheck.forbiddenByClass(compiled.classes())
        .forEach((name, calls) -> findings.add(forbidden(name, calls)));
    return findings.isEmpty() ? compiled : CompiledRules.NOTHING;
  }

  /** The compiler tells neither file nor line of most errors: each rule is compiled alone. */
  static List<Finding> blame(List<Complaint> complaints, RuleLibrary sound, List<RuleFile> files) {
    List<Finding> findings = new ArrayList<>();
    for (RuleFile file : files) {
      String text = sound.files().get(file.path());
      if (text != null) {
        findings.addAll(complaintsOf(file, text));
      }
    }
    return findings.isEmpty() ? complaints.stream().map(CheckedRules::finding).toList() : findings;
  }

  /** What no rule causes alone: it stands where the compiler says, if that says where. */
  private static Finding finding(Complaint complaint) {
    String message = "The rules do not compile together: " + gist(complaint.text());
    return complaint.file().isEmpty()
        ? Finding.ofLibrary("compile", message, "")
        : new Finding(complaint.file(), Math.max(1, complaint.line()), 1, "compile", message, "");
  }

  private static List<Finding> complaintsOf(RuleFile file, String text) {
    Findings ofFile = new Findings(file.path());
    for (RuleFile.Rule rule : file.rules()) {
      RuleLibrary alone = new RuleLibrary(Map.of(file.path(), onlyThat(rule, file, text)));
      List<Complaint> complaints = RuleFilesCompiler.compile(alone).complaints();
      if (!complaints.isEmpty()) {
        ofFile.add(
            rule.name(), "compile", "The rule does not compile: " + gist(complaints.get(0).text()));
      }
    }
    return ofFile.all();
  }

  /** The file with the lines of all other rules left empty. */
  private static String onlyThat(RuleFile.Rule kept, RuleFile file, String text) {
    List<String> lines = new ArrayList<>(Words.linesOf(text));
    for (RuleFile.Rule rule : file.rules()) {
      if (!rule.equals(kept)) {
        for (int line = rule.start().line(); line <= rule.end().line(); line++) {
          lines.set(line - 1, "");
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** The compiler's first line: what follows is generated source, which no author knows. */
  private static String gist(String complaint) {
    String first = complaint.lines().findFirst().orElse("").strip();
    return first.length() > LONGEST_COMPLAINT ? first.substring(0, LONGEST_COMPLAINT) + "…" : first;
  }

  /** Bytecode knows no lines: the class tells the folder. */
  private static Finding forbidden(String className, Set<String> calls) {
    return new Finding(
        className.replace('.', '/'),
        1,
        1,
        "forbidden-code",
        "A rule may not touch %s.".formatted(String.join(", ", calls)),
        "");
  }
}
