package io.rtoto.jobs.association;

import io.rtoto.schemas.flow.Publication;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Remembers of each product whether it is sold out, and tells everybody when that changes; of the
 * rest of the catalogue nobody hears, nor of ids that are too long. Forgets a product that can be
 * delivered.
 */
public final class SoldOutFunction extends KeyedProcessFunction<String, Article, Publication> {
  private static final long serialVersionUID = 1;

  private transient @Nullable ValueState<Boolean> soldOut;

  @Override
  public void open(OpenContext context) {
    soldOut = getRuntimeContext().getState(new ValueStateDescriptor<>("sold-out", Types.BOOLEAN));
  }

  @Override
  public void processElement(Article article, Context context, Collector<Publication> out)
      throws Exception {
    ValueState<Boolean> known = Objects.requireNonNull(soldOut, "not opened");
    boolean now = !article.available();
    if (now == (known.value() != null) || article.isNobodys()) {
      return;
    }
    if (now) {
      known.update(true);
    } else {
      known.clear();
    }
    out.collect(new Publication.Supply(article.productId(), now));
  }
}
