package io.rtoto.rules;

import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.sandbox.BytecodeCheck;
import io.rtoto.rules.sandbox.CpuBudget;
import io.rtoto.rules.sandbox.FactCalls;
import io.rtoto.rules.sandbox.Guard;
import io.rtoto.rules.sandbox.GuardWeaver;
import io.rtoto.rules.sandbox.RuleClassLoader;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TagSettings;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/** A version of the rules, loaded and ready to be asked. Threads may share one. */
public final class RuleBook {
  private final String version;
  private final LibrarySettings settings;
  private final Map<String, String> owners;
  private final Map<Class<?>, MomentRules> moments;
  private final @Nullable Witness witness;

  private RuleBook(
      String version,
      LibrarySettings settings,
      Map<String, String> owners,
      Map<Class<?>, MomentRules> moments,
      @Nullable Witness witness) {
    this.version = version;
    this.settings = settings;
    this.owners = owners;
    this.moments = moments;
    this.witness = witness;
  }

  /**
   * Loads the compiled classes of a bundle; compiles nothing.
   *
   * @throws IllegalArgumentException when the bundle does not hold together, or its classes reach
   *     for what rules may not touch
   */
  public static RuleBook load(RuleBundle bundle) {
    try {
      return loaded(bundle);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Loading runs the bundle's own initializers and reads its bytes: what is wrong with it may
      // be thrown as almost anything, and none of it may end a job that has rules in force.
      if (e instanceof IllegalArgumentException told) {
        throw told;
      }
      throw new IllegalArgumentException(
          "Rule bundle %s cannot be loaded (%s). Maybe another version of RTOTO made it."
              .formatted(bundle.version(), e),
          e);
    }
  }

  private static RuleBook loaded(RuleBundle bundle) {
    List<String> forbidden = BytecodeCheck.forbiddenIn(bundle.classes());
    if (!forbidden.isEmpty()) {
      throw new IllegalArgumentException(
          "Rule bundle %s reaches for what rules may not touch: %s."
              .formatted(bundle.version(), String.join(", ", forbidden)));
    }
    ClassLoader host = RuleBook.class.getClassLoader();
    Set<String> missing = FactCalls.missingIn(bundle.classes(), host);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Rule bundle %s asks for facts that are not there: %s. Maybe another version of RTOTO made it; publish its rules again."
              .formatted(bundle.version(), String.join(", ", missing)));
    }
    ClassLoader loader = new RuleClassLoader(GuardWeaver.woven(bundle.classes()), host);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The engine finds its own services by the thread's loader; a Flink task thread may have any.
    thread.setContextClassLoader(host);
    Guard.begin();
    try {
      List<Model> models = bundle.models().stream().map(name -> model(name, loader)).toList();
      requireAll(bundle, models);
      return new RuleBook(
          bundle.version(),
          LibrarySettings.in(bundle.sources()),
          bundle.rules().stream()
              .collect(Collectors.toUnmodifiableMap(RuleCard::id, RuleCard::owner)),
          MomentRules.of(models, loader),
          null);
    } finally {
      Guard.end();
      thread.setContextClassLoader(before);
    }
  }

  /** A rule that is told of but not there would be silent, and nobody would know why. */
  private static void requireAll(RuleBundle bundle, List<Model> models) {
    Set<String> held =
        models.stream()
            .flatMap(model -> model.getRules().stream())
            .map(MomentRules::idOf)
            .collect(Collectors.toSet());
    List<String> missing =
        bundle.rules().stream().map(RuleCard::id).filter(id -> !held.contains(id)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Rule bundle %s tells of rules that it does not hold: %s. Maybe it was cut short."
              .formatted(bundle.version(), String.join(", ", missing)));
    }
  }

  /** The version of the bundle. */
  public String version() {
    return version;
  }

  /** Whether any rule is on moments of that kind. */
  public boolean hasRulesOn(Class<? extends Moment> moment) {
    return moments.containsKey(moment);
  }

  /** What its library sets beside the rules. */
  public LibrarySettings settings() {
    return settings;
  }

  /** Who is asked when that rule misbehaves; empty when it is not in the book. */
  public String ownerOf(String rule) {
    return owners.getOrDefault(rule, "");
  }

  /**
   * One who asks this book, for one thread at a time. What is answered hangs on nothing but what is
   * asked: no time is measured.
   */
  public Reader reader() {
    return new Reader(moments, settings.tags(), null, witness);
  }

  /**
   * The same, but a rule that takes too long fails. What is decided hangs on no time all the same:
   * what it said counts, and so does what the others say.
   *
   * @param budget what the rules of an event may take
   */
  public Reader reader(CpuBudget budget) {
    return new Reader(moments, settings.tags(), budget, witness);
  }

  /**
   * The same book, where all that it is asked from now on is heard by that witness too: on the
   * threads that ask.
   */
  public RuleBook heardBy(Witness listener) {
    return new RuleBook(version, settings, owners, moments, listener);
  }

  private static Model model(String name, ClassLoader loader) {
    try {
      return Class.forName(name, true, loader)
          .asSubclass(Model.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new IllegalArgumentException(
          "The bundle names the model %s, but holds no such class. Maybe it was cut short."
              .formatted(name),
          e);
    }
  }

  /** Hears what rules were asked with, and which of them fired: for who tests them. */
  @FunctionalInterface
  public interface Witness {
    /**
     * The rules of a moment were asked.
     *
     * @param facts all that was there: the moment, what is known of what any rule asks for, and
     *     what rules inserted, also where others withdrew it
     * @param fired the ids of the rules that fired
     */
    void hear(List<Object> facts, Set<String> fired);
  }

  /**
   * Asks the rules. Keeps nothing between two questions.
   *
   * <p>A rule that throws, or that fires without end, is a {@link Verdict.Failure}, and the others
   * are heard as if it were not in the book; so is one that goes round, though {@link
   * BytecodeCheck} lets none in that does. One that is suspended is not heard at all. Where that
   * rule is a guard, nothing that would reach a customer gets past it.
   */
  public static final class Reader implements AutoCloseable {
    private final Map<Class<?>, MomentRules> moments;
    private final TagSettings tags;
    private final @Nullable CpuBudget budget;
    private final @Nullable Witness witness;
    private final Map<Class<?>, Hearing> hearings = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();

    /** Moments that take too long by no single rule: to look for one again and again costs more. */
    private final Set<Class<?>> slowTogether = new HashSet<>();

    /** Who was to blame the last time, by moment: the likeliest to be so again. */
    private final Map<Class<?>, String> blamed = new HashMap<>();

    private Reader(
        Map<Class<?>, MomentRules> moments,
        TagSettings tags,
        @Nullable CpuBudget budget,
        @Nullable Witness witness) {
      this.moments = moments;
      this.tags = tags;
      this.budget = budget;
      this.witness = witness;
    }

    /** From now on that rule is not heard. */
    public void suspend(String rule) {
      if (suspended.add(rule)) {
        close();
        slowTogether.clear();
      }
    }

    /** What the rules of this moment say, given these facts. A moment without rules is silent. */
    public Verdict ask(Moment moment, List<?> facts) {
      MomentRules rules = moments.get(moment.getClass());
      if (rules == null) {
        return Verdict.SILENCE;
      }
      Set<String> silenced = rules.own(suspended);
      if (rules.isEmptyWithout(silenced)) {
        return Verdict.SILENCE;
      }
      Hearing hearing = hearings.remove(moment.getClass());
      if (hearing == null) {
        hearing = rules.hearing(silenced, witness);
      }
      Verdict verdict;
      long before = budget == null ? 0 : budget.nanos().getAsLong();
      try {
        verdict = hearing.hear(moment, facts);
      } catch (RuntimeException | LinkageError | StackOverflowError failure) {
        // What the session remembers after a throw is anybody's guess: it is not asked again.
        hearing.close();
        return rules.hearWithout(failure, silenced, moment, facts).governedBy(tags);
      }
      hearings.put(moment.getClass(), hearing);
      verdict = rules.failClosed(verdict, silenced);
      if (budget != null
          && budget.isLessThan(budget.nanos().getAsLong() - before)
          && !slowTogether.contains(moment.getClass())) {
        verdict = verdict.and(slowest(rules, budget, silenced, moment, facts));
      }
      return verdict.governedBy(tags);
    }

    /**
     * Whether the rules of this moment ask for a fact like that one: whether it passes the first
     * thing that some condition asks of it, such as its kind. Where a condition throws, nobody
     * knows, and they do.
     */
    public boolean asksFor(Object fact, Moment moment) {
      MomentRules rules = moments.get(moment.getClass());
      if (rules == null) {
        return false;
      }
      Set<String> silenced = rules.own(suspended);
      if (rules.isEmptyWithout(silenced)) {
        return false;
      }
      try {
        return hearings
            .computeIfAbsent(moment.getClass(), kind -> rules.hearing(silenced, witness))
            .asksFor(fact);
      } catch (RuntimeException | LinkageError | StackOverflowError failure) {
        return true;
      }
    }

    /** Who is to blame; nobody where it was a pause, such as the first loading of the rules. */
    private List<Verdict.Failure> slowest(
        MomentRules rules, CpuBudget budget, Set<String> silenced, Moment moment, List<?> facts) {
      Function<Set<String>, OptionalLong> without =
          left -> {
            Set<String> unheard = new HashSet<>(silenced);
            unheard.addAll(left);
            return rules.nanos(budget, unheard, moment, facts);
          };
      OptionalLong again = without.apply(Set.of());
      if (again.isEmpty() || !budget.isLessThan(again.getAsLong())) {
        return List.of();
      }
      Class<?> kind = moment.getClass();
      Optional<String> slowest =
          new SlowRuleSearch(budget, without)
              .among(again.getAsLong(), rules.heardBeside(silenced), blamed.getOrDefault(kind, ""));
      slowest.ifPresentOrElse(rule -> blamed.put(kind, rule), () -> slowTogether.add(kind));
      return slowest.map(rule -> new Verdict.Failure(rule, Verdict.Failure.TOO_SLOW)).stream()
          .toList();
    }

    @Override
    public void close() {
      hearings.values().forEach(Hearing::close);
      hearings.clear();
    }
  }
}
