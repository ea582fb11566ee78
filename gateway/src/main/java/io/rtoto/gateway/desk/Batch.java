package io.rtoto.gateway.desk;

import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/**
 * What was read of the topics and is to be written in one transaction.
 *
 * @param gone customers of whom nothing was known any more, before their state
 * @param states the newest state of each customer
 * @param erasures what was erased, in order
 * @param decisions the decisions, in order
 * @param applied the events that were applied, in order
 * @param notMade what was proposed and not said, in order
 * @param lone identifiers of which there is nothing to tell any more, before how they are known
 * @param identities how each identifier is known, by type and hash
 * @param progress the offset to go on at, by partition
 * @param newestAt when the newest of all this was written
 */
record Batch(
    Set<String> gone,
    Map<String, Placed<CustomerState>> states,
    List<Erasure> erasures,
    List<Decision> decisions,
    List<EventApplied> applied,
    List<DecisionNotMade> notMade,
    Set<String> lone,
    Map<String, PlacedIdentity> identities,
    Map<TopicIdPartition, Long> progress,
    Instant newestAt) {

  /**
   * A state, at which offset of which topic it is, and when it was written there.
   *
   * @param <S> which
   */
  record Placed<S extends CustomerState>(S state, Uuid topicId, long offset, Instant writtenAt) {}

  /** How an identifier is known, and at which offset of which topic that is. */
  record PlacedIdentity(Identity identity, UUID topicId, long offset) {}

  /** What was erased of a customer, and when that was written. */
  record Erasure(CustomerErased erased, Instant writtenAt) {}

  /** The same progress, with nothing to write. */
  Batch passedOver() {
    return new Batch(
        Set.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), Map.of(),
        progress, newestAt);
  }

  /** Who is known. */
  List<Placed<CustomerSnapshot>> snapshots() {
    return statesOf(CustomerSnapshot.class);
  }

  /** Who has been replaced. */
  List<Placed<CustomerReplaced>> replaced() {
    return statesOf(CustomerReplaced.class);
  }

  /** Those whose erasure may reach further than it did before. */
  Set<String> erasedOrReplacing() {
    Set<String> all = new TreeSet<>();
    erasures.forEach(erasure -> all.add(erasure.erased().customerId()));
    replaced().forEach(placed -> all.add(placed.state().replacedBy()));
    return all;
  }

  private <S extends CustomerState> List<Placed<S>> statesOf(Class<S> type) {
    List<Placed<S>> found = new ArrayList<>();
    for (Placed<CustomerState> one : states.values()) {
      if (type.isInstance(one.state())) {
        found.add(
            new Placed<>(type.cast(one.state()), one.topicId(), one.offset(), one.writtenAt()));
      }
    }
    return found;
  }
}
