package io.rtoto.rules;

import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.sandbox.CpuBudget;
import io.rtoto.rules.sandbox.Guard;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.drools.base.rule.consequence.ConsequenceException;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.KieBaseMutabilityOption;

/**
 * The rules of one moment and the common guards, in a KieBase of their own, so that an event costs
 * only the rules of its own moment.
 */
final class MomentRules {
  private static final String COMMON = "common.";
  private static final String ID = "id";

  /** Rules fail in few combinations; where they fail in many, no more KieBases are kept. */
  private static final int MOST_KEPT = 16;

  private final List<Model> models;
  private final ClassLoader loader;
  private final KieBase all;
  private final Set<String> guards;
  private final Set<String> ids;
  private final Map<String, Set<String>> idsByName;
  private final Map<Set<String>, KieBase> without = new ConcurrentHashMap<>();

  private MomentRules(List<Model> models, ClassLoader loader) {
    this.models = models;
    this.loader = loader;
    List<Rule> rules = models.stream().flatMap(model -> model.getRules().stream()).toList();
    guards =
        rules.stream()
            .filter(
                rule -> Phase.GUARD.group().equals(rule.getAttribute(Rule.Attribute.AGENDA_GROUP)))
            .map(MomentRules::idOf)
            .collect(Collectors.toUnmodifiableSet());
    ids = rules.stream().map(MomentRules::idOf).collect(Collectors.toUnmodifiableSet());
    idsByName =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    Rule::getName, Collectors.mapping(MomentRules::idOf, Collectors.toSet())));
    all = kieBase(Set.of());
  }

  /**
   * The rules of each moment that has any.
   *
   * @throws IllegalArgumentException when a package belongs to no moment
   */
  static Map<Class<?>, MomentRules> of(Collection<Model> models, ClassLoader loader) {
    List<Model> common = new ArrayList<>();
    Map<Class<?>, List<Model>> byMoment = new LinkedHashMap<>();
    for (Model model : models) {
      String pack = model.getPackageName();
      if (pack.startsWith(COMMON)) {
        common.add(model);
      } else {
        byMoment.computeIfAbsent(momentOf(pack), moment -> new ArrayList<>()).add(model);
      }
    }
    Map<Class<?>, MomentRules> rules = new HashMap<>();
    byMoment.forEach(
        (moment, own) -> {
          own.addAll(common);
          rules.put(moment, new MomentRules(List.copyOf(own), loader));
        });
    return Map.copyOf(rules);
  }

  private static Class<?> momentOf(String pack) {
    return Vocabulary.momentOfFolder(pack.substring(pack.lastIndexOf('.') + 1))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Package %s ends in no moment. Maybe its moment was renamed since."
                        .formatted(pack)));
  }

  /**
   * A session on these rules.
   *
   * @param silenced the ids of those that are not heard
   * @param witness who hears what they are asked; null where nobody does
   */
  Hearing hearing(Set<String> silenced, RuleBook.@Nullable Witness witness) {
    return new Hearing(silenced.isEmpty() ? all : baseWithout(silenced), witness);
  }

  /** Which of those ids are theirs. */
  Set<String> own(Set<String> suspended) {
    return suspended.stream().filter(ids::contains).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether nobody is left who could be heard; the engine makes no session of no rules. */
  boolean isEmptyWithout(Set<String> silenced) {
    return silenced.containsAll(ids);
  }

  /**
   * What the other rules say, where one has thrown.
   *
   * @param thrown by a rule, when all others than those were heard
   * @param suspended the ids of those
   */
  Verdict hearWithout(Throwable thrown, Set<String> suspended, Moment moment, List<?> facts) {
    List<Failure> failures = new ArrayList<>();
    Set<String> silenced = new TreeSet<>(suspended);
    Throwable cause = thrown;
    while (true) {
      Set<String> culprits = culprits(cause);
      if (culprits.isEmpty() || !silenced.addAll(culprits)) {
        failures.add(new Failure(moment.name(), kindOf(cause)));
        return new Verdict(List.of(), List.of(), List.copyOf(failures));
      }
      for (String culprit : culprits) {
        failures.add(new Failure(culprit, kindOf(cause)));
      }
      if (isEmptyWithout(silenced)) {
        return Verdict.SILENCE.and(failures);
      }
      try (Hearing others = new Hearing(baseWithout(Set.copyOf(silenced)))) {
        return failClosed(others.hear(moment, facts), silenced).and(failures);
      } catch (RuntimeException | LinkageError | StackOverflowError again) {
        cause = again;
      }
    }
  }

  /** The ids of those that are heard when those are not; sorted. */
  List<String> heardBeside(Set<String> silenced) {
    return ids.stream().filter(id -> !silenced.contains(id)).sorted().toList();
  }

  /**
   * How long a second hearing takes, in nanoseconds: what is to be loaded was loaded for the first.
   * Empty where a rule fails, as one may that was never heard without another. Nothing, where
   * nobody is heard.
   */
  OptionalLong nanos(CpuBudget budget, Set<String> silenced, Moment moment, List<?> facts) {
    if (isEmptyWithout(silenced)) {
      return OptionalLong.of(0);
    }
    try (Hearing hearing = new Hearing(kieBase(silenced))) {
      hearing.hear(moment, facts);
      long before = budget.nanos().getAsLong();
      hearing.hear(moment, facts);
      return OptionalLong.of(budget.nanos().getAsLong() - before);
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      return OptionalLong.empty();
    }
  }

  /** Where a guard could not speak, nothing goes out but notes, which reach nobody. */
  Verdict failClosed(Verdict verdict, Set<String> silenced) {
    List<String> failedGuards = silenced.stream().filter(guards::contains).sorted().toList();
    if (failedGuards.isEmpty()) {
      return verdict;
    }
    List<Proposed> proposed = new ArrayList<>();
    List<Withdrawn> withdrawn = new ArrayList<>(verdict.withdrawn());
    for (Proposed each : verdict.proposed()) {
      if (each.proposal() instanceof Proposal.Note) {
        proposed.add(each);
      } else {
        withdrawn.add(new Withdrawn(each, failedGuards.get(0)));
      }
    }
    return new Verdict(List.copyOf(proposed), List.copyOf(withdrawn), verdict.failures());
  }

  /** The rules that threw it: a consequence tells its rule, a condition names it in its message. */
  private Set<String> culprits(Throwable thrown) {
    if (thrown instanceof RunawayRule runaway) {
      return runaway.rule().isEmpty() ? Set.of() : Set.of(runaway.rule());
    }
    if (thrown instanceof ConsequenceException inConsequence) {
      return Set.of(idOf(inConsequence.getRule()));
    }
    Set<String> culprits = new HashSet<>();
    String message = String.valueOf(thrown.getMessage());
    idsByName.forEach(
        (name, ids) -> {
          if (message.contains('"' + name + '"')) {
            culprits.addAll(ids);
          }
        });
    return culprits;
  }

  /** Class names only: a message may quote a fact. */
  private static String kindOf(Throwable thrown) {
    if (thrown instanceof RunawayRule) {
      return Failure.WITHOUT_END;
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof Guard.OutOfTime ? Failure.TOO_SLOW : root.getClass().getSimpleName();
  }

  private KieBase baseWithout(Set<String> ids) {
    KieBase kept = without.get(ids);
    if (kept != null) {
      return kept;
    }
    KieBase built = kieBase(ids);
    if (without.size() < MOST_KEPT) {
      without.put(ids, built);
    }
    return built;
  }

  private KieBase kieBase(Set<String> silenced) {
    KieBaseConfiguration configuration =
        RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), loader);
    configuration.setOption(KieBaseMutabilityOption.DISABLED);
    List<Model> heard =
        models.stream()
            .<Model>map(model -> silenced.isEmpty() ? model : new SomeRules(model, silenced))
            .toList();
    return KieBaseBuilder.createKieBaseFromModel(heard, configuration);
  }

  static String idOf(Rule rule) {
    return unquoted(rule.getMetaData(ID));
  }

  static String idOf(org.kie.api.definition.rule.Rule rule) {
    return unquoted(rule.getMetaData().get(ID));
  }

  /** The engine keeps the quotes of {@code @id("…")}. */
  private static String unquoted(@Nullable Object value) {
    return String.valueOf(value).replace("\"", "");
  }
}
