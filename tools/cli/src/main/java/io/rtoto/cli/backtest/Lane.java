package io.rtoto.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.engagement.Hindsight.Stretch;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.authoring.Thresholds;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.JsonFault;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.journal.EventApplied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Goes through customers by the rules of both sides. Until the comparison begins the rules as they
 * are decide for both: then the others take their place, and what was said until then counts for
 * them too. For one thread at a time.
 */
final class Lane implements AutoCloseable {
  private static final Messages<EventApplied> EVENTS = Messages.of(EventApplied.class);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Hindsight base;
  private final Hindsight candidate;
  private final Thresholds thresholds;
  private final Window window;
  private final Predicate<EventApplied> erased;

  /**
   * A lane.
   *
   * @param erased whether nothing may be made of an event any more
   */
  Lane(BacktestRequest request, Window window, Predicate<EventApplied> erased) {
    this.base = Hindsight.of(request.base().bundle(), request.beside());
    this.thresholds = Thresholds.of(request.candidate().bundle().sources());
    this.candidate =
        base.replacedBy(
            request.candidate().bundle(), request.beside(), window.since(), thresholds::hear);
    this.window = window;
    this.erased = erased;
  }

  /** What comes of a customer; one of whom everything was erased has no events. */
  Contrast compare(String customerId, List<byte[]> written) {
    long began = threads.getCurrentThreadCpuTime();
    List<EventApplied> before = new ArrayList<>();
    List<EventApplied> compared = new ArrayList<>();
    Set<Identifier> names = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (byte[] message : written) {
      EventApplied event = event(customerId, message);
      if (!erased.test(event) && ids.add(event.eventId())) {
        Instant at = event.event().occurrence().at();
        (at.isBefore(window.since()) ? before : compared).add(event);
        names.add(event.identifier());
      }
    }
    long read = threads.getCurrentThreadCpuTime();
    CustomerMemory stranger = Hindsight.stranger(names);
    CustomerMemory known = base.live(customerId, stranger, before, window.before()).memory();
    long warm = threads.getCurrentThreadCpuTime();
    Stretch asItIs = base.live(customerId, known, compared, window.until());
    long half = threads.getCurrentThreadCpuTime();
    Stretch asItMayBe = candidate.live(customerId, known, compared, window.until());
    long done = threads.getCurrentThreadCpuTime();
    return new Contrast(
        customerId,
        ids.size(),
        compared.size(),
        compared.stream().filter(one -> one.event() instanceof ProductViewed).count(),
        asItIs,
        asItMayBe,
        new Contrast.Cost(read - began, warm - read, half - warm, done - half));
  }

  /** What was heard of the thresholds of the rules as they may be. */
  Thresholds thresholds() {
    return thresholds;
  }

  private static EventApplied event(String customerId, byte[] message) {
    try {
      return EVENTS.read(message);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "An event of customer %s in the journal cannot be read: %s. Maybe another version of RTOTO wrote it."
              .formatted(customerId, JsonFault.of(e).what()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("What is in memory cannot be read.", e);
    }
  }

  @Override
  public void close() {
    candidate.close();
    base.close();
  }
}
