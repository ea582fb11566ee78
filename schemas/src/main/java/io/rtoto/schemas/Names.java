package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.Sender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a call says of who its customer is. */
final class Names {
  /** Characters of one identifier. */
  static final int MAX_LENGTH = 256;

  /** A field of traits or properties that names the customer. */
  private record NamingField(String field, IdentifierType type) {}

  private static final NamingField[] NAMING_FIELDS = {
    new NamingField("loyaltyCard", IdentifierType.LOYALTY_CARD),
    new NamingField("loyalty_card", IdentifierType.LOYALTY_CARD),
    new NamingField("lineId", IdentifierType.LINE_ID),
    new NamingField("line_id", IdentifierType.LINE_ID),
    new NamingField("wechatOpenid", IdentifierType.WECHAT_OPENID),
    new NamingField("openid", IdentifierType.WECHAT_OPENID),
    new NamingField("email", IdentifierType.EMAIL),
    new NamingField("phone", IdentifierType.PHONE),
  };

  /** The fields of traits and properties that name the customer. */
  static final Set<String> FIELDS =
      Arrays.stream(NAMING_FIELDS).map(NamingField::field).collect(Collectors.toUnmodifiableSet());

  private final Map<IdentifierType, String> byType = new EnumMap<>(IdentifierType.class);
  private final Naming naming;
  private final Sender sender;

  private Names(Naming naming, Sender sender) {
    this.naming = naming;
    this.sender = sender;
  }

  /**
   * The names that a call gives, in canonical form, strongest first; none twice. The id that an
   * alias gave up is one more user id, unless it is the browser's.
   */
  static List<Name> of(
      Naming naming,
      Sender sender,
      Fields call,
      @Nullable Fields properties,
      @Nullable Fields traits,
      @Nullable Fields context)
      throws Unsound {
    Names names = new Names(naming, sender);
    names.keep(IdentifierType.USER_ID, call.text("userId", MAX_LENGTH));
    names.keep(IdentifierType.ANONYMOUS_ID, call.text("anonymousId", MAX_LENGTH));
    String previousId = call.text("previousId", MAX_LENGTH);
    names.readTraits(traits);
    if (context != null) {
      names.readTraits(context.object("traits"));
      Fields device = context.object("device");
      if (device != null) {
        names.keep(IdentifierType.DEVICE_ID, device.text("id", MAX_LENGTH));
      }
    }
    names.readProperties(properties);
    return names.strongestFirst(previousId);
  }

  private void readTraits(@Nullable Fields traits) throws Unsound {
    if (traits != null) {
      for (NamingField naming : NAMING_FIELDS) {
        keep(naming.type, traits.text(naming.field, MAX_LENGTH));
      }
    }
  }

  /** Properties are the sender's own: "email": true may mean a consent, and names nobody. */
  private void readProperties(@Nullable Fields properties) throws Unsound {
    if (properties != null) {
      for (NamingField naming : NAMING_FIELDS) {
        JsonNode value = properties.value(naming.field);
        if (value != null && value.isTextual()) {
          keep(naming.type, properties.text(naming.field, MAX_LENGTH));
        }
      }
    }
  }

  private void keep(IdentifierType type, @Nullable String sent) {
    if (sent != null && !byType.containsKey(type)) {
      String name = read(type, sent);
      if (name != null) {
        byType.put(type, name);
      }
    }
  }

  private @Nullable String read(IdentifierType type, String sent) {
    return naming.canonical(type, sent, sender);
  }

  private List<Name> strongestFirst(@Nullable String previousId) {
    List<Name> names = new ArrayList<>(4);
    byType.forEach((type, name) -> names.add(new Name(type, name)));
    String previous = previousId == null ? null : read(IdentifierType.USER_ID, previousId);
    if (previous != null
        && !previous.equals(byType.get(IdentifierType.USER_ID))
        && !previous.equals(byType.get(IdentifierType.ANONYMOUS_ID))) {
      int behindUserId = byType.containsKey(IdentifierType.USER_ID) ? 1 : 0;
      names.add(behindUserId, new Name(IdentifierType.USER_ID, previous));
    }
    return names;
  }
}
