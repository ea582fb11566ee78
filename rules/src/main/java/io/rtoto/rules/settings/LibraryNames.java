package io.rtoto.rules.settings;

import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that a library gives. Elsewhere in it no others may be named: what is set of, or asked
 * for, a name that nothing bears would never matter, and nobody would notice.
 *
 * @param byKind the names of what the rules propose, by its kind, such as {@code Offer}; {@link
 *     #SCRIPTS}, {@link #OWNERS}, {@link #RULES}; and of what a file of settings names, by that
 *     file. Where a kind is missing, not all of its names could be read, and any will do
 */
public record LibraryNames(Map<String, Set<String>> byKind) {
  /** The keys of scripts that tasks name. */
  public static final String SCRIPTS = "Script";

  /** The ids of rules. */
  public static final String RULES = "Rule";

  /** Whose rules there are. */
  public static final String OWNERS = "Owner";

  /** Nobody changes them. */
  public LibraryNames {
    byKind = Map.copyOf(byKind);
  }

  /** Whether nothing of that kind bears the name. */
  public boolean lack(String kind, String name) {
    Set<String> known = byKind.get(kind);
    return known != null && !known.contains(name);
  }

  /** What was meant, perhaps. */
  public String hint(String kind, String name) {
    return NearestWord.hint(name, byKind.getOrDefault(kind, Set.of()));
  }

  /**
   * The names of a table that nothing of a kind bears.
   *
   * @param table what is set by name; null where nothing is
   * @param message a sentence with a place for the name
   */
  Stream<YamlProblem> unknownIn(@Nullable YamlText table, String kind, String message) {
    return table == null
        ? Stream.empty()
        : table.table("the names").keySet().stream()
            .filter(name -> lack(kind, name.word("a name")))
            .map(
                name ->
                    name.problem(
                        message.formatted(name.word("a name")), hint(kind, name.word("a name"))));
  }
}
