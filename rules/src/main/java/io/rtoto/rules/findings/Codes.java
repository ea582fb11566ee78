package io.rtoto.rules.findings;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kinds of problems by their codes, each with what it means. Tools go by the codes: none ever
 * comes to mean another thing.
 */
public final class Codes {
  private static final Map<String, String> MEANINGS =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("action", "A rule does what its phase does not do, or nothing."),
                  Map.entry("arguments", "What is inserted has other values than it takes."),
                  Map.entry("compile", "What is understood does not compile, for all that."),
                  Map.entry("forbidden-code", "A rule would touch what no rule may touch."),
                  Map.entry("id", "A rule's id is missing, not that of its file, or taken."),
                  Map.entry("metadata", "A rule has other metadata than id, owner and since."),
                  Map.entry("moment-first", "The first condition is not the folder's moment."),
                  Map.entry(
                      "name",
                      "A name is not the sentence of its phase, taken, too long or not plain."),
                  Map.entry("no-rules", "The library has no rule file."),
                  Map.entry("no-text", "What is proposed and read has no text."),
                  Map.entry("not-allowed", "The rule language has it, our rules have not."),
                  Map.entry("owner", "A rule has no owner."),
                  Map.entry("package", "The package is missing, or not that of the folder."),
                  Map.entry("phase", "The agenda-group is missing, or is no phase."),
                  Map.entry("place", "A file or folder lies or is named where no rule does."),
                  Map.entry("settings", "A file of settings says what cannot be."),
                  Map.entry("since", "A rule's date is missing, or is none."),
                  Map.entry("syntax", "What stands there cannot be read."),
                  Map.entry("too-long", "A file is longer than one idea, or too large to be read."),
                  Map.entry(
                      "too-many-rules",
                      "A file has more rules than one idea, or the library more than it may."),
                  Map.entry(
                      "too-many-conditions", "A rule asks for more than one idea, or too often."),
                  Map.entry("twin", "A case of silence has no twin that differs in one thing."),
                  Map.entry("unknown-agreement", "The kind is not in agreements.yaml."),
                  Map.entry("unknown-fact", "There is no such fact."),
                  Map.entry("unknown-field", "The fact has no such field."),
                  Map.entry("unknown-proposal", "No rule proposes what is asked for."),
                  Map.entry("unknown-tag", "The tag is not in tags.yaml."),
                  Map.entry("unknown-tier", "The tier is not in tiers.yaml."),
                  Map.entry("unknown-word", "The field is never that word."),
                  Map.entry("unreadable-case", "A case says what cannot be."),
                  Map.entry("variable", "A variable is unknown, or used twice."),
                  Map.entry("wrong-kind", "A value is of another kind than its field."))));

  private Codes() {}

  /** What each means, in a sentence, by the code. */
  public static Map<String, String> meanings() {
    return MEANINGS;
  }

  /** A code that nobody wrote down is our own mistake. */
  static void require(String code) {
    if (!MEANINGS.containsKey(code)) {
      throw new IllegalArgumentException(
          "There is no code %s; expected one of %s.".formatted(code, MEANINGS.keySet()));
    }
  }
}
