package io.rtoto.jobs.engagement;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.journal.RuleFailed;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The rules that this subtask does not hear because they failed too often. Remembers them until
 * other rules come, also across a restart; where the subtasks have become more or fewer, some may
 * learn that again.
 */
final class KeptSuspensions {
  private static final ListStateDescriptor<SuspendedRule> SUSPENDED =
      new ListStateDescriptor<>("suspended-rules", RecordTypes.of(SuspendedRule.class));

  private final ListState<SuspendedRule> kept;
  private final Set<String> ids = new TreeSet<>();
  private final AtomicInteger howMany = new AtomicInteger();
  private RecentFailures failures = new RecentFailures();

  private KeptSuspensions(ListState<SuspendedRule> kept) {
    this.kept = kept;
  }

  static KeptSuspensions in(OperatorStateStore store) throws Exception {
    return new KeptSuspensions(store.getListState(SUSPENDED));
  }

  /** Takes out of these rules what was taken out before a restart. */
  void restore(BorrowedRules rules) throws Exception {
    for (SuspendedRule one : kept.get()) {
      if (one.bundleVersion().equals(rules.version()) && ids.add(one.rule())) {
        rules.suspend(one.rule());
      }
    }
    howMany.set(ids.size());
  }

  /** Puts them into the next checkpoint, as rules of that version. */
  void keep(String version) throws Exception {
    kept.update(ids.stream().map(rule -> new SuspendedRule(version, rule)).toList());
  }

  /** Whether that rule is taken out now, for this failure was one too many. */
  boolean takesOut(RuleFailed failed, BorrowedRules rules) {
    if (!failures.isTooMuch(failed) || !ids.add(failed.rule())) {
      return false;
    }
    howMany.set(ids.size());
    rules.suspend(failed.rule());
    return true;
  }

  /** Other rules have come: each is heard. */
  void forget() {
    ids.clear();
    howMany.set(0);
    failures = new RecentFailures();
  }

  /** By id. */
  Collection<String> ids() {
    return ids;
  }

  /** How many; any thread may ask. */
  int howMany() {
    return howMany.get();
  }
}
