package io.rtoto.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.ObjectUpdatedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;

/** Takes down all that rules were asked with and who fired, for a witness. Knows one question. */
final class Transcript extends DefaultAgendaEventListener implements RuleRuntimeEventListener {
  private final RuleBook.Witness witness;
  private final List<Object> facts = new ArrayList<>();
  private final Set<String> fired = new LinkedHashSet<>();

  Transcript(RuleBook.Witness witness) {
    this.witness = witness;
  }

  /** The question is answered: the next begins. */
  void tell() {
    witness.hear(List.copyOf(facts), Set.copyOf(fired));
    facts.clear();
    fired.clear();
  }

  @Override
  public void afterMatchFired(AfterMatchFiredEvent event) {
    fired.add(MomentRules.idOf(event.getMatch().getRule()));
  }

  @Override
  public void objectInserted(ObjectInsertedEvent event) {
    facts.add(event.getObject());
  }

  @Override
  public void objectUpdated(ObjectUpdatedEvent event) {
    // Facts are records: nothing of them changes.
  }

  @Override
  public void objectDeleted(ObjectDeletedEvent event) {
    // It was there.
  }
}
