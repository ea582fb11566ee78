package io.rtoto.jobs.association;

import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of one product whether it can be delivered, and which products list it as a companion,
 * and tells them when it changes. Forgets a product when nothing lists it and it is not sold.
 */
public final class SupplyFunction extends KeyedCoProcessFunction<String, Stock, Listing, Supply> {
  private static final long serialVersionUID = 1;

  private transient @Nullable ValueState<Boolean> available;
  private transient @Nullable MapState<String, Integer> places;

  @Override
  public void open(OpenContext context) {
    available =
        getRuntimeContext().getState(new ValueStateDescriptor<>("available", Types.BOOLEAN));
    places =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("places", Types.STRING, Types.INT));
  }

  @Override
  public void processElement1(Stock stock, Context context, Collector<Supply> out)
      throws Exception {
    if (Objects.equals(stock.remembered(), available().value())) {
      return;
    }
    available().update(stock.remembered());
    for (Map.Entry<String, Integer> place : places().entries()) {
      out.collect(Supply.of(place.getKey(), stock, place.getValue()));
    }
  }

  @Override
  public void processElement2(Listing listing, Context context, Collector<Supply> out)
      throws Exception {
    if (listing.isGone()) {
      places().remove(listing.product());
    } else {
      places().put(listing.product(), listing.place());
    }
    Stock stock = Stock.recalled(listing.companion(), available().value());
    out.collect(Supply.of(listing.product(), stock, listing.place()));
  }

  private ValueState<Boolean> available() {
    return Objects.requireNonNull(available, "not opened");
  }

  private MapState<String, Integer> places() {
    return Objects.requireNonNull(places, "not opened");
  }
}
