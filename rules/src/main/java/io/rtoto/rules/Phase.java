package io.rtoto.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The phases in which rules are heard, in this order; each is an agenda group. */
public enum Phase {
  /** Facts are derived from facts. */
  UNDERSTAND("understand", "A … suggests …", "A .+ suggests .+"),
  /** Something is proposed. */
  PROPOSE("propose", "Propose …", "Propose .+"),
  /** What must not be said is withdrawn. */
  GUARD("guard", "Stay silent …", "Stay silent .+"),
  /** Of what is left, the better is preferred. */
  CHOOSE("choose", "Prefer …", "Prefer .+");

  private final String group;
  private final String sentence;
  private final String pattern;

  Phase(String group, String sentence, String pattern) {
    this.group = group;
    this.sentence = sentence;
    this.pattern = pattern;
  }

  /** The agenda group, as in {@code agenda-group "propose"}. */
  public String group() {
    return group;
  }

  /** How the name of such a rule reads, such as {@code Propose …}. */
  public String sentence() {
    return sentence;
  }

  /** Whether a rule of this phase may be called so. */
  public boolean allowsName(String name) {
    return name.matches(pattern);
  }

  /** The phase of an agenda group. */
  public static Optional<Phase> ofGroup(String group) {
    return Arrays.stream(values()).filter(phase -> phase.group.equals(group)).findAny();
  }

  /** The agenda groups in the order of the phases. */
  public static List<String> groups() {
    return Arrays.stream(values()).map(Phase::group).toList();
  }
}
