package io.rtoto.schemas;

import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.CustomerEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what arrives on the event topics: one call of the Segment spec in JSON. What it refuses, it
 * refuses with a reason; it never throws.
 *
 * <p>Threads may share one.
 */
public final class SegmentReader {

  /** What came of reading a message. */
  public sealed interface Reading permits Sound, Refused {}

  /**
   * The message is sound.
   *
   * @param event what happened
   * @param names what the message says of who it was: raw values by type
   * @param fingerprint hash of what the message says, equal for a repeat of it
   */
  public record Sound(CustomerEvent event, Map<IdentifierType, String> names, long fingerprint)
      implements Reading {}

  /**
   * The message is not.
   *
   * @param reason why, as a code
   * @param detail why, as a sentence
   */
  public record Refused(Reason reason, String detail) implements Reading {}

  private final Instant latest;
  private final String defaultCurrency;

  /**
   * A reader.
   *
   * @param latest events that claim to be later are refused
   * @param defaultCurrency ISO 4217; of a price that comes without one
   */
  public SegmentReader(Instant latest, String defaultCurrency) {
    this.latest = latest;
    this.defaultCurrency = defaultCurrency;
  }

  /** Reads one message of that topic. */
  public Reading read(Topic topic, byte @Nullable [] message) {
    return new Refused(Reason.NOT_JSON, latest + defaultCurrency);
  }
}
