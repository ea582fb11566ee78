package io.rtoto.jobs.intake;

import io.rtoto.jobs.telemetry.DeadLetterCount;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.flow.Posting;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound orders about identities from the dead letters. */
public final class IdentityCommandsIntakeFunction extends ProcessFunction<Posting, PlacedCommand> {
  private static final long serialVersionUID = 1;

  private final Instant latestEvent;
  private transient DeadLetterCount letters;

  /**
   * Parts them.
   *
   * @param latestEvent what claims to be of a later time is refused
   */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public IdentityCommandsIntakeFunction(Instant latestEvent) {
    this.latestEvent = latestEvent;
  }

  @Override
  public void open(OpenContext context) {
    letters = new DeadLetterCount(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Posting posting, Context context, Collector<PlacedCommand> out) {
    PostedCommands.command(posting, latestEvent)
        .handOn(
            command -> out.collect(new PlacedCommand(posting.arrival().offset() + 1, command)),
            letter -> {
              letters.count(letter);
              context.output(IntakeFunction.DEAD_LETTERS, letter);
            });
  }
}
