package io.rtoto.jobs.intake;

import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.flow.Posting;
import java.time.Instant;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound orders about identities from the dead letters. */
public final class IdentityCommandsIntakeFunction extends ProcessFunction<Posting, PlacedCommand> {
  private static final long serialVersionUID = 1;

  private final Instant latestEvent;

  /**
   * Parts them.
   *
   * @param latestEvent what claims to be of a later time is refused
   */
  public IdentityCommandsIntakeFunction(Instant latestEvent) {
    this.latestEvent = latestEvent;
  }

  @Override
  public void processElement(Posting posting, Context context, Collector<PlacedCommand> out) {
    PostedCommands.command(posting, latestEvent)
        .handOn(
            command -> out.collect(new PlacedCommand(posting.arrival().offset() + 1, command)),
            letter -> context.output(IntakeFunction.DEAD_LETTERS, letter));
  }
}
