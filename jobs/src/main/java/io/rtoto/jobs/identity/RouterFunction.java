package io.rtoto.jobs.identity;

import io.rtoto.schemas.flow.SoundEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the leaves what an event says of them. */
public final class RouterFunction implements FlatMapFunction<SoundEvent, LeafMessage> {
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(SoundEvent event, Collector<LeafMessage> out) {
    out.collect(Router.route(event));
  }
}
