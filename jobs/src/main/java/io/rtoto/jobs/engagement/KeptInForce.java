package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.journal.RuleSuspended;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.function.FunctionUtils;
import org.jspecify.annotations.Nullable;

/**
 * What was published and is in force for all customers. Remembers, in broadcast state, the rules,
 * the models, since when each is there or claims a product, and of the catalogue only which
 * products are sold out: few, and told when it changes, each until it can be delivered again. It
 * changes between two events, and is there again before the first event after a restart.
 */
final class KeptInForce implements AutoCloseable {
  /** The rules in force, under {@link RuleBundle#ACTIVE_KEY}, and those beside them likewise. */
  static final MapStateDescriptor<String, RuleBundle> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, RecordTypes.of(RuleBundle.class));

  /** Each under {@link ModelParameters#key}. */
  private static final MapStateDescriptor<String, ModelParameters> MODELS =
      new MapStateDescriptor<>("models", Types.STRING, RecordTypes.of(ModelParameters.class));

  private static final MapStateDescriptor<String, Boolean> SOLD_OUT =
      new MapStateDescriptor<>("sold-out", Types.STRING, Types.BOOLEAN);
  private static final MapStateDescriptor<String, Instant> SINCE =
      new MapStateDescriptor<>("in-force-since", Types.STRING, Types.INSTANT);

  /** Since when the rules in force decide here; no moment is named so. */
  private static final String ACTIVE_SINCE = "rules";

  private final BroadcastState<String, RuleBundle> bundles;
  private final BroadcastState<String, ModelParameters> models;
  private final BroadcastState<String, Boolean> soldOut;
  private final BroadcastState<String, Instant> since;
  private final TaskInfo task;
  private final boolean replay;
  private final KeptSuspensions suspended;
  private final Rehearsal rehearsal;
  private final RuleReporter reporter;
  private final List<RulesActivated> refusedAtStart = new ArrayList<>();
  private final AtomicInteger howManySoldOut = new AtomicInteger();
  private @Nullable BorrowedRules rules;
  private @Nullable FittedModel attrition;
  private @Nullable ReplenishmentModel replenishment;
  private RulesInForce inForce = RulesInForce.NONE;

  private KeptInForce(OperatorStateStore store, TaskInfo task, boolean replay) throws Exception {
    this.bundles = store.getBroadcastState(RULES);
    this.models = store.getBroadcastState(MODELS);
    this.soldOut = store.getBroadcastState(SOLD_OUT);
    this.since = store.getBroadcastState(SINCE);
    this.task = task;
    this.replay = replay;
    this.suspended = KeptSuspensions.in(store);
    this.rehearsal = new Rehearsal(replay);
    this.reporter =
        new RuleReporter(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
  }

  /** Where it is kept. */
  static MapStateDescriptor<?, ?>[] states() {
    return new MapStateDescriptor<?, ?>[] {RULES, MODELS, SOLD_OUT, SINCE};
  }

  /**
   * In that state.
   *
   * @param task which takes it up
   * @param replay whether it counts as there from the beginning
   */
  static KeptInForce in(OperatorStateStore store, TaskInfo task, boolean replay) throws Exception {
    KeptInForce kept = new KeptInForce(store, task, replay);
    kept.restore();
    return kept;
  }

  private void restore() throws Exception {
    for (Map.Entry<String, Boolean> product : soldOut.entries()) {
      howManySoldOut.addAndGet(product.getValue() ? 1 : 0);
    }
    for (Map.Entry<String, ModelParameters> published : models.entries()) {
      read(published.getValue());
    }
    RuleBundle bundle = bundles.get(RuleBundle.ACTIVE_KEY);
    if (bundle != null) {
      try {
        rules = BorrowedRules.of(bundle, replay);
        suspended.restore(rules);
        reporter.decidesBy(bundle.version(), bundle.number(), since.get(ACTIVE_SINCE));
      } catch (IllegalArgumentException e) {
        // Published to an older version of the job. Memory goes on, and what falls due waits; a new
        // bundle heals the silence.
        String why = String.valueOf(e.getMessage());
        reporter.refused(bundle, why);
        refusedAtStart.add(
            activation(bundle, why + " What falls due waits until rules are published that load."));
      }
    }
    RuleBundle beside = bundles.get(RuleBundle.SHADOW_KEY);
    if (beside != null) {
      rehearsal.begin(beside).ifPresent(why -> refusedAtStart.add(activation(beside, why)));
    }
    change();
  }

  /** Puts into the next checkpoint what Flink does not keep by itself. */
  void keep() throws Exception {
    suspended.keep(rules == null ? "" : rules.version());
  }

  /** How many rules are not heard; any thread may ask. */
  int howManySuspended() {
    return suspended.howMany();
  }

  /**
   * How many versions of the rules do not load: the one that should decide, and the one that should
   * be rehearsed; any thread may ask.
   */
  int howManyRefused() {
    return (reporter.refusal().isEmpty() ? 0 : 1) + (rehearsal.refusal().isEmpty() ? 0 : 1);
  }

  /**
   * A rule has failed: where that was once too often, it is not heard from now on. In a replay it
   * is heard all the same, so that what is decided hangs on no order in which customers come.
   */
  void hear(RuleFailed failed, Consumer<JournalEntry> journal) {
    if (replay || rules == null || !rules.version().equals(failed.bundleVersion())) {
      return;
    }
    String owner = rules.ownerOf(failed.rule());
    // What no rule is to blame for is told under the moment's name.
    if (!owner.isEmpty() && suspended.takesOut(failed, rules)) {
      journal.accept(
          new RuleSuspended(
              failed.rule(),
              failed.bundleVersion(),
              owner,
              task.getIndexOfThisSubtask(),
              task.getNumberOfParallelSubtasks(),
              failed.at(),
              failed.error()));
    }
  }

  /** All of it, as one asks it. */
  RulesInForce inForce() {
    return inForce;
  }

  /** How it goes with them. */
  RuleTally tally() {
    return reporter.tally();
  }

  /** From now on that hears how many microseconds it took to ask them at which moment. */
  void tellsTimesTo(ObjLongConsumer<String> metric) {
    reporter.tellsTimesTo(metric);
  }

  /** What decides beside them, muted; null while nothing does. */
  @Nullable RehearsedRules rehearsed() {
    return rehearsal.rules();
  }

  /** What this subtask decides by, and how that goes. */
  RuleReport report(Instant now) {
    return reporter.report(now, suspended.ids(), rehearsal);
  }

  /** How many products are sold out; any thread may ask. */
  int howManySoldOut() {
    return howManySoldOut.get();
  }

  /** The journal can be written to from the first event or publication on. */
  void tellRefusalAtStart(Consumer<JournalEntry> journal) {
    refusedAtStart.forEach(journal);
    refusedAtStart.clear();
  }

  /**
   * From now on this is in force, if it holds together.
   *
   * @param now by the clock
   */
  void take(Publication publication, Instant now, Consumer<JournalEntry> journal) throws Exception {
    tellRefusalAtStart(journal);
    if (publication instanceof Publication.Rules published) {
      take(published.bundle(), now, journal);
    } else if (publication instanceof Publication.Shadow published) {
      takeBeside(published.bundle(), journal);
    } else if (publication instanceof Publication.Model published) {
      take(published.parameters(), published.publishedAt());
    } else if (publication instanceof Publication.Supply supply) {
      take(supply);
    }
  }

  /** The clock of who publishes may run ahead: what comes until then is theirs to answer too. */
  private static Instant notAfter(Instant now, Instant published) {
    return published.isAfter(now) ? now : published;
  }

  private void take(RuleBundle bundle, Instant now, Consumer<JournalEntry> journal)
      throws Exception {
    BorrowedRules before = rules;
    if (before != null && before.areOf(bundle)) {
      reporter.isNumbered(bundle.number());
      bundles.put(RuleBundle.ACTIVE_KEY, bundle);
      return;
    }
    BorrowedRules after;
    try {
      after = BorrowedRules.of(bundle, replay);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      reporter.refused(bundle, why);
      journal.accept(activation(bundle, why));
      return;
    }
    noteSince(
        before == null ? RulesInForce.NONE : before, after, notAfter(now, bundle.publishedAt()));
    if (!replay) {
      since.put(ACTIVE_SINCE, now);
    }
    rules = after;
    suspended.forget();
    bundles.put(RuleBundle.ACTIVE_KEY, bundle);
    reporter.decidesBy(bundle.version(), bundle.number(), now);
    change();
    if (before != null) {
      before.close();
    }
    journal.accept(activation(bundle, ""));
  }

  private void takeBeside(@Nullable RuleBundle bundle, Consumer<JournalEntry> journal)
      throws Exception {
    if (bundle == null) {
      rehearsal.end();
      bundles.remove(RuleBundle.SHADOW_KEY);
    } else {
      rehearsal.begin(bundle).ifPresent(why -> journal.accept(activation(bundle, why)));
      bundles.put(RuleBundle.SHADOW_KEY, bundle);
    }
    change();
  }

  /**
   * Rules on a moment that there were rules on before are there for as long as those were: also
   * where those could not be taken up again after a restart, and what fell due meanwhile waited.
   */
  private void noteSince(RulesInForce before, RulesInForce after, Instant published)
      throws Exception {
    for (Class<?> type : Moment.class.getPermittedSubclasses()) {
      Class<? extends Moment> moment = type.asSubclass(Moment.class);
      if (!after.areOn(moment)) {
        since.remove(Moment.nameOf(moment));
      } else if (!before.areOn(moment) && !since.contains(Moment.nameOf(moment))) {
        since.put(Moment.nameOf(moment), published);
      }
    }
  }

  private void take(ModelParameters parameters, Instant published) throws Exception {
    Set<String> before = claims(models.get(parameters.key()));
    Set<String> after = claims(parameters);
    for (String claim : after) {
      if (!before.contains(claim)) {
        since.put(AllInForce.model(claim), published);
      }
    }
    for (String claim : before) {
      if (!after.contains(claim)) {
        since.remove(AllInForce.model(claim));
      }
    }
    read(parameters);
    models.put(parameters.key(), parameters);
    change();
  }

  /** Who learns of a product only later does not bring up when it was used up before. */
  private static Set<String> claims(@Nullable ModelParameters parameters) {
    if (parameters instanceof ReplenishmentParameters ofWhatLasts) {
      return ofWhatLasts.products().stream()
          .map(product -> UsedUpProduct.claim(product.productId()))
          .collect(Collectors.toSet());
    }
    return parameters == null ? Set.of() : Set.of(parameters.key());
  }

  private void read(ModelParameters parameters) {
    if (parameters instanceof AttritionParameters ofWhoComesBack) {
      attrition = FittedModel.of(ofWhoComesBack);
    } else if (parameters instanceof ReplenishmentParameters ofWhatLasts) {
      replenishment = ReplenishmentModel.of(ofWhatLasts);
    }
  }

  private void take(Publication.Supply supply) throws Exception {
    boolean was = soldOut.contains(supply.productId());
    if (supply.soldOut()) {
      soldOut.put(supply.productId(), true);
    } else {
      soldOut.remove(supply.productId());
    }
    howManySoldOut.addAndGet((supply.soldOut() ? 1 : 0) - (was ? 1 : 0));
  }

  private void change() throws Exception {
    Map<String, Instant> there = new HashMap<>();
    if (!replay) {
      for (Map.Entry<String, Instant> one : since.immutableEntries()) {
        there.put(one.getKey(), one.getValue());
      }
    }
    Instant fittedSince =
        there.getOrDefault(AllInForce.model(AttritionParameters.KEY), Instant.MIN);
    RulesInForce asked = rules == null ? RulesInForce.NONE : rules;
    boolean awaited = rules == null && bundles.contains(RuleBundle.ACTIVE_KEY);
    inForce = all(asked, fittedSince, there, reporter.tally(), awaited);
    // What it takes to ask them counts for nothing: those in force are judged by it.
    rehearsal.asks(shadow -> all(shadow, fittedSince, there, new RuleTally(), false));
  }

  private RulesInForce all(
      RulesInForce asked,
      Instant fittedSince,
      Map<String, Instant> there,
      RuleTally tally,
      boolean awaited) {
    return new AllInForce(
        asked,
        asked.standards().with(attrition, fittedSince, replenishment),
        FunctionUtils.uncheckedFunction(soldOut::contains)::apply,
        there,
        tally,
        awaited);
  }

  private RulesActivated activation(RuleBundle bundle, String refusal) {
    return new RulesActivated(
        bundle.version(),
        task.getIndexOfThisSubtask(),
        task.getNumberOfParallelSubtasks(),
        refusal);
  }

  @Override
  public void close() {
    if (rules != null) {
      rules.close();
    }
    rehearsal.close();
  }
}
