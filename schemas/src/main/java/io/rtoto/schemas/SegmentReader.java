package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.CustomerAliased;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerGrouped;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.Sender;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what arrives on the event topics: one call of the Segment spec in JSON. What it refuses, it
 * refuses with a reason; it never throws.
 *
 * <p>Threads may share one.
 */
public final class SegmentReader {
  /** Bytes of one message, but of an order. */
  public static final int MAX_BYTES = 32_768;

  /** Bytes of an order: a wholesaler's may have a thousand lines. */
  public static final int MAX_BYTES_OF_ORDER = 131_072;

  /** Characters of a message id. */
  public static final int MAX_MESSAGE_ID_LENGTH = 100;

  /** Without a time of the sender's, the same content within this time is the same event. */
  private static final long CONTENT_BUCKET_SECONDS = 300;

  private static final Set<String> PAGE = Set.of("name");
  private static final Set<String> NOTHING = Set.of();

  /** What came of reading a message. */
  public sealed interface Reading permits Sound, Refused {}

  /**
   * The message is sound.
   *
   * @param event what happened
   * @param names whom the message names, in canonical form, strongest type first; never empty
   * @param fingerprint hash of what the message says, equal for a repeat of it
   * @param sender what it tells of who sent it
   */
  public record Sound(CustomerEvent event, List<Name> names, long fingerprint, Sender sender)
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
  private final Naming naming;

  /** A reader for whom phone numbers are texts: see {@link Naming#PLAIN}. */
  public SegmentReader(Instant latest, String defaultCurrency) {
    this(latest, defaultCurrency, Naming.PLAIN);
  }

  /**
   * A reader.
   *
   * @param latest events that claim to be later are refused
   * @param defaultCurrency ISO 4217; of a price that comes without one
   * @param naming how names are read
   * @throws IllegalArgumentException when no amount can be read in the default currency
   */
  public SegmentReader(Instant latest, String defaultCurrency, Naming naming) {
    if (!Amounts.knows(defaultCurrency)) {
      throw new IllegalArgumentException(
          "The default currency is "
              + defaultCurrency
              + "; expected an ISO 4217 code. Maybe you meant EUR or USD.");
    }
    this.latest = latest;
    this.defaultCurrency = defaultCurrency;
    this.naming = naming;
  }

  /** Whether amounts can be read in that currency: one that people pay in, by its ISO 4217 code. */
  public static boolean knowsCurrency(String currency) {
    return Amounts.knows(currency);
  }

  /** Reads one message of that topic. */
  public Reading read(Topic topic, byte @Nullable [] message) {
    if (message == null) {
      return new Refused(
          Reason.TOMBSTONE, "The message is empty (a tombstone); expected an event.");
    }
    int most = topic == Topic.ORDERS ? MAX_BYTES_OF_ORDER : MAX_BYTES;
    if (message.length > most) {
      return new Refused(
          Reason.TOO_LARGE,
          "The message has " + message.length + " bytes; expected at most " + most + ".");
    }
    try {
      return read(topic, Fields.of(StrictJson.read(message)));
    } catch (Unsound refusal) {
      return refusal.refusal();
    }
  }

  private Sound read(Topic topic, Fields call) throws Unsound {
    checkVersion(call);
    Fields properties = call.object("properties");
    Fields traits = call.object("traits");
    Fields context = call.object("context");
    GatewayMarks marks = GatewayMarks.of(call);
    Sender sender = Senders.of(topic, call, context, marks.proven());
    List<Name> told =
        Names.of(naming, sender, marks.believeAll(), call, properties, traits, context);
    List<Name> names = marks.believed(told);
    Times times = Times.of(call);
    long fingerprint = Fingerprint.of(call.node());
    String messageId = messageId(call, times, fingerprint);

    Beginning beginning = new Beginning(naming, topic, messageId, times, call, properties, traits);
    CustomerEvent event = event(call, context, beginning);
    if (names.isEmpty() && !told.isEmpty()) {
      throw new Unsound(
          Reason.IDENTITY_UNPROVEN,
          "/anonymousId: expected the browser's id, for who it says to be is not proven. Maybe send"
              + " it with a server's key, or with a proof.");
    }
    if (names.isEmpty()) {
      throw new Unsound(
          Reason.NO_IDENTIFIER,
          "/userId: expected userId, anonymousId or another name of the customer, got none that"
              + " tells one customer from another.");
    }
    times.check(latest);
    refuseBot(topic, context);
    return new Sound(event, names, fingerprint, sender);
  }

  /**
   * A program that looks at pages is no customer: it opens no visit, and nothing is learned from
   * what it looked at. What shops' servers tell counts, whoever they say it was.
   */
  private static void refuseBot(Topic topic, @Nullable Fields context) throws Unsound {
    JsonNode bot = context == null ? null : context.value("bot");
    if (topic == Topic.CLICKSTREAM && bot != null && bot.isBoolean() && bot.booleanValue()) {
      throw new Unsound(Reason.BOT, "/context/bot: the visitor is a program.");
    }
  }

  /** What all events have, before it is known which fields of this one are modelled. */
  private record Beginning(
      Naming naming,
      Topic topic,
      String messageId,
      Times times,
      Fields call,
      @Nullable Fields properties,
      @Nullable Fields traits) {

    Occurrence beyond(Set<String> modelled) {
      return new Occurrence(
          messageId,
          times.at(),
          times.claimedAt(),
          topic,
          Extras.of(naming, call, properties, traits, modelled));
    }
  }

  private CustomerEvent event(Fields call, @Nullable Fields context, Beginning beginning)
      throws Unsound {
    JsonNode type = call.value("type");
    String typeName = type == null ? null : type.textValue();
    return switch (typeName == null ? "" : typeName) {
      case "track" -> tracked(call, context, beginning);
      case "identify" -> {
        ToldTraits told = ToldTraits.of(call.objectOrEmpty("traits"), context);
        yield new CustomerIdentified(beginning.beyond(told.understood()), told.traits());
      }
      case "page", "screen" -> {
        String ownName = call.text("name");
        String name = ownName == null ? call.objectOrEmpty("properties").text("name") : ownName;
        yield new PageViewed(beginning.beyond(PAGE), name);
      }
      case "group" -> {
        String groupId = call.requiredText("groupId", Names.MAX_LENGTH);
        yield new CustomerGrouped(beginning.beyond(NOTHING), groupId);
      }
      case "alias" -> {
        call.requiredText("previousId", Names.MAX_LENGTH);
        yield new CustomerAliased(beginning.beyond(NOTHING));
      }
      default ->
          throw call.unexpected(
              "type", "track, identify, page, screen, group or alias", Fields.shown(type));
    };
  }

  private CustomerEvent tracked(Fields call, @Nullable Fields context, Beginning beginning)
      throws Unsound {
    String name = call.requiredText("event", Names.MAX_LENGTH);
    if (name.equals(ToldConsents.EVENT)) {
      return new ConsentChanged(beginning.beyond(NOTHING), ToldConsents.ofContext(context));
    }
    TrackedEvents.Tracked tracked = TrackedEvents.named(name);
    return tracked == null
        ? new ActivityTracked(beginning.beyond(NOTHING), name)
        : tracked
            .mapping()
            .read(
                beginning.beyond(tracked.modelled()),
                call.objectOrEmpty("properties"),
                defaultCurrency);
  }

  private static void checkVersion(Fields call) throws Unsound {
    JsonNode version = call.value("schemaVersion");
    if (version != null
        && !(version.isNumber() && version.decimalValue().compareTo(BigDecimal.ONE) == 0)) {
      throw call.unexpected("schemaVersion", "1 or nothing", Fields.shown(version));
    }
  }

  private static String messageId(Fields call, Times times, long fingerprint) throws Unsound {
    String messageId = call.text("messageId", MAX_MESSAGE_ID_LENGTH);
    if (messageId != null) {
      return messageId;
    }
    long content =
        times.claimed()
            ? fingerprint
            : Fingerprint.mix(fingerprint + times.at().getEpochSecond() / CONTENT_BUCKET_SECONDS);
    return "content-" + String.format("%016x", content);
  }
}
