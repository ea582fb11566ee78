package io.rtoto.cli.models;

import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.events.OrderPlaced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads who bought when from files, in any order. */
final class PurchaseReader {
  private final Map<Name, PurchaseHistory> histories = new HashMap<>();
  private final Map<String, Long> ordersByCurrency = new TreeMap<>();
  private final OrderReader orders;

  PurchaseReader(InputFormat format, @Nullable Instant to, Progress progress) {
    orders = new OrderReader(format, to, progress, this::take);
  }

  Purchases read(List<Path> files) throws IOException {
    OrdersRead read = orders.read(files);
    String currency = null;
    long most = 0;
    for (Map.Entry<String, Long> inIt : ordersByCurrency.entrySet()) {
      if (inIt.getValue() > most) {
        currency = inIt.getKey();
        most = inIt.getValue();
      }
    }
    return new Purchases(List.copyOf(histories.values()), currency, read);
  }

  private void take(Name customer, OrderPlaced order) {
    long day = PurchaseHistory.dayOf(order.occurrence().at());
    histories.merge(customer, PurchaseHistory.of(day, order.total()), PurchaseHistory::merge);
    if (order.total() != null) {
      ordersByCurrency.merge(order.total().currency(), 1L, Long::sum);
    }
  }
}
