package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.jobs.engagement.EngagementCasePlayer;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.CheckoutStarted;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.OrderPlaced;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long an author waits for cases: rules are compiled, and cases run, as {@code rtoto rules
 * test} does.
 *
 * @param machine on which
 * @param rules how many there are
 * @param cases how many there are
 * @param firstMillis from the start of the process to the end of the first run, milliseconds
 * @param millis of a later run, from its beginning to its end: median, milliseconds
 */
record CaseRunning(Machine machine, int rules, int cases, double firstMillis, double millis) {
  /** Two give facts, three tell stories. */
  private static final int OF_A_RULE = 5;

  private static final double NANOS = 1e6;

  /** What a customer does for the moment to come about, with so many pieces. */
  private static final Map<Class<?>, String> STORIES =
      Map.of(
          CartAbandoned.class, "      - {adds: mug, quantity: %d}\n      - 31 minutes later\n",
          CartChanged.class, "      - {adds: mug, quantity: %d}\n",
          CheckoutStarted.class, "      - {adds: mug, quantity: %d}\n      - starts checkout\n",
          FirstOrder.class, "      - {orders: mug, quantity: %d}\n",
          OrderPlaced.class, "      - {orders: mug, quantity: %d}\n");

  private static final List<Class<?>> MOMENTS =
      STORIES.keySet().stream()
          .sorted((one, other) -> one.getName().compareTo(other.getName()))
          .<Class<?>>map(moment -> moment)
          .toList();

  /** Measures at least so many cases, that often after the first time. */
  static CaseRunning measure(int cases, int rounds) {
    int rules = (cases + OF_A_RULE - 1) / OF_A_RULE;
    RuleLibrary library = new RuleLibrary(files(rules, ".drl"));
    RuleLibrary beside = new RuleLibrary(files(rules, ".cases.yaml"));
    run(library, beside);
    double first = ManagementFactory.getRuntimeMXBean().getUptime();
    List<Double> later = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long before = System.nanoTime();
      run(library, beside);
      later.add((System.nanoTime() - before) / NANOS);
    }
    return new CaseRunning(
        Machine.ofThisProcess(), rules, rules * OF_A_RULE, first, Quantiles.of(later).p50());
  }

  private static void run(RuleLibrary library, RuleLibrary cases) {
    CaseRun run =
        CaseRunner.run(
            RuleCompiler.compile(library, "bench", null, Instant.EPOCH),
            cases,
            EngagementCasePlayer.with(EngageSettings.defaults("none")));
    if (!run.failed().isEmpty() || run.percent() < 100) {
      throw new IllegalStateException(
          "The cases to run do not hold, or leave something untried: " + run.failed());
    }
  }

  private static Map<String, String> files(int rules, String suffix) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < rules; i++) {
      Class<?> moment = MOMENTS.get(i % MOMENTS.size());
      String folder = Vocabulary.folderOf(moment);
      files.put(
          "retail/%s/idea_%d%s".formatted(folder, i, suffix),
          suffix.equals(".drl") ? rule(i, moment, folder) : cases(i, moment));
    }
    return files;
  }

  /** Ideas differ in how many pieces they ask for. */
  private static int pieces(int idea) {
    return 2 + idea % 7;
  }

  private static String rule(int idea, Class<?> moment, String folder) {
    return """
        package retail.%1$s

        rule "Propose idea %2$d"
            @id("retail.%1$s.idea_%2$d")
            @owner("bench") @since("2026-11-27")
            agenda-group "propose"
        when
            %3$s( items >= %4$d )
        then
            insert( new Note( "idea-%2$d" ) );
        end
        """
        .formatted(folder, idea, moment.getSimpleName(), pieces(idea));
  }

  private static String cases(int idea, Class<?> moment) {
    int pieces = pieces(idea);
    String story = STORIES.getOrDefault(moment, "");
    String days = "      - opens: home\n      - 30 days later\n";
    return """
        catalogue:
          mug: {category: kitchen, price: 9.00 USD}
        cases:
          - case: Enough is enough
            given: {%1$s: {items: %3$d}}
            proposes: [{note: idea-%2$d}]
          - case: Less is not
            unlike: Enough is enough
            given: {%1$s: {items: %4$d}}
            proposes: nothing
          - case: It comes about
            events:
        %5$s    decides: [{note: idea-%2$d}]
          - case: It comes about with less
            unlike: It comes about
            events:
        %6$s    decides: nothing
          - case: It comes about a month later
            events:
        %7$s    decides: [{note: idea-%2$d}]
        """
        .formatted(
            moment.getSimpleName(),
            idea,
            pieces,
            pieces - 1,
            story.formatted(pieces),
            story.formatted(pieces - 1),
            days + story.formatted(pieces));
  }
}
