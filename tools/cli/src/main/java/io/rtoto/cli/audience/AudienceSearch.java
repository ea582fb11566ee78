package io.rtoto.cli.audience;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks what one question needs out of the catalogue, which it hears first, and the audiences. Of
 * what is heard of twice, the newest counts.
 */
final class AudienceSearch {
  private final AudienceKind kind;
  private final String name;

  /** What might have been meant. */
  private final Set<String> names = new HashSet<>();

  private final Map<String, Audience> found = new HashMap<>();
  private boolean isSold;
  private @Nullable String category;

  /**
   * A search.
   *
   * @param kind what is asked for
   * @param name the product's id, or the category
   */
  AudienceSearch(AudienceKind kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** Takes what the catalogue has of a product; null when it is no longer sold. */
  void hear(String productId, @Nullable CatalogEntry entry) {
    if (kind == AudienceKind.CATEGORY) {
      if (entry != null) {
        names.add(entry.category());
        isSold |= entry.category().equals(name);
      }
      return;
    }
    names.add(productId);
    if (productId.equals(name)) {
      isSold = entry != null;
      category = entry == null ? null : entry.category();
    }
  }

  /** Whether that audience is needed. */
  boolean asksFor(String key) {
    return key.equals(kind.key(name))
        || (category != null && key.equals(AudienceKind.CATEGORY.key(category)));
  }

  /** Takes the key of an audience, and the audience where it is needed; null when it is no more. */
  void hear(String key, @Nullable Audience audience) {
    if (asksFor(key)) {
      if (audience == null) {
        found.remove(key);
      } else {
        found.put(key, audience);
      }
    }
    String prefix = kind.key("");
    if (key.startsWith(prefix)) {
      names.add(key.substring(prefix.length()));
    }
  }

  /**
   * Who was found.
   *
   * @throws CommandFailure when nobody has ever heard of it
   */
  LikelyCustomers likely(int top) {
    Audience own = found.get(kind.key(name));
    if (own == null && !isSold) {
      String hint = NearestWord.hint(name, names);
      throw new CommandFailure(
          "Nobody is drawn to %s %s, and the catalogue does not have it.%n%s"
              .formatted(
                  kind.wireName(),
                  name,
                  hint.isEmpty() ? "Maybe it is misspelled, or of another shop." : hint));
    }
    Audience wider = category == null ? null : found.get(AudienceKind.CATEGORY.key(category));
    return LikelyCustomers.of(kind, name, category, own, wider, top);
  }
}
