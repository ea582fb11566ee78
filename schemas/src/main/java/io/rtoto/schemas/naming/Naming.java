package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;
import org.jspecify.annotations.Nullable;

/**
 * How a name is read.
 *
 * @param phones who knows phone numbers
 * @param phoneRegions where a phone number is dialled that comes without a country
 */
public record Naming(PhoneNumbers phones, PhoneRegions phoneRegions) {
  /** Nothing set, and phone numbers taken as texts. */
  public static final Naming PLAIN =
      new Naming(PhoneNumbers.AS_TEXT, PhoneRegions.everywhere("US"));

  /**
   * The one form of all spellings of a name.
   *
   * @return null when the value names nobody
   */
  public @Nullable String canonical(IdentifierType type, String sent, Sender sender) {
    String name = formOf(type, sent, sender);
    return name == null || name.isEmpty() ? null : name;
  }

  private @Nullable String formOf(IdentifierType type, String sent, Sender sender) {
    if (type == IdentifierType.EMAIL) {
      return CanonicalForm.ofEmail(sent);
    }
    String text = CanonicalForm.ofText(sent);
    return type == IdentifierType.PHONE ? phones.canonical(text, phoneRegions.of(sender)) : text;
  }
}
