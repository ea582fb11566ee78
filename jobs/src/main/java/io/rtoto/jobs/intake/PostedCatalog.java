package io.rtoto.jobs.intake;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what was posted on {@code catalog}. */
final class PostedCatalog {
  private static final Messages<CatalogEntry> ENTRIES = Messages.of(CatalogEntry.class);

  /** Companions of a product, and languages of its name: more is no catalogue but a mistake. */
  private static final int MOST_EACH = 100;

  /** No decision that names such a companion could be stored in PostgreSQL. */
  private static final char NUL = '\0';

  private PostedCatalog() {}

  /** A message of {@code catalog}; its key says which product, a tombstone takes it out. */
  static Posted<CatalogChange> change(Posting posting) {
    String productId = posting.key();
    if (productId == null || productId.isEmpty()) {
      return Posted.refused(
          posting, Reason.SCHEMA, "The message has no key; expected the product's id.");
    }
    byte[] message = posting.arrival().message();
    if (message == null) {
      return Posted.sound(new CatalogChange(productId, null));
    }
    try {
      CatalogEntry entry = whole(ENTRIES.read(message));
      return faultIn(entry, productId)
          .<Posted<CatalogChange>>map(fault -> Posted.refused(posting, Reason.SCHEMA, fault))
          .orElseGet(() -> Posted.sound(new CatalogChange(productId, entry)));
    } catch (IOException e) {
      return Posted.refused(posting, Reason.SCHEMA, "The message is no catalogue entry.");
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
}
