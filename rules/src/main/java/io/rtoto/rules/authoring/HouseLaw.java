package io.rtoto.rules.authoring;

import io.rtoto.rules.Phase;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Setting;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.settings.LibraryNames;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.text.Bidi;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** How a rule file is laid out: one business idea, in its place, with its name and its owner. */
final class HouseLaw {
  static final int MOST_LINES = 60;
  static final int MOST_RULES = 3;
  static final int LONGEST_ID = 80;
  static final int LONGEST_NAME = 120;
  static final String GUARDS = "common.guards";

  private static final Pattern FOLDER = Pattern.compile("[a-z][a-z0-9_]*");

  /** Roots of packages that are not the author's. */
  private static final Set<String> TAKEN =
      Set.of("io", "java", "javax", "jdk", "sun", "org", "com");

  private static final List<String> METADATA = List.of("id", "owner", "since");
  private static final Pattern RULE_NAME = Pattern.compile("[\\p{L}\\p{N} ,.'%+()/-]+");

  private final Map<String, String> filesById = new HashMap<>();
  private final Map<String, String> filesByName = new HashMap<>();
  private final LibraryNames names;

  /**
   * The law of a library.
   *
   * @param names those that its rules may name
   */
  HouseLaw(LibraryNames names) {
    this.names = names;
  }

  /** Judges a file; one law judges all files of a library, because ids are unique in it. */
  void judge(RuleFile file, Findings findings) {
    String pack = packageOf(file.path());
    Optional<Class<?>> moment = judgePlace(file, pack, findings);
    if (!RuleLibrary.isTable(file.path())) {
      judgeSize(file, findings);
    }
    for (Rule rule : file.rules()) {
      judgeMetadata(file, rule, pack, findings);
      Optional<Phase> phase = judgePhase(rule, pack, findings);
      new RuleLaw(rule, moment, phase, names, findings).judge();
    }
  }

  /** The package that a path stands for. */
  static String packageOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash).replace('/', '.');
  }

  private Optional<Class<?>> judgePlace(RuleFile file, String pack, Findings findings) {
    Word declared = file.packageName();
    Word where = declared == null ? Word.START : declared;
    if (declared == null) {
      findings.add(
          where,
          "package",
          "The file declares no package.",
          "Maybe package " + pack + " is missing.");
    } else if (!declared.text().equals(pack)) {
      findings.add(
          where,
          "package",
          "The package is %s, but the file lies in %s.".formatted(declared.text(), pack),
          "Maybe you meant package " + pack + ".");
    }
    List<String> folders = List.of(file.path().split("/", -1));
    String base = baseName(file.path());
    for (String name : folders.subList(0, folders.size() - 1)) {
      judgeFolder(name, where, findings);
    }
    judgeFolder(base, where, findings);
    if (pack.equals(GUARDS)) {
      return Optional.empty();
    }
    Optional<Class<?>> moment =
        folders.size() == 3 ? Vocabulary.momentOfFolder(folders.get(1)) : Optional.empty();
    if (moment.isEmpty() || TAKEN.contains(folders.get(0))) {
      findings.add(
          where,
          "place",
          "A rule file lies in industry/moment, such as retail/cart_abandoned, or in"
              + " common/guards; this one lies in %s.".formatted(pack.replace('.', '/')),
          folders.size() == 3
              ? NearestWord.hint(
                  folders.get(1), Vocabulary.moments().stream().map(Vocabulary::folderOf).toList())
              : "");
    }
    return moment;
  }

  private static void judgeFolder(String name, Word where, Findings findings) {
    if (!FOLDER.matcher(name).matches() || SourceVersion.isKeyword(name)) {
      findings.add(
          where,
          "place",
          "Folders and files are named in small letters, digits and _, but found %s."
              .formatted(name),
          SourceVersion.isKeyword(name) ? "Maybe another name: Java keeps this one." : "");
    }
  }

  private static void judgeSize(RuleFile file, Findings findings) {
    if (file.lines() > MOST_LINES) {
      findings.add(
          new Word(Word.Kind.END, "", MOST_LINES + 1, 1),
          "too-long",
          "The file has %d lines; at most %d are one idea.".formatted(file.lines(), MOST_LINES),
          "Maybe these are two ideas.");
    }
    if (file.rules().size() > MOST_RULES) {
      findings.add(
          file.rules().get(MOST_RULES).start(),
          "too-many-rules",
          "The file has %d rules; at most %d are one idea."
              .formatted(file.rules().size(), MOST_RULES),
          "Maybe these are two ideas.");
    }
  }

  private void judgeMetadata(RuleFile file, Rule rule, String pack, Findings findings) {
    Map<String, Word> values = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Setting setting : rule.metadata()) {
      String name = setting.name().text();
      Word value = setting.value();
      if (!METADATA.contains(name)) {
        findings.add(
            setting.name(),
            "metadata",
            "A rule has @id, @owner and @since, but found @%s.".formatted(name),
            NearestWord.hint(name, METADATA));
        // What was meant is told once, and not as missing again.
        NearestWord.of(name, METADATA).ifPresent(told::add);
      } else if (value == null) {
        told.add(name);
      } else if (values.put(name, value) != null) {
        findings.add(setting.name(), "metadata", "The rule has two @%s.".formatted(name));
      }
    }
    for (String name : METADATA) {
      if (!values.containsKey(name) && !told.contains(name)) {
        findings.add(rule.name(), name, "The rule has no @%s.".formatted(name));
      }
    }
    String id = pack + "." + baseName(file.path());
    Word written = values.get("id");
    if (written != null) {
      judgeId(file, id, written, findings);
    }
    Word owner = values.get("owner");
    if (owner != null && owner.text().isBlank()) {
      findings.add(owner, "owner", "The rule's owner is empty.", "Maybe the name of your team.");
    }
    Word since = values.get("since");
    if (since != null && !isDate(since.text())) {
      findings.add(
          since,
          "since",
          "@since is %s; expected a date such as 2026-11-22.".formatted(since.shown()));
    }
  }

  private void judgeId(RuleFile file, String expected, Word id, Findings findings) {
    boolean ofThisFile =
        id.text().equals(expected)
            || (id.text().startsWith(expected + ".")
                && FOLDER.matcher(id.text().substring(expected.length() + 1)).matches());
    if (!ofThisFile) {
      findings.add(
          id,
          "id",
          "The rule's id is %s; expected %s, or that and .word where the file has several rules."
              .formatted(id.shown(), expected));
    }
    if (id.text().length() > LONGEST_ID) {
      findings.add(
          id,
          "id",
          "The rule's id has %d characters; expected at most %d."
              .formatted(id.text().length(), LONGEST_ID),
          "Maybe a shorter name for its file.");
    }
    String other = filesById.putIfAbsent(id.text(), file.path());
    if (other != null) {
      findings.add(id, "id", "Another rule in %s has the id %s.".formatted(other, id.text()));
    }
  }

  private Optional<Phase> judgePhase(Rule rule, String pack, Findings findings) {
    Word group = null;
    for (Setting attribute : rule.attributes()) {
      if (attribute.name().is("agenda-group") && group == null) {
        group = attribute.value();
      } else {
        findings.add(
            attribute.name(),
            "not-allowed",
            "A rule has agenda-group and no other attribute, but found %s."
                .formatted(attribute.name().shown()),
            hintFor(attribute.name().text()));
      }
    }
    String known = String.join(", ", Phase.groups());
    if (group == null) {
      // What was meant is told once, and not as missing again.
      if (rule.attributes().stream().anyMatch(one -> isNearGroup(one.name().text()))) {
        return Optional.empty();
      }
      findings.add(
          rule.name(),
          "phase",
          "The rule has no agenda-group; expected one of %s.".formatted(known),
          "Maybe agenda-group \"propose\".");
      return Optional.empty();
    }
    Optional<Phase> phase = Phase.ofGroup(group.text());
    if (phase.isEmpty()) {
      findings.add(
          group,
          "phase",
          "The agenda-group is %s; expected one of %s.".formatted(group.shown(), known),
          NearestWord.hint(group.text(), Phase.groups()));
    } else if (pack.equals(GUARDS) && phase.get() != Phase.GUARD) {
      findings.add(group, "phase", "A rule in common/guards is in agenda-group \"guard\".");
    }
    phase.ifPresent(is -> judgeName(rule.name(), is, findings));
    String other = filesByName.putIfAbsent(pack + rule.name().text(), rule.name().text());
    if (other != null) {
      findings.add(rule.name(), "name", "Another rule in this folder has the same name.");
    }
    return phase;
  }

  private static void judgeName(Word name, Phase phase, Findings findings) {
    if (name.text().length() > LONGEST_NAME) {
      findings.add(
          name,
          "name",
          "The rule's name has %d characters; at most %d are one sentence."
              .formatted(name.text().length(), LONGEST_NAME));
    } else if (!RULE_NAME.matcher(name.text()).matches() || readsFromTheRight(name.text())) {
      findings.add(
          name, "name", "A rule's name is a plain sentence, but found %s.".formatted(name.shown()));
    } else if (!phase.allowsName(name.text())) {
      findings.add(
          name,
          "name",
          "The rule is called %s; a rule in agenda-group \"%s\" is called \"%s\"."
              .formatted(name.shown(), phase.group(), phase.sentence()));
    }
  }

  /** In a list of rules such a name would turn what stands beside it. */
  static boolean readsFromTheRight(String name) {
    return Bidi.requiresBidi(name.toCharArray(), 0, name.length());
  }

  private static boolean isNearGroup(String attribute) {
    return NearestWord.of(attribute, List.of("agenda-group")).isPresent();
  }

  private static String hintFor(String attribute) {
    return attribute.equals("salience")
        ? "Maybe the proposal's priority says it."
        : NearestWord.hint(attribute, List.of("agenda-group", "when"));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String baseName(String path) {
    String idea = RuleLibrary.withoutSuffix(path);
    return idea.substring(idea.lastIndexOf('/') + 1);
  }
}
