package io.rtoto.jobs.intake;

import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.identity.IdentityCommand;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound orders about identities from the dead letters. */
public final class IdentityCommandsIntakeFunction
    extends ProcessFunction<Posting, IdentityCommand> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Posting posting, Context context, Collector<IdentityCommand> out) {
    Posted.identityCommand(posting)
        .handOn(out::collect, letter -> context.output(IntakeFunction.DEAD_LETTERS, letter));
  }
}
