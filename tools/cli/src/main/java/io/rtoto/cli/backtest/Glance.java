package io.rtoto.cli.backtest;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of an entry of the journal as it takes to put it where it belongs: to read each whole,
 * and an event whole once more, would take longer than to decide.
 *
 * @param entry which kind of entry; null where it is none
 * @param customerId whom it is about; null where it is about nobody
 * @param identifier of an event, the one that it came under
 * @param event of an event, what happened
 * @param at of a moment, when
 */
record Glance(
    @Nullable String entry,
    @Nullable String customerId,
    @Nullable Identifier identifier,
    @Nullable Event event,
    @Nullable Instant at) {
  /** Reads them. */
  static final Messages<Glance> MESSAGES = Messages.of(Glance.class);

  /**
   * What happened.
   *
   * @param occurrence when
   */
  record Event(@Nullable Time occurrence) {}

  /**
   * When it happened.
   *
   * @param at that time
   */
  record Time(@Nullable Instant at) {}

  boolean isA(Class<?> kind) {
    return kind.getSimpleName().equals(entry);
  }

  /** Of an event, when it happened; null where that is not told. */
  @Nullable Instant happenedAt() {
    return event == null || event.occurrence() == null ? null : event.occurrence().at();
  }
}
