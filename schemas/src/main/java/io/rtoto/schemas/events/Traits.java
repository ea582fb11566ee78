package io.rtoto.schemas.events;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer told of themselves, without what identifies them.
 *
 * @param language BCP 47 tag, such as {@code zh-TW}; null when not told
 * @param timeZone IANA name, such as {@code Asia/Taipei}; null when not told
 * @param birthday ISO date or {@code --MM-DD}; null when not told
 * @param consents what may be said to them, or may not; empty when not told
 * @param region where they live, in the sender's word; a country of two letters as ISO 3166-1 has
 *     it, such as {@code TW}; null when not told, and in an older message
 */
public record Traits(
    @Nullable String language,
    @Nullable String timeZone,
    @Nullable String birthday,
    List<Consent> consents,
    @Nullable String region) {
  /** An older message tells of no consent. */
  public Traits {
    consents = requireNonNullElse(consents, List.of());
  }

  /** Of someone who says nothing of consent, and not where they live. */
  public Traits(@Nullable String language, @Nullable String timeZone, @Nullable String birthday) {
    this(language, timeZone, birthday, List.of(), null);
  }
}
