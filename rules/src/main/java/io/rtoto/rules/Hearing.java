package io.rtoto.rules;

import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.sandbox.Guard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.base.base.ObjectType;
import org.drools.base.base.ValueResolver;
import org.drools.base.rule.EntryPointId;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.ObjectTypeNode;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.Agenda;
import org.kie.api.runtime.rule.AgendaGroup;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Hears the rules of one moment, again and again; between two questions its session is empty.
 *
 * <p>A session that lives on costs a third less than one from a pool.
 */
final class Hearing implements AutoCloseable {
  /** More than any sane set of rules fires at one moment: beyond it, a rule triggers itself. */
  static final int MOST_FIRINGS = 1_000;

  private final KieSession session;
  private final Minutes minutes = new Minutes();
  private final @Nullable Transcript transcript;
  private final AgendaGroup[] lastPhaseFirst;
  private final Map<ObjectType, ObjectTypeNode> askedFor;
  private final Map<Class<?>, Boolean> isAskedFor = new HashMap<>();

  /** A session on these rules. */
  Hearing(KieBase rules) {
    this(rules, null);
  }

  /**
   * The same, where somebody listens.
   *
   * @param witness who hears what they are asked; null where nobody does
   */
  Hearing(KieBase rules, RuleBook.@Nullable Witness witness) {
    session = rules.newKieSession();
    askedFor =
        Map.copyOf(((InternalRuleBase) rules).getRete().getObjectTypeNodes(EntryPointId.DEFAULT));
    session.addEventListener(minutes);
    transcript = witness == null ? null : new Transcript(witness);
    if (transcript != null) {
      session.addEventListener((RuleRuntimeEventListener) transcript);
      session.addEventListener((AgendaEventListener) transcript);
    }
    Agenda agenda = session.getAgenda();
    lastPhaseFirst =
        Arrays.stream(Phase.values())
            .sorted((one, two) -> two.compareTo(one))
            .map(phase -> agenda.getAgendaGroup(phase.group()))
            .toArray(AgendaGroup[]::new);
  }

  /**
   * What the rules say.
   *
   * @throws RunawayRule when they come to no end
   */
  Verdict hear(Moment moment, List<?> facts) {
    Guard.begin();
    try {
      return heard(moment, facts);
    } finally {
      Guard.end();
    }
  }

  private Verdict heard(Moment moment, List<?> facts) {
    minutes.open();
    session.insert(moment);
    for (Object fact : facts) {
      if (isAskedFor.computeIfAbsent(fact.getClass(), this::isAskedFor)) {
        session.insert(fact);
      }
    }
    for (AgendaGroup phase : lastPhaseFirst) {
      phase.setFocus();
    }
    if (session.fireAllRules(MOST_FIRINGS) >= MOST_FIRINGS) {
      throw new RunawayRule(minutes.lastToInsert());
    }
    if (transcript != null) {
      transcript.tell();
    }
    Verdict verdict = minutes.close().gathered(facts);
    minutes.remaining().forEach(this::delete);
    return verdict;
  }

  /** What no rule asks for need not be told: there are many of some kinds. */
  private boolean isAskedFor(Class<?> kind) {
    return askedFor.keySet().stream().anyMatch(type -> type.isAssignableFrom(kind));
  }

  /**
   * Whether for some condition of some rule the fact passes the first thing that is asked of it.
   */
  boolean asksFor(Object fact) {
    Guard.begin();
    try {
      FactHandle handle = new FactAsked(fact);
      return askedFor.entrySet().stream()
          .filter(asked -> asked.getKey().isAssignableFrom(fact.getClass()))
          .flatMap(asked -> Arrays.stream(asked.getValue().getObjectSinkPropagator().getSinks()))
          .anyMatch(
              condition ->
                  !(condition instanceof AlphaNode first)
                      || first.getConstraint().isAllowed(handle, (ValueResolver) session));
    } finally {
      Guard.end();
    }
  }

  /** A moment that no rule asks for has left the session by itself; to look for it is costly. */
  private void delete(FactHandle handle) {
    if (!((InternalFactHandle) handle).isDisconnected()) {
      session.delete(handle);
    }
  }

  @Override
  public void close() {
    session.dispose();
  }
}
