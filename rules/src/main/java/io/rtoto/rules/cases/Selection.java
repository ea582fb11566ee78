package io.rtoto.rules.cases;

import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.util.Collection;
import java.util.List;

/**
 * Some of a library's rules, and the cases beside them.
 *
 * @param families what the ids of these rules are or begin with, such as {@code
 *     retail.cart_abandoned}; none for all rules
 */
public record Selection(List<String> families) {
  /** All rules. */
  public static final Selection ALL = new Selection(List.of());

  /**
   * What was meant by a rule's id, the beginning of one, or the path of a file or folder from the
   * library's root.
   */
  public static Selection of(Collection<String> written) {
    return new Selection(written.stream().map(Selection::family).toList());
  }

  private static String family(String written) {
    String name = RuleLibrary.withoutSuffix(written);
    for (String suffix : List.of(CaseFile.SUFFIX, "/")) {
      name = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
    return name.replace('/', '.');
  }

  /** Whether that rule is among them. */
  public boolean covers(String rule) {
    return families.isEmpty() || families.stream().anyMatch(family -> Said.isOf(family, rule));
  }

  /** Of what was asked for, what is neither a rule nor a file of cases, as it was understood. */
  public List<String> unknownIn(Collection<RuleCard> rules, RuleLibrary cases) {
    return families.stream()
        .filter(
            family ->
                rules.stream().noneMatch(rule -> Said.isOf(family, rule.id()))
                    && cases.files().keySet().stream()
                        .noneMatch(path -> Said.isOf(family, CaseFile.familyOf(path))))
        .toList();
  }

  /** Whether the cases beside a rule file are about one of them. */
  boolean runs(String path) {
    String beside = CaseFile.familyOf(path);
    return covers(beside) || families.stream().anyMatch(family -> Said.isOf(beside, family));
  }
}
