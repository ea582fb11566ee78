package io.rtoto.rules;

import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.facts.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.rule.FactHandle;

/** Takes down who proposed what, and who withdrew it. Knows one question at a time. */
final class Minutes implements RuleRuntimeEventListener {
  private static final Comparator<Proposed> BY_RULE =
      Comparator.comparing(Proposed::rule)
          .thenComparing(proposed -> proposed.proposal().getClass().getName())
          .thenComparing(proposed -> proposed.proposal().name());

  private final List<Entry> entries = new ArrayList<>();
  private final List<FactHandle> remaining = new ArrayList<>();
  private final IdentityHashMap<Rule, String> ids = new IdentityHashMap<>();
  private boolean open;
  private String lastToInsert = "";

  /** A new question. */
  void open() {
    entries.clear();
    remaining.clear();
    lastToInsert = "";
    open = true;
  }

  /** The answer. What happens in the session from now on is not taken down. */
  Verdict close() {
    open = false;
    if (entries.isEmpty()) {
      return Verdict.SILENCE;
    }
    List<Proposed> proposed = new ArrayList<>();
    List<Withdrawn> withdrawn = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.guard == null) {
        proposed.add(entry.proposed);
      } else {
        withdrawn.add(new Withdrawn(entry.proposed, entry.guard));
      }
    }
    proposed.sort(BY_RULE);
    withdrawn.sort(Comparator.comparing(Withdrawn::proposed, BY_RULE));
    return new Verdict(List.copyOf(proposed), List.copyOf(withdrawn), List.of());
  }

  /** What still lies in the session, ours and theirs. */
  List<FactHandle> remaining() {
    return remaining;
  }

  /** The id of the rule that inserted last; empty when none did. */
  String lastToInsert() {
    return lastToInsert;
  }

  @Override
  public void objectInserted(ObjectInsertedEvent event) {
    remaining.add(event.getFactHandle());
    Rule rule = event.getRule();
    if (rule != null) {
      lastToInsert = idOf(rule);
      if (event.getObject() instanceof Proposal proposal) {
        entries.add(new Entry(event.getFactHandle(), new Proposed(lastToInsert, proposal)));
      }
    }
  }

  @Override
  public void objectUpdated(ObjectUpdatedEvent event) {
    // Facts are records: nothing of them changes.
  }

  @Override
  public void objectDeleted(ObjectDeletedEvent event) {
    if (!open) {
      return;
    }
    remaining.remove(event.getFactHandle());
    Rule rule = event.getRule();
    for (Entry entry : entries) {
      if (entry.handle == event.getFactHandle()) {
        entry.guard = rule == null ? "" : idOf(rule);
      }
    }
  }

  private String idOf(Rule rule) {
    return ids.computeIfAbsent(rule, MomentRules::idOf);
  }

  private static final class Entry {
    private final FactHandle handle;
    private final Proposed proposed;
    private @Nullable String guard;

    Entry(FactHandle handle, Proposed proposed) {
      this.handle = handle;
      this.proposed = proposed;
    }
  }
}
