package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.CompiledRules.Complaint;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.rules.settings.LibraryNames;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TextSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  /** As many rules as a library has at most. */
  static final int MOST_RULES = 500;

  /** As many bytes as a rule file has at most. */
  static final int LARGEST_FILE = 64 * 1024;

  /** As often as all rules of a library compare at most: so long it takes to compile them. */
  static final int MOST_COMPARED = 5_000;

  private static final int LONGEST_COMPLAINT = 200;
  private static final int FOLDERS = 2;

  static CheckedRules of(RuleLibrary library) {
    Map<String, RuleText> texts = textsOf(library);
    Map<RuleFile, Findings> read = read(texts);
    List<RuleFile> files = List.copyOf(read.keySet());
    GivenNames given = GivenNames.in(files);
    Map<String, Set<String>> byKind = new HashMap<>(LibrarySettings.namesIn(library.files()));
    // Where a file cannot be read to its end there may be more of them.
    if (read.values().stream().allMatch(ofFile -> ofFile.all().isEmpty())
        && texts.values().stream().allMatch(text -> text.findings().isEmpty())) {
      byKind.putAll(given.byKind());
    }
    LibraryNames names = new LibraryNames(byKind);
    HouseLaw law = new HouseLaw(names);
    read.forEach(
        (file, ofFile) -> {
          if (file.lines() > 0) {
            law.judge(file, ofFile);
          }
        });
    List<Finding> findings = new ArrayList<>();
    Map<String, String> sound = new TreeMap<>();
    texts.forEach((path, text) -> sound.put(path, text.text()));
    List<String> settings = new ArrayList<>();
    library
        .files()
        .forEach(
            (path, text) -> {
              if (RuleLibrary.isSpreadsheet(path) && !RuleLibrary.isTable(path)) {
                findings.add(noTable(path));
              } else if (!RuleLibrary.holdsRules(path)) {
                settings.add(path);
                sound.remove(path);
              }
            });
    findings.addAll(LibrarySettings.check(settings, library.files(), names));
    read.forEach(
        (file, ofFile) -> {
          RuleText text = Objects.requireNonNull(texts.get(file.path()));
          List<Finding> told = text.with(ofFile.all());
          if (!told.isEmpty()) {
            findings.addAll(told);
            sound.remove(file.path());
          }
        });
    if (files.isEmpty()) {
      findings.add(
          Finding.ofLibrary(
              "no-rules",
              "There is no rule file in the library.",
              "Maybe another folder is meant, or its files do not end in .drl."));
    }
    int rules = files.stream().mapToInt(file -> file.rules().size()).sum();
    if (rules > MOST_RULES) {
      findings.add(
          Finding.ofLibrary(
              "too-many-rules",
              "The library has %d rules; expected at most %d.".formatted(rules, MOST_RULES),
              "Maybe it is the library of several shops."));
      sound.clear();
    }
    int compared =
        files.stream().flatMap(file -> file.rules().stream()).mapToInt(RuleLaw::compared).sum();
    if (compared > MOST_COMPARED) {
      findings.add(
          Finding.ofLibrary(
              "too-many-conditions",
              "The rules of the library compare %,d times; expected at most %,d."
                  .formatted(compared, MOST_COMPARED),
              "Maybe it is the library of several shops."));
      sound.clear();
    }
    // A library without texts shows all by its name.
    if (findings.isEmpty() && library.files().containsKey(TextSettings.FILE)) {
      findings.addAll(asWritten(given.without(LibrarySettings.in(library.files()).texts()), texts));
    }
    List<Finding> ofCompiler = new ArrayList<>();
    CompiledRules compiled = compile(new RuleLibrary(sound), files, ofCompiler);
    findings.addAll(asWritten(ofCompiler, texts));
    findings.sort(Finding.IN_ORDER);
    return new CheckedRules(
        files, findings.isEmpty() ? compiled : CompiledRules.NOTHING, List.copyOf(findings));
  }

  private static Map<String, RuleText> textsOf(RuleLibrary library) {
    Map<String, RuleText> texts = new TreeMap<>();
    library
        .files()
        .forEach(
            (path, text) -> {
              if (RuleLibrary.holdsRules(path)) {
                texts.put(path, RuleText.of(path, text));
              }
            });
    return texts;
  }

  private static Map<RuleFile, Findings> read(Map<String, RuleText> texts) {
    Map<RuleFile, Findings> read = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> {
          Findings ofFile = new Findings(path);
          read.put(read(path, text, ofFile), ofFile);
        });
    return read;
  }

  /** What is too large is not even read; nor is a table that cannot be. */
  private static RuleFile read(String path, RuleText text, Findings findings) {
    int bytes = text.text().getBytes(StandardCharsets.UTF_8).length;
    boolean table = RuleLibrary.isTable(path);
    if (table ? bytes > 0 : bytes <= LARGEST_FILE) {
      return RuleFileParser.parse(path, text.text(), findings);
    }
    if (!table) {
      findings.add(
          Word.START,
          "too-long",
          "The file has more than %d bytes.".formatted(LARGEST_FILE),
          "Maybe it is no rule file.");
    }
    return new RuleFile(path, 0, null, List.of());
  }

  private static Finding noTable(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String idea = name.substring(0, name.lastIndexOf('.'));
    return new Finding(
        path,
        1,
        1,
        0,
        "place",
        "A decision table is called name.table.csv or name.table.xlsx, but found %s."
            .formatted(name),
        "Maybe save it as %s.table.xlsx.".formatted(idea.replaceFirst("\\.table$", "")));
  }

  /** Where its author reads it: of a rule that comes of a table, at the cell. */
  private static List<Finding> asWritten(List<Finding> findings, Map<String, RuleText> texts) {
    return findings.stream()
        .map(
            finding -> {
              RuleText text = texts.get(finding.file());
              return text == null ? finding : text.asWritten(finding);
            })
        .toList();
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
    return compiled;
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
        : new Finding(
            complaint.file(), Math.max(1, complaint.line()), 1, 0, "compile", message, "");
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

  /** Bytecode knows no lines: the beginning of its class's name tells the folder. */
  private static Finding forbidden(String className, Set<String> calls) {
    List<String> names = List.of(className.split("\\.", -1));
    return new Finding(
        String.join("/", names.subList(0, Math.min(FOLDERS, names.size() - 1))),
        1,
        1,
        0,
        "forbidden-code",
        "A rule may not touch %s.".formatted(String.join(", ", calls)),
        "");
  }
}
