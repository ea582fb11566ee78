package io.rtoto.jobs.association;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.CustomerMessage;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.InformedEvent;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends what the catalogue can add to by way of its product; the rest needs no detour. */
public final class ProductRouterFunction extends ProcessFunction<IdentifiedEvent, ProductQuestion> {
  private static final long serialVersionUID = 1;

  /** The events that the catalogue has nothing to add to. */
  public static final OutputTag<CustomerMessage> NOTHING_TO_ADD =
      new OutputTag<>("nothing-to-add", RecordTypes.of(CustomerMessage.class));

  @Override
  public void processElement(
      IdentifiedEvent event, Context context, Collector<ProductQuestion> out) {
    event
        .event()
        .<Runnable>fold(
            new CustomerEvent.Cases<>() {
              @Override
              public Runnable productViewed(ProductViewed viewed) {
                return () -> out.collect(new ProductQuestion(viewed.product().productId(), event));
              }

              @Override
              public Runnable otherwise(CustomerEvent any) {
                return () -> context.output(NOTHING_TO_ADD, new InformedEvent(event, List.of()));
              }
            })
        .run();
  }
}
