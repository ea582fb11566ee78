package io.rtoto.cli.models;

import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.formats.SourceFile;
import io.rtoto.cli.formats.UnreadableLine;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.events.OrderPlaced;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads who ordered what from files, in any order. A customer is whom an order names most surely (a
 * user id before an e-mail address); who is who beyond that is known to the job only. An order that
 * names but a browser or a device counts for nobody: each browser would be a customer who never
 * came back. Days are counted in UTC.
 */
final class OrderReader {
  private static final Set<IdentifierType> NOBODY =
      Set.of(IdentifierType.ANONYMOUS_ID, IdentifierType.DEVICE_ID);

  private record OrderKey(Name customer, String messageId) {}

  private final InputFormat format;
  private final @Nullable Instant to;
  private final Progress progress;
  private final SegmentReader reader;
  private final BiConsumer<Name, OrderPlaced> orders;
  private final Set<OrderKey> seen = new HashSet<>();
  private long lines;
  private long unreadable;
  private final List<String> firstUnreadable = new ArrayList<>();
  private long nobodys;
  private long lastDay = Long.MIN_VALUE;

  /**
   * A reader.
   *
   * @param to orders at it or later are left out; null: none are
   * @param orders takes each order once, with its customer
   */
  OrderReader(
      InputFormat format,
      @Nullable Instant to,
      Progress progress,
      BiConsumer<Name, OrderPlaced> orders) {
    this.format = format;
    this.to = to;
    this.progress = progress;
    this.orders = orders;
    EngageSettings judge = EngageSettings.defaults("");
    this.reader =
        new SegmentReader(judge.latestEvent(), judge.defaultCurrency(), judge.names().naming());
  }

  OrdersRead read(List<Path> files) throws IOException {
    for (int place = 0; place < files.size(); place++) {
      Path file = files.get(place);
      new SourceFile(file, format, Integer.toString(place)).read(new Intake(file, lines));
    }
    return new OrdersRead(
        lines,
        unreadable,
        List.copyOf(firstUnreadable),
        nobodys,
        to == null ? lastDay : lastDayBefore(to));
  }

  /** The last day of which something lies before that time. */
  static long lastDayBefore(Instant time) {
    return PurchaseHistory.dayOf(time.minusNanos(1));
  }

  /** Takes what one file holds. */
  private final class Intake implements SourceFile.Taker {
    private final Path file;
    private final long linesBefore;

    /**
     * Of a file.
     *
     * @param linesBefore how many lines the files before it have
     */
    Intake(Path file, long linesBefore) {
      this.file = file;
      this.linesBefore = linesBefore;
    }

    @Override
    public void unreadable(long number, byte[] line, UnreadableLine why) {
      refuse(number, String.valueOf(why.getMessage()));
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
      if (reading instanceof SegmentReader.Refused refused) {
        refuse(lines - linesBefore + 1, refused.detail());
      } else if (reading instanceof SegmentReader.Sound sound
          && sound.event() instanceof OrderPlaced order
          && (to == null || order.occurrence().at().isBefore(to))) {
        take(sound.names().get(0), order);
      }
    }

    private void refuse(long number, String why) {
      unreadable++;
      if (firstUnreadable.size() < OrdersRead.MOST_TOLD) {
        firstUnreadable.add("%s, line %,d: %s".formatted(file.getFileName(), number, why));
      }
    }
  }

  private void take(Name customer, OrderPlaced order) {
    if (NOBODY.contains(customer.type())) {
      nobodys++;
    } else if (seen.add(new OrderKey(customer, order.occurrence().messageId()))) {
      lastDay = Math.max(lastDay, PurchaseHistory.dayOf(order.occurrence().at()));
      orders.accept(customer, order);
    }
  }
}
