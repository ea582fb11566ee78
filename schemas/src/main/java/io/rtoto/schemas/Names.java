package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.NamingField;
import io.rtoto.schemas.naming.Sender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a call says of who its customer is. */
final class Names {
  /** Characters of one identifier. */
  static final int MAX_LENGTH = 256;

  /** What RTOTO knows somebody by, where it tells something itself. */
  static final String HASHED = "rtotoIdentifier";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

  private static final Comparator<Name> STRONGEST_FIRST =
      Comparator.<Name>comparingInt(name -> name.type().rank())
          .thenComparing(name -> name.type().wireName());

  private final List<Name> names = new ArrayList<>(4);
  private final Naming naming;
  private final Sender sender;

  private Names(Naming naming, Sender sender) {
    this.naming = naming;
    this.sender = sender;
  }

  /**
   * The names that a call gives, in canonical form, strongest first; none twice. The id that an
   * alias gave up is one more user id, unless it is the browser's.
   *
   * @param givenUp whether to believe an alias who it was before
   */
  static List<Name> of(
      Naming naming,
      Sender sender,
      boolean givenUp,
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
      names.readExternalIds(context);
      Fields device = context.object("device");
      if (device != null) {
        names.keep(IdentifierType.DEVICE_ID, device.text("id", MAX_LENGTH));
      }
    }
    names.readProperties(properties);
    if (names.names.isEmpty()) {
      names.readHashed(call.value(HASHED));
    }
    return names.strongestFirst(givenUp ? previousId : null);
  }

  private void readTraits(@Nullable Fields traits) throws Unsound {
    if (traits != null) {
      for (NamingField one : naming.fields()) {
        keep(one.type(), traits.text(one.field(), MAX_LENGTH));
      }
    }
  }

  /** Properties are the sender's own: "email": true may mean a consent, and names nobody. */
  private void readProperties(@Nullable Fields properties) throws Unsound {
    if (properties != null) {
      for (NamingField one : naming.fields()) {
        JsonNode value = properties.value(one.field());
        if (value != null && value.isTextual()) {
          keep(one.type(), properties.text(one.field(), MAX_LENGTH));
        }
      }
    }
  }

  /** Ids that other systems gave; one that is no text names nobody, as in the properties. */
  private void readExternalIds(Fields context) throws Unsound {
    JsonNode told = naming.externalIds().isEmpty() ? null : context.value("externalIds");
    if (told == null || !told.isArray()) {
      return;
    }
    for (JsonNode one : told) {
      IdentifierType type = naming.externalIds().get(one.path("type").asText());
      String id = one.path("id").textValue();
      if (type == null || id == null || !one.path("collection").asText("users").equals("users")) {
        continue;
      }
      int length = id.codePointCount(0, id.length());
      if (length > MAX_LENGTH) {
        throw context.unexpected(
            "externalIds", "ids of at most " + MAX_LENGTH + " characters", length + " of them");
      }
      keep(type, id);
    }
  }

  /** What is no identifier of ours is passed over: the field may be a sender's own. */
  private void readHashed(@Nullable JsonNode told) {
    String typeName = told == null ? null : told.path("type").textValue();
    String hash = told == null ? null : told.path("hash").textValue();
    if (told == null || typeName == null || hash == null || !HASH.matcher(hash).matches()) {
      return;
    }
    IdentifierType.builtIn(typeName)
        .or(() -> added(typeName, told.path("rank")))
        .ifPresent(type -> names.add(new Name(type, hash, true)));
  }

  private static Optional<IdentifierType> added(String typeName, JsonNode rank) {
    return rank.canConvertToInt() && rank.intValue() > 0
        ? Optional.of(new IdentifierType(typeName, rank.intValue()))
        : Optional.empty();
  }

  private void keep(IdentifierType type, @Nullable String sent) {
    if (sent != null && nameOf(type) == null) {
      String name = naming.canonical(type, sent, sender);
      if (name != null) {
        names.add(new Name(type, name));
      }
    }
  }

  private @Nullable String nameOf(IdentifierType type) {
    for (Name name : names) {
      if (name.type().equals(type)) {
        return name.value();
      }
    }
    return null;
  }

  private List<Name> strongestFirst(@Nullable String previousId) {
    String previous =
        previousId == null ? null : naming.canonical(IdentifierType.USER_ID, previousId, sender);
    if (previous != null
        && !previous.equals(nameOf(IdentifierType.USER_ID))
        && !previous.equals(nameOf(IdentifierType.ANONYMOUS_ID))) {
      names.add(new Name(IdentifierType.USER_ID, previous));
    }
    names.sort(STRONGEST_FIRST);
    return names;
  }
}
