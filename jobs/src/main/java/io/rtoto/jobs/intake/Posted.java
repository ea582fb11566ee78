package io.rtoto.jobs.intake;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message on {@code catalog}, {@code rules}, {@code models} or {@code identity-commands}
 * turned out to be.
 *
 * @param sound what it says; null when it was refused
 * @param refused the letter about it; null when it is sound
 */
record Posted<T>(@Nullable T sound, @Nullable DeadLetter refused) {
  private static final Messages<CatalogEntry> ENTRIES = Messages.of(CatalogEntry.class);
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final Messages<ModelParameters> MODELS = Messages.of(ModelParameters.class);
  private static final Messages<IdentityCommand> COMMANDS = Messages.of(IdentityCommand.class);

  /** Any other would be nobody's, and nobody would be forgotten. */
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

  /** Companions of a product, and languages of its name: more is no catalogue but a mistake. */
  private static final int MOST_EACH = 100;

  /** No decision that names such a companion could be stored in PostgreSQL. */
  private static final char NUL = '\0';

  /** A message of {@code catalog}; its key says which product, a tombstone takes it out. */
  static Posted<CatalogChange> catalogChange(Posting posting) {
    String productId = posting.key();
    if (productId == null || productId.isEmpty()) {
      return refused(posting, Reason.SCHEMA, "The message has no key; expected the product's id.");
    }
    byte[] message = posting.arrival().message();
    if (message == null) {
      return new Posted<>(new CatalogChange(productId, null), null);
    }
    try {
      CatalogEntry entry = whole(ENTRIES.read(message));
      return faultIn(entry, productId)
          .<Posted<CatalogChange>>map(fault -> refused(posting, Reason.SCHEMA, fault))
          .orElseGet(() -> new Posted<>(new CatalogChange(productId, entry), null));
    } catch (IOException e) {
      return refused(posting, Reason.SCHEMA, "The message is no catalogue entry.");
    }
  }

  /** A message of {@code rules} or {@code models}: its topic says which. */
  static Posted<Publication> publication(Posting posting) {
    return Topic.MODELS.topicName().equals(posting.arrival().topic())
        ? model(posting).as(parameters -> new Publication.Model(parameters, posting.at()))
        : ruleBundle(posting).as(Publication.Rules::new);
  }

  /** A message of {@code models}; a model is replaced, never taken away. */
  static Posted<ModelParameters> model(Posting posting) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a model.");
    }
    try {
      ModelParameters parameters = MODELS.read(message);
      if (parameters == null) {
        return refused(posting, Reason.SCHEMA, "The message is no model.");
      }
      if (!parameters.key().equals(posting.key())) {
        return refused(posting, Reason.SCHEMA, wrongKey(posting, parameters.key(), "the model"));
      }
      // Whoever asks for the model later shall get one.
      if (parameters instanceof AttritionParameters attrition) {
        FittedModel.of(attrition);
      } else if (parameters instanceof ReplenishmentParameters replenishment) {
        ReplenishmentModel.of(replenishment);
      }
      return new Posted<>(parameters, null);
    } catch (IOException e) {
      return refused(posting, Reason.SCHEMA, "The message is no model: it is unreadable.");
    } catch (IllegalArgumentException e) {
      return refused(
          posting, Reason.SCHEMA, "The message is no model: " + String.valueOf(e.getMessage()));
    }
  }

  /** A message of {@code rules}; rules are replaced, never taken away. */
  static Posted<RuleBundle> ruleBundle(Posting posting) {
    if (!RuleBundle.ACTIVE_KEY.equals(posting.key())) {
      return refused(posting, Reason.SCHEMA, wrongKey(posting, RuleBundle.ACTIVE_KEY, "the rules"));
    }
    byte[] message = posting.arrival().message();
    if (message == null) {
      return refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a bundle.");
    }
    try {
      return new Posted<>(whole(BUNDLES.read(message)), null);
    } catch (IOException e) {
      return refused(
          posting,
          Reason.SCHEMA,
          "The message is no rule bundle: it is unreadable or a part is missing.");
    }
  }

  /**
   * A message of {@code identity-commands}; what was ordered is not taken back.
   *
   * @param latest the latest time that any of our events can have
   */
  static Posted<IdentityCommand> identityCommand(Posting posting, Instant latest) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a command.");
    }
    try {
      IdentityCommand command = whole(COMMANDS.read(message));
      return faultIn(command, latest)
          .<Posted<IdentityCommand>>map(fault -> refused(posting, Reason.TIME_OUT_OF_RANGE, fault))
          .orElseGet(() -> new Posted<>(command, null));
    } catch (IOException e) {
      return refused(
          posting,
          Reason.SCHEMA,
          "The message is no command about identities: it is unreadable, of an unknown kind, a part"
              + " is missing, or the hash is none.");
    }
  }

  private static String wrongKey(Posting posting, String expected, String whose) {
    return "The message's key is %s; expected \"%s\", the key of %s in force."
        .formatted(posting.key() == null ? "missing" : '"' + posting.key() + '"', expected, whose);
  }

  /** The same, as what it is for others. */
  private <S> Posted<S> as(Function<T, S> form) {
    return new Posted<>(sound == null ? null : form.apply(sound), refused);
  }

  /** Hands on what there is. */
  void handOn(Consumer<T> changes, Consumer<DeadLetter> letters) {
    if (sound != null) {
      changes.accept(sound);
    }
    if (refused != null) {
      letters.accept(refused);
    }
  }

  /**
   * Jackson leaves null what a message leaves out; from here on nothing is null that must not be.
   */
  private static CatalogEntry whole(CatalogEntry entry) throws IOException {
    if (entry == null || (Object) entry.productId() == null) {
      throw new IOException("no product id");
    }
    return new CatalogEntry(
        entry.productId(),
        Objects.requireNonNullElse(entry.names(), Map.of()),
        Objects.requireNonNullElse(entry.category(), ""),
        entry.price(),
        entry.stock(),
        Objects.requireNonNullElse(entry.companions(), List.of()),
        entry.packSize());
  }

  /**
   * Every companion becomes the key of a stream: a null or half of a surrogate pair there would end
   * the job, and end it again after each restart, because the message is still there.
   */
  private static Optional<String> faultIn(CatalogEntry entry, String productId) {
    if (!entry.productId().equals(productId)) {
      return Optional.of("/productId: expected the message's key " + productId + ", got another.");
    }
    if (entry.packSize() != null && entry.packSize() < 1) {
      return Optional.of(
          "/packSize: expected 1 or more, got %d. Maybe it is meant to be left out."
              .formatted(entry.packSize()));
    }
    if (entry.companions().size() > MOST_EACH) {
      return Optional.of(tooMany("/companions", entry.companions().size()));
    }
    for (int i = 0; i < entry.companions().size(); i++) {
      String companion = entry.companions().get(i);
      if ((Object) companion == null
          || companion.isBlank()
          || companion.indexOf(NUL) >= 0
          || !StandardCharsets.UTF_8.newEncoder().canEncode(companion)) {
        return Optional.of(
            "/companions/%d: expected a product's id, got %s."
                .formatted(
                    i, (Object) companion == null ? "null" : '"' + readable(companion) + '"'));
      }
    }
    if (entry.names().size() > MOST_EACH) {
      return Optional.of(tooMany("/names", entry.names().size()));
    }
    return entry.names().entrySet().stream()
        .filter(name -> (Object) name.getValue() == null)
        .findFirst()
        .map(name -> "/names/%s: expected a text, got null.".formatted(name.getKey()));
  }

  /** Without what no dead letter could carry. */
  private static String readable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace(NUL, '?');
  }

  private static String tooMany(String where, int count) {
    return "%s: expected %d at most, got %d. Maybe two lists were joined."
        .formatted(where, MOST_EACH, count);
  }

  private static RuleBundle whole(RuleBundle bundle) throws IOException {
    if (bundle == null
        || hasNull(
            bundle.version(),
            bundle.author(),
            bundle.publishedAt(),
            bundle.sources(),
            bundle.classes(),
            bundle.models(),
            bundle.rules())
        || hasNull(bundle.sources().values().toArray())
        || hasNull(bundle.classes().values().toArray())
        || hasNull(bundle.models().toArray())
        || hasNull(bundle.rules().toArray())
        || bundle.rules().stream().anyMatch(Posted::isTorn)) {
      throw new IOException("not whole");
    }
    return bundle;
  }

  private static IdentityCommand whole(IdentityCommand command) throws IOException {
    if (command == null
        || hasNull(command.author(), command.why(), command.at())
        || isNobody(command.identifier())
        || (command instanceof IdentifierErased erased && hasNull(erased.upTo()))
        || (command instanceof LinkCut cut && isNobody(cut.other()))
        || (command instanceof LinkDoubted doubted && isNobody(doubted.other()))) {
      throw new IOException("not whole");
    }
    return command;
  }

  /** Who was forgotten for times to come would never be known again, and nobody would notice. */
  private static Optional<String> faultIn(IdentityCommand command, Instant latest) {
    if (!(command instanceof IdentifierErased erased)) {
      return Optional.empty();
    }
    Instant end = erased.at().isBefore(latest) ? erased.at() : latest;
    return erased.upTo().isAfter(end) || erased.upTo().isBefore(Instant.EPOCH)
        ? Optional.of(
            "/upTo: expected a time from 1970 on, and "
                + end
                + " at the latest, when it was ordered or any event ends, got "
                + erased.upTo()
                + ". Maybe it is to be ordered again later.")
        : Optional.empty();
  }

  private static boolean isNobody(@Nullable Identifier identifier) {
    return identifier == null
        || hasNull(identifier.typeName(), identifier.hash())
        || !HASH.matcher(identifier.hash()).matches();
  }

  private static boolean isTorn(RuleCard card) {
    return hasNull(
        card.id(), card.name(), card.moment(), card.owner(), card.since(), card.source());
  }

  private static boolean hasNull(@Nullable Object... parts) {
    return Stream.of(parts).anyMatch(Objects::isNull);
  }

  private static <T> Posted<T> refused(Posting posting, Reason reason, String detail) {
    return new Posted<>(null, DeadLetter.of(posting.arrival(), reason, detail, Intake.STAGE));
  }
}
