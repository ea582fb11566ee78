package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a name is read: its one form, and whether it is a name at all.
 *
 * <p>Threads may share one.
 */
public final class Naming {
  private static final List<NamingField> BUILT_IN_FIELDS =
      List.of(
          new NamingField("loyaltyCard", IdentifierType.LOYALTY_CARD),
          new NamingField("loyalty_card", IdentifierType.LOYALTY_CARD),
          new NamingField("lineId", IdentifierType.LINE_ID),
          new NamingField("line_id", IdentifierType.LINE_ID),
          new NamingField("wechatOpenid", IdentifierType.WECHAT_OPENID),
          new NamingField("openid", IdentifierType.WECHAT_OPENID),
          new NamingField("email", IdentifierType.EMAIL),
          new NamingField("phone", IdentifierType.PHONE));

  /** Nothing set, and phone numbers taken as texts. */
  public static final Naming PLAIN =
      new Naming(PhoneNumbers.AS_TEXT, PhoneRegions.everywhere("US"), List.of(), List.of());

  private final PhoneNumbers phones;
  private final PhoneRegions phoneRegions;
  private final Map<String, List<Pattern>> blocked = new HashMap<>();
  private final List<NamingField> fields = new ArrayList<>(BUILT_IN_FIELDS);
  private final Set<String> fieldNames;
  private final Map<String, IdentifierType> externalIds = new HashMap<>();

  /**
   * A naming.
   *
   * @param phones who knows phone numbers
   * @param phoneRegions where a phone number is dialled that comes without a country
   * @param blocked names that are nobody's, beside those that never are anybody's
   * @param added types of names beside the built-in ones
   * @throws java.util.regex.PatternSyntaxException when a pattern is no regular expression
   */
  public Naming(
      PhoneNumbers phones,
      PhoneRegions phoneRegions,
      List<BlockedName> blocked,
      List<AddedType> added) {
    this.phones = phones;
    this.phoneRegions = phoneRegions;
    for (AddedType one : added) {
      one.fields().forEach(field -> fields.add(new NamingField(field, one.type())));
      one.externalIds().forEach(external -> externalIds.put(external, one.type()));
    }
    fieldNames = fields.stream().map(NamingField::field).collect(Collectors.toUnmodifiableSet());
    Stream.concat(IdentifierType.BUILT_IN.stream(), added.stream().map(AddedType::type))
        .map(IdentifierType::wireName)
        .forEach(type -> block(type, blocked));
  }

  private void block(String typeName, List<BlockedName> names) {
    List<Pattern> patterns =
        names.stream()
            .filter(one -> one.isOf(typeName))
            .map(one -> Pattern.compile(one.pattern()))
            .toList();
    if (!patterns.isEmpty()) {
      blocked.put(typeName, patterns);
    }
  }

  /** The fields of traits and properties that name the customer; of one type the first counts. */
  public List<NamingField> fields() {
    return fields;
  }

  /** Whether a field of traits or properties names the customer. */
  public boolean isField(String name) {
    return fieldNames.contains(name);
  }

  /** The types of {@code context.externalIds} that name the customer. */
  public Map<String, IdentifierType> externalIds() {
    return externalIds;
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
    if (type.equals(IdentifierType.EMAIL)) {
      return CanonicalForm.ofEmail(sent);
    }
    String text = CanonicalForm.ofText(sent);
    return type.equals(IdentifierType.PHONE)
        ? phones.canonical(text, phoneRegions.of(sender))
        : text;
  }

  private boolean isBlocked(IdentifierType type, String name) {
    List<Pattern> patterns = blocked.get(type.wireName());
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
