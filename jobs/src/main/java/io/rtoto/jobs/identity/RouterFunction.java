package io.rtoto.jobs.identity;

import io.rtoto.schemas.flow.SoundEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the leaves what an event says of them. */
public final class RouterFunction extends RichFlatMapFunction<SoundEvent, LeafMessage> {
  private static final long serialVersionUID = 1;

  private final boolean joining;
  private transient Router router;

  /**
   * A router that has told nothing yet.
   *
   * @param joining whether identifiers are told of each other
   */
  @SuppressWarnings("NullAway.Init") // set in open, on the machine that it runs on
  public RouterFunction(boolean joining) {
    this.joining = joining;
  }

  @Override
  public void open(OpenContext context) {
    router = new Router();
  }

  @Override
  public void flatMap(SoundEvent event, Collector<LeafMessage> out) {
    if (joining) {
      router.route(event, out::collect);
    } else {
      out.collect(new LeafMessage.EventArrived(event.strongest(), event));
    }
  }
}
