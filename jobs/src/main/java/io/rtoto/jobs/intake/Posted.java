package io.rtoto.jobs.intake;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a message on {@code catalog} or {@code rules} turned out to be.
 *
 * @param sound what it says; null when it was refused
 * @param refused the letter about it; null when it is sound
 */
record Posted<T>(@Nullable T sound, @Nullable DeadLetter refused) {
  private static final Messages<CatalogEntry> ENTRIES = Messages.of(CatalogEntry.class);
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

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
      return entry.productId().equals(productId)
          ? new Posted<>(new CatalogChange(productId, entry), null)
          : refused(
              posting,
              Reason.SCHEMA,
              "/productId: expected the message's key " + productId + ", got another.");
    } catch (IOException e) {
      return refused(posting, Reason.SCHEMA, "The message is no catalogue entry.");
    }
  }

  /** A message of {@code rules}; rules are replaced, never taken away. */
  static Posted<RuleBundle> ruleBundle(Posting posting) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a bundle.");
    }
    try {
      return new Posted<>(whole(BUNDLES.read(message)), null);
    } catch (IOException e) {
      return refused(posting, Reason.SCHEMA, "The message is no rule bundle.");
    }
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
        Objects.requireNonNullElse(entry.companions(), List.of()));
  }

  private static RuleBundle whole(RuleBundle bundle) throws IOException {
    if (bundle == null
        || (Object) bundle.version() == null
        || (Object) bundle.classes() == null
        || (Object) bundle.models() == null
        || (Object) bundle.rules() == null) {
      throw new IOException("not whole");
    }
    return bundle;
  }

  private static <T> Posted<T> refused(Posting posting, Reason reason, String detail) {
    return new Posted<>(null, DeadLetter.of(posting.arrival(), reason, detail, Intake.STAGE));
  }
}
