package io.rtoto.rules;

import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.TagSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rules say to one moment.
 *
 * @param proposed what was proposed and not withdrawn, in order of rule id
 * @param withdrawn what was proposed and withdrawn by a guard
 * @param failures the rules that threw
 */
public record Verdict(List<Proposed> proposed, List<Withdrawn> withdrawn, List<Failure> failures) {

  /** Nobody said anything. */
  public static final Verdict SILENCE = new Verdict(List.of(), List.of(), List.of());

  /** The same; but to propose a tag that there is none of is a failure of the rule. */
  Verdict governedBy(TagSettings tags) {
    List<Proposed> unknown =
        proposed.stream()
            .filter(each -> each.proposal() instanceof Proposal.Tag tag && !tags.has(tag.name()))
            .toList();
    if (unknown.isEmpty()) {
      return this;
    }
    List<Proposed> governed = new ArrayList<>(proposed);
    governed.removeAll(unknown);
    List<Failure> all = new ArrayList<>(failures);
    unknown.forEach(each -> all.add(new Failure(each.rule(), "proposed an unknown tag")));
    return new Verdict(List.copyOf(governed), withdrawn, List.copyOf(all));
  }

  /**
   * A proposal and who made it.
   *
   * @param rule the rule's id
   * @param proposal what it proposed
   */
  public record Proposed(String rule, Proposal proposal) {}

  /**
   * A proposal that was withdrawn.
   *
   * @param proposed the proposal
   * @param guard the id of the rule that withdrew it
   */
  public record Withdrawn(Proposed proposed, String guard) {}

  /**
   * A rule that threw.
   *
   * @param rule the rule's id
   * @param error the kind of failure, without the facts' values
   */
  public record Failure(String rule, String error) {}
}
