package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.function.FunctionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is remembered of an identifier. What an event adds to its contribution is kept apart
 * at first: to write that little costs less than to read and to write all.
 */
final class KeptLeaf {
  private final ValueState<LeafNote> note;
  private final ValueState<CustomerMemory> contribution;
  private final ListState<CountedLook> looks;

  /** What events add that are no looks. */
  private final ListState<CustomerMemory> added;

  private KeptLeaf(
      ValueState<LeafNote> note,
      ValueState<CustomerMemory> contribution,
      ListState<CountedLook> looks,
      ListState<CustomerMemory> added) {
    this.note = note;
    this.contribution = contribution;
    this.looks = looks;
    this.added = added;
  }

  /** In the state of that context. */
  static KeptLeaf in(RuntimeContext context) {
    return new KeptLeaf(
        context.getState(new ValueStateDescriptor<>("leaf", RecordTypes.of(LeafNote.class))),
        context.getState(
            new ValueStateDescriptor<>("contribution", RecordTypes.of(CustomerMemory.class))),
        context.getListState(
            new ListStateDescriptor<>("looks-added", RecordTypes.of(CountedLook.class))),
        context.getListState(
            new ListStateDescriptor<>("contribution-added", RecordTypes.of(CustomerMemory.class))));
  }

  /** What is remembered; null when nothing is. */
  @Nullable LeafMemory read() throws IOException {
    LeafNote known = note.value();
    if (known == null) {
      return null;
    }
    Leaf leaf = known.whole();
    return new LeafMemory(
        leaf,
        known.customerId(),
        Contribution.kept(() -> FunctionUtils.uncheckedFunction(this::whole).apply(leaf.id())),
        known.linksShown());
  }

  /** Remembers what changed. */
  void write(LeafMemory before, LeafMemory after) throws Exception {
    Contribution now = after.contribution();
    boolean contributes = now != before.contribution();
    boolean isNew = !before.contribution().isKept();
    if ((contributes && isNew)
        || !after.leaf().equals(before.leaf())
        || !after.customerId().equals(before.customerId())
        || after.linksShown() != before.linksShown()) {
      note.update(LeafNote.of(after));
    }
    IdentifiedEvent event = now.added();
    if (contributes && !now.isKept()) {
      put(now.whole());
    } else if (contributes && event != null) {
      add(event);
    }
  }

  private void add(IdentifiedEvent event) throws Exception {
    CountedLook look = CountedLook.of(event);
    if (look == null) {
      added.add(CustomerMemory.of(event.origin()).apply(event));
    } else {
      looks.add(look);
    }
  }

  /** Puts together what was kept apart. */
  void settle(Identifier leaf) throws Exception {
    put(whole(leaf));
  }

  private void put(CustomerMemory whole) throws Exception {
    contribution.update(whole);
    looks.clear();
    added.clear();
  }

  private CustomerMemory whole(Identifier leaf) throws Exception {
    CustomerMemory more = CustomerMemory.of(leaf);
    for (CountedLook look : looks.get()) {
      more = more.apply(look.under(leaf));
    }
    for (CustomerMemory one : added.get()) {
      more = more.merge(one);
    }
    CustomerMemory first = contribution.value();
    return first == null ? more : first.merge(more);
  }
}
