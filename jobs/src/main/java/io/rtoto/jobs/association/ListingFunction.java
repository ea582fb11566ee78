package io.rtoto.jobs.association;

import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.flow.CatalogChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Remembers which companions a product lists, until it is no longer sold. */
public final class ListingFunction
    extends KeyedProcessFunction<String, CatalogChange, AboutArticle> {
  private static final long serialVersionUID = 1;

  private transient @Nullable ListState<String> companions;

  @Override
  public void open(OpenContext context) {
    companions =
        getRuntimeContext().getListState(new ListStateDescriptor<>("companions", Types.STRING));
  }

  @Override
  public void processElement(CatalogChange change, Context context, Collector<AboutArticle> out)
      throws Exception {
    ListState<String> remembered = Objects.requireNonNull(companions, "not opened");
    List<String> before = new ArrayList<>();
    remembered.get().forEach(before::add);
    List<String> after =
        Optional.ofNullable(change.entry()).map(CatalogEntry::companions).orElse(List.of());
    Listings.changes(change.productId(), before, after).forEach(out::collect);
    remembered.update(after);
  }
}
