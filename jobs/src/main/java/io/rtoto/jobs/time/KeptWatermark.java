package io.rtoto.jobs.time;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Keeps how far event time has come: after a restart Flink knows it again only once every source
 * has told, and until then everything would seem to be still to come.
 */
public final class KeptWatermark {
  private final ListState<Long> kept;
  private long reached = Long.MIN_VALUE;

  private KeptWatermark(ListState<Long> kept) {
    this.kept = kept;
  }

  /**
   * In that state. Of several subtasks that are one now, the one that is farthest behind counts;
   * one that is new knows the time when the sources do. All of them could know it by a union list,
   * but that would end the checkpoints of a replay with its first subtask.
   */
  public static KeptWatermark in(OperatorStateStore state) throws Exception {
    KeptWatermark watermark =
        new KeptWatermark(state.getListState(new ListStateDescriptor<>("watermark", Types.LONG)));
    boolean first = true;
    for (long one : watermark.kept.get()) {
      watermark.reached = first ? one : Math.min(watermark.reached, one);
      first = false;
    }
    return watermark;
  }

  /**
   * The farthest that it has come, in epoch milliseconds, now that it is there. The greatest of all
   * ends a stream and is no time: after it, the next attempt goes on where time was before.
   */
  public long reaches(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      return watermark;
    }
    reached = Math.max(reached, watermark);
    return reached;
  }

  /** Puts it into the next checkpoint. */
  public void keep() throws Exception {
    kept.update(List.of(reached));
  }
}
