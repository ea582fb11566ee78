package io.rtoto.jobs.identity;

import static java.util.Objects.requireNonNull;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.schemas.identity.IdentityCommand;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders what the protocol asks for. What it orders is counted by its kind, such as Cut. */
public final class OrderFunction extends ProcessFunction<Command, IdentityCommand> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(OrderFunction.class);

  private transient Map<Class<?>, Counter> ordered;

  /** One that has ordered nothing yet. */
  @SuppressWarnings("NullAway.Init") // set in open, on the machine that it runs on
  public OrderFunction() {}

  /** Of every kind from the start: of a counter that appears, nobody sees that it rose. */
  @Override
  public void open(OpenContext context) {
    ordered = new HashMap<>();
    for (Class<?> kind : Command.class.getPermittedSubclasses()) {
      ordered.put(
          kind,
          getRuntimeContext()
              .getMetricGroup()
              .addGroup("order", kind.getSimpleName())
              .counter("identityOrders"));
    }
  }

  @Override
  public void processElement(Command asked, Context context, Collector<IdentityCommand> out) {
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    IdentityCommand order = Orders.write(asked, now);
    requireNonNull(ordered.get(asked.getClass())).inc();
    if (asked instanceof Command.Cut) {
      LOG.warn("Cut {}: {}", asked.named(), order.why());
    }
    out.collect(order);
  }
}
