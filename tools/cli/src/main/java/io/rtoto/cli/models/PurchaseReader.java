package io.rtoto.cli.models;

import io.rtoto.cli.bounded.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.formats.SourceFile;
import io.rtoto.cli.formats.UnreadableLine;
import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.events.OrderPlaced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads who bought when from files, in any order. A customer is whom an order names most surely (a
 * user id before an e-mail address); who is who beyond that is known to the job only. An order that
 * names but a browser or a device counts for nobody: each browser would be a customer who never
 * came back. Days are counted in UTC.
 */
final class PurchaseReader implements SourceFile.Taker {
  private static final Set<IdentifierType> NOBODY =
      Set.of(IdentifierType.ANONYMOUS_ID, IdentifierType.DEVICE_ID);

  private record OrderKey(Name customer, String messageId) {}

  private final InputFormat format;
  private final @Nullable Instant to;
  private final Progress progress;
  private final SegmentReader reader;
  private final Map<Name, PurchaseHistory> histories = new HashMap<>();
  private final Map<String, Long> ordersByCurrency = new TreeMap<>();
  private final Set<OrderKey> seen = new HashSet<>();
  private long lines;
  private long unreadable;
  private long nobodys;
  private long lastDay = Long.MIN_VALUE;

  PurchaseReader(InputFormat format, @Nullable Instant to, Progress progress) {
    this.format = format;
    this.to = to;
    this.progress = progress;
    EngageSettings judge = EngageSettings.defaults("");
    this.reader =
        new SegmentReader(judge.latestEvent(), judge.defaultCurrency(), judge.names().naming());
  }

  Purchases read(List<Path> files) throws IOException {
    for (int place = 0; place < files.size(); place++) {
      new SourceFile(files.get(place), format, Integer.toString(place)).read(this);
    }
    String currency = null;
    long most = 0;
    for (Map.Entry<String, Long> orders : ordersByCurrency.entrySet()) {
      if (orders.getValue() > most) {
        currency = orders.getKey();
        most = orders.getValue();
      }
    }
    return new Purchases(
        List.copyOf(histories.values()),
        to == null ? lastDay : lastDayBefore(to),
        currency,
        lines,
        unreadable,
        nobodys);
  }

  /** The last day of which something lies before that time. */
  static long lastDayBefore(Instant time) {
    return PurchaseHistory.dayOf(time.minusNanos(1));
  }

  @Override
  public void unreadable(long number, byte[] line, UnreadableLine why) {
    unreadable++;
  }

  @Override
  public void passed() {
    lines++;
    progress.reached(lines);
  }

  @Override
  public void call(byte[] call) {
    SegmentReader.Reading reading =
        reader.read(SegmentRouting.topicOf(SourceFile.tree(call)), call);
    if (!(reading instanceof SegmentReader.Sound sound)) {
      unreadable++;
    } else if (sound.event() instanceof OrderPlaced order
        && (to == null || order.occurrence().at().isBefore(to))) {
      take(sound.names().get(0), order);
    }
  }

  private void take(Name customer, OrderPlaced order) {
    if (NOBODY.contains(customer.type())) {
      nobodys++;
    } else if (seen.add(new OrderKey(customer, order.occurrence().messageId()))) {
      long day = PurchaseHistory.dayOf(order.occurrence().at());
      lastDay = Math.max(lastDay, day);
      histories.merge(customer, PurchaseHistory.of(day, order.total()), PurchaseHistory::merge);
      if (order.total() != null) {
        ordersByCurrency.merge(order.total().currency(), 1L, Long::sum);
      }
    }
  }
}
