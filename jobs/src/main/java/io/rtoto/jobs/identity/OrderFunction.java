package io.rtoto.jobs.identity;

import static java.util.Objects.requireNonNull;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.schemas.identity.IdentityCommand;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders what identifiers ask for, and what customers do. It is counted by its kind, such as Cut;
 * what parts a customer of too many identifiers is counted apart, and told.
 */
public final class OrderFunction extends CoProcessFunction<Command, Command, IdentityCommand> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(OrderFunction.class);

  private transient Map<Class<?>, Counter> ordered;
  private transient Counter customersTooLarge;

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
    customersTooLarge = getRuntimeContext().getMetricGroup().counter("customersTooLarge");
  }

  @Override
  public void processElement1(Command asked, Context context, Collector<IdentityCommand> out) {
    order(asked, Orders.write(asked, now(context)), out);
  }

  /** Of a customer: but for a link that is doubted, it has too many identifiers. */
  @Override
  public void processElement2(Command asked, Context context, Collector<IdentityCommand> out) {
    IdentityCommand order = Orders.writeForCustomer(asked, now(context));
    if (!(asked instanceof Command.LinkDoubted)) {
      customersTooLarge.inc();
      LOG.warn("{} {}: {}", asked.getClass().getSimpleName(), asked.named(), order.why());
    }
    order(asked, order, out);
  }

  private void order(Command asked, IdentityCommand order, Collector<IdentityCommand> out) {
    requireNonNull(ordered.get(asked.getClass())).inc();
    out.collect(order);
  }

  private static Instant now(CoProcessFunction<?, ?, ?>.Context context) {
    return Instant.ofEpochMilli(context.timerService().currentProcessingTime());
  }
}
