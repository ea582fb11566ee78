package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.schemas.identity.IdentityCommand;
import java.time.Instant;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Orders what the protocol asks for. */
public final class OrderFunction extends ProcessFunction<Command, IdentityCommand> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Command asked, Context context, Collector<IdentityCommand> out) {
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    out.collect(Orders.write(asked, now));
  }
}
