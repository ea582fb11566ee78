package io.rtoto.jobs.intake;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.DeadLetterCount;
import io.rtoto.jobs.telemetry.SoundEventCount;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.flow.SoundEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts the sound events from the dead letters; ticks end here. */
public final class IntakeFunction extends ProcessFunction<Received, SoundEvent> {
  private static final long serialVersionUID = 1;

  /** What was refused. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("intake-dead-letters", RecordTypes.of(DeadLetter.class));

  private transient SoundEventCount events;
  private transient DeadLetterCount letters;

  @SuppressWarnings("NullAway.Init") // set in open, on the machine that it runs on
  public IntakeFunction() {}

  @Override
  public void open(OpenContext context) {
    events = new SoundEventCount(getRuntimeContext().getMetricGroup());
    letters = new DeadLetterCount(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Received received, Context context, Collector<SoundEvent> out) {
    received.handOn(
        event -> {
          events.count(event);
          out.collect(event);
        },
        letter -> {
          letters.count(letter);
          context.output(DEAD_LETTERS, letter);
        });
  }
}
