package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a name is read: its one form, and whether it is a name at all.
 *
 * <p>Threads may share one.
 */
public final class Naming {
  /** Nothing set, and phone numbers taken as texts. */
  public static final Naming PLAIN =
      new Naming(PhoneNumbers.AS_TEXT, PhoneRegions.everywhere("US"), List.of());

  private final PhoneNumbers phones;
  private final PhoneRegions phoneRegions;
  private final Map<IdentifierType, List<Pattern>> blocked = new EnumMap<>(IdentifierType.class);

  /**
   * A naming.
   *
   * @param phones who knows phone numbers
   * @param phoneRegions where a phone number is dialled that comes without a country
   * @param blocked names that are nobody's, beside those that never are anybody's
   * @throws java.util.regex.PatternSyntaxException when a pattern is no regular expression
   */
  public Naming(PhoneNumbers phones, PhoneRegions phoneRegions, List<BlockedName> blocked) {
    this.phones = phones;
    this.phoneRegions = phoneRegions;
    for (IdentifierType type : IdentifierType.values()) {
      List<Pattern> patterns =
          blocked.stream()
              .filter(one -> one.isOf(type.wireName()))
              .map(one -> Pattern.compile(one.pattern()))
              .toList();
      if (!patterns.isEmpty()) {
        this.blocked.put(type, patterns);
      }
    }
  }

  /**
   * The one form of all spellings of a name.
   *
   * @return null when the value names nobody
   */
  public @Nullable String canonical(IdentifierType type, String sent, Sender sender) {
    String name = formOf(type, sent, sender);
    return name == null || Nobody.is(type, name) || isBlocked(type, name) ? null : name;
  }

  private @Nullable String formOf(IdentifierType type, String sent, Sender sender) {
    if (type == IdentifierType.EMAIL) {
      return CanonicalForm.ofEmail(sent);
    }
    String text = CanonicalForm.ofText(sent);
    return type == IdentifierType.PHONE ? phones.canonical(text, phoneRegions.of(sender)) : text;
  }

  private boolean isBlocked(IdentifierType type, String name) {
    List<Pattern> patterns = blocked.get(type);
    if (patterns == null) {
      return false;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }
}
