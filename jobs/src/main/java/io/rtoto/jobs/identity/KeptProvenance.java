package io.rtoto.jobs.identity;

import io.rtoto.jobs.state.RecordTypes;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Keeps why an identifier is of its customer, for the accounts that are still to be given. */
final class KeptProvenance {
  private final ValueState<Provenance> provenance;

  private KeptProvenance(ValueState<Provenance> provenance) {
    this.provenance = provenance;
  }

  /** In the state of that context. */
  static KeptProvenance in(RuntimeContext context) {
    return new KeptProvenance(
        context.getState(
            new ValueStateDescriptor<>("provenance", RecordTypes.of(Provenance.class))));
  }

  /** The account of a step, which the next one goes on from. */
  Account account(LeafMemory before, LeafMemory after, Cause cause, Instant now)
      throws IOException {
    Provenance kept = provenance.value();
    Provenance known = kept == null ? Provenance.NONE : kept;
    Account account = Account.of(known, before, after, cause, now);
    if (account.provenance().equals(Provenance.NONE)) {
      provenance.clear();
    } else if (!account.provenance().equals(known)) {
      provenance.update(account.provenance());
    }
    return account;
  }
}
