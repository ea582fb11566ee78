package io.rtoto.jobs.identity;

import io.rtoto.schemas.flow.PlacedCommand;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the leaves that an order names of it. */
public final class TriggerFunction implements FlatMapFunction<PlacedCommand, LeafMessage> {
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(PlacedCommand placed, Collector<LeafMessage> out) {
    Orders.read(placed.command())
        .triggers(placed.seq(), placed.command())
        .forEach(trigger -> out.collect(new LeafMessage.Looped(trigger)));
  }
}
