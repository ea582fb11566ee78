package io.rtoto.jobs.identity;

import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;

/** Keeps what each message that came under an identifier said, for some days. */
final class KeptFingerprints {
  private final MapState<Long, Long> fingerprints;

  private KeptFingerprints(MapState<Long, Long> fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** In the state of that context, each for so long. */
  static KeptFingerprints in(RuntimeContext context, Duration keptFor) {
    MapStateDescriptor<Long, Long> descriptor =
        new MapStateDescriptor<>("fingerprints", Types.LONG, Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(keptFor).build());
    return new KeptFingerprints(context.getMapState(descriptor));
  }

  /** Whether an event of that name came before; keeps its fingerprint if none did. */
  Novelty meets(EventName name, long fingerprint) throws Exception {
    Novelty novelty = Novelty.of(fingerprints.get(name.withinLeaf()), fingerprint);
    if (novelty == Novelty.NEW) {
      fingerprints.put(name.withinLeaf(), fingerprint);
    }
    return novelty;
  }
}
