package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Argument;
import io.rtoto.rules.authoring.RuleFile.Insert;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.settings.LibraryNames;
import io.rtoto.rules.settings.TextSettings;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that rules give: of what they propose, of the scripts of their tasks, of their owners,
 * and their ids.
 *
 * @param all in the order of files and lines
 */
record GivenNames(List<Given> all) {
  private static final String TASK = Proposal.Task.class.getSimpleName();

  /**
   * A name where it is given.
   *
   * @param file the file's path
   * @param kind as in {@link LibraryNames}
   * @param name the name; what is no plain text may be any name, and null is none
   */
  private record Given(String file, String kind, @Nullable Word name) {
    boolean isText() {
      return name != null && name.kind() == Word.Kind.TEXT;
    }
  }

  static GivenNames in(Collection<RuleFile> files) {
    List<Given> all = new ArrayList<>();
    for (RuleFile file : files) {
      file.rules().forEach(rule -> gather(rule, file.path(), all));
    }
    return new GivenNames(all);
  }

  private static void gather(Rule rule, String file, List<Given> all) {
    for (RuleFile.Setting setting : rule.metadata()) {
      if (setting.name().is("owner")) {
        all.add(new Given(file, LibraryNames.OWNERS, setting.value()));
      } else if (setting.name().is("id")) {
        all.add(new Given(file, LibraryNames.RULES, setting.value()));
      }
    }
    for (RuleFile.Action action : rule.actions()) {
      if (action instanceof Insert insert && !insert.arguments().isEmpty()) {
        List<Argument> arguments = insert.arguments();
        all.add(new Given(file, insert.fact().text(), arguments.get(0).value()));
        if (insert.fact().is(TASK)) {
          Word script = arguments.get(arguments.size() - 1).value();
          all.add(new Given(file, LibraryNames.SCRIPTS, script));
        }
      }
    }
  }

  /** By their kinds; not those of a kind of which some name is computed. */
  Map<String, Set<String>> byKind() {
    Map<String, Set<String>> names = new HashMap<>();
    Vocabulary.proposals().forEach(kind -> names.put(kind.getSimpleName(), new HashSet<>()));
    names.put(LibraryNames.SCRIPTS, new HashSet<>());
    names.put(LibraryNames.OWNERS, new HashSet<>());
    names.put(LibraryNames.RULES, new HashSet<>());
    for (Given one : all) {
      if (one.name() != null) {
        names.computeIfAbsent(one.kind(), kind -> new HashSet<>()).add(one.name().text());
      }
    }
    all.stream().filter(one -> !one.isText()).forEach(one -> names.remove(one.kind()));
    return names;
  }

  /** What is proposed, and read, and has no text. */
  List<Finding> without(TextSettings texts) {
    List<Finding> findings = new ArrayList<>();
    for (Given one : all) {
      Word name = one.name();
      if (name != null && one.isText() && texts.misses(one.kind(), name.text())) {
        Findings ofFile = new Findings(one.file());
        ofFile.add(
            name,
            "no-text",
            "There is no text for %s in %s.".formatted(name.text(), TextSettings.FILE),
            texts.hint(one.kind(), name.text()));
        findings.addAll(ofFile.all());
      }
    }
    return findings;
  }
}
