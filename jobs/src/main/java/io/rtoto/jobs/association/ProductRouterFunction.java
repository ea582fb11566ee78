package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.View;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Asks the product that somebody looks at what goes with it. */
public final class ProductRouterFunction
    implements FlatMapFunction<CustomerMessage, ProductQuestion> {
  private static final long serialVersionUID = 1;

  @Override
  public void flatMap(CustomerMessage message, Collector<ProductQuestion> out) {
    if (message instanceof EventCounted counted) {
      ask(counted.identified(), out);
    }
  }

  private static void ask(IdentifiedEvent event, Collector<ProductQuestion> out) {
    event
        .event()
        .<Runnable>fold(
            new CustomerEvent.Cases<>() {
              @Override
              public Runnable productViewed(ProductViewed viewed) {
                return () -> out.collect(new ProductQuestion(View.of(event, viewed.product())));
              }

              @Override
              public Runnable otherwise(CustomerEvent any) {
                return () -> {};
              }
            })
        .run();
  }
}
