package io.rtoto.jobs.intake;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentReader.Reading;
import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.naming.Sender;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells sound events from messages to refuse. From here on nobody can read who a customer is: names
 * are hashed here.
 *
 * <p>For one thread at a time.
 */
public final class Intake implements Serializable {
  private static final long serialVersionUID = 1;

  /** The step's name in dead letters. */
  static final String STAGE = "intake";

  /** How a name becomes an identifier that nobody can read; travels to the workers. */
  @FunctionalInterface
  public interface Hashing extends Serializable {
    /** The identifier of that name. */
    Identifier hash(IdentifierType type, String value);
  }

  private final Instant latestEvent;
  private final String defaultCurrency;
  private final NameSettings names;
  private final Hashing hashing;
  private transient @Nullable SegmentReader reader;

  /**
   * An intake.
   *
   * @param latestEvent events that claim to be later are refused
   * @param defaultCurrency ISO 4217; of a price that comes without one
   * @param names how names are read
   * @param hashing how a name becomes an identifier
   * @throws IllegalArgumentException when no amount can be read in the default currency: here, so
   *     that a job with it does not start, rather than at its first message
   */
  public Intake(Instant latestEvent, String defaultCurrency, NameSettings names, Hashing hashing) {
    this.latestEvent = latestEvent;
    this.defaultCurrency = defaultCurrency;
    this.names = names;
    this.hashing = hashing;
    this.reader = new SegmentReader(latestEvent, defaultCurrency, names.naming());
  }

  /** What this message is. Never throws, whatever the message holds. */
  public Received read(Arrival arrival) {
    Reading reading = reader().read(Topic.named(arrival.topic()), arrival.message());
    if (reading instanceof Sound sound) {
      return Received.event(
          new SoundEvent(
              sound.event(),
              identifiers(sound),
              isProven(sound.sender()),
              sound.fingerprint(),
              arrival));
    }
    Refused refused = (Refused) reading;
    return Received.refusal(DeadLetter.of(arrival, refused.reason(), refused.detail(), STAGE));
  }

  /** Where every event counts as proven, none does that a gateway saw come from a browser. */
  private boolean isProven(Sender sender) {
    return Proof.of(sender) || (names.everyEventProven() && sender.proven() == null);
  }

  private List<Identifier> identifiers(Sound sound) {
    return sound.names().stream().map(this::identifier).sorted().toList();
  }

  private Identifier identifier(Name name) {
    return name.isHashed()
        ? new Identifier(name.type(), name.value())
        : hashing.hash(name.type(), name.value());
  }

  private SegmentReader reader() {
    if (reader == null) {
      reader = new SegmentReader(latestEvent, defaultCurrency, names.naming());
    }
    return reader;
  }
}
