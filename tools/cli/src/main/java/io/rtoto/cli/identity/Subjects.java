package io.rtoto.cli.identity;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.AddedType;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.naming.Sender;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads whom somebody means: a name in clear is read as the job reads it. After a colon stands a
 * name in clear or its hash, whichever is known; after {@code #} a hash, after {@code =} a name in
 * clear.
 */
final class Subjects {
  private static final Pattern CUSTOMER = Pattern.compile("c[0-9a-f]{20}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern IDENTIFIER = Pattern.compile("(\\w+)([:#=])(.*)", Pattern.DOTALL);

  /** What is known. */
  @FunctionalInterface
  interface Known {
    /** Whether anything is known of an identifier. */
    boolean knows(Identifier identifier) throws IOException;
  }

  private final EngageSettings settings;
  private final Pseudonyms pseudonyms;
  private final List<IdentifierType> types;
  private final Known known;

  Subjects(EngageSettings settings, Known known) {
    this.settings = settings;
    this.known = known;
    pseudonyms = new Pseudonyms(settings.identitySecret());
    types =
        Stream.concat(
                IdentifierType.BUILT_IN.stream(),
                settings.names().addedTypes().stream().map(AddedType::type))
            .sorted((one, other) -> Integer.compare(one.rank(), other.rank()))
            .toList();
  }

  /** A customer, or an identifier. */
  Subject read(String text) throws IOException {
    return CUSTOMER.matcher(text).matches()
        ? new Subject.Customer(text)
        : new Subject.Name(identifier(text));
  }

  /** An identifier, in clear or by its hash. */
  Identifier identifier(String text) throws IOException {
    Matcher parts = IDENTIFIER.matcher(text);
    if (!parts.matches()) {
      throw new CommandFailure(
          text
              + " is no identifier; expected TYPE:VALUE such as email:anna@shop.example, or a"
              + " customer's id such as c0123456789abcdef0123.\nTypes: "
              + typeNames()
              + ".");
    }
    IdentifierType type = type(parts.group(1));
    String value = parts.group(3);
    return switch (parts.group(2)) {
      case "#" -> hashed(type, value);
      case "=" -> inClear(type, value);
      default -> HASH.matcher(value).matches() ? known(type, value) : inClear(type, value);
    };
  }

  private static Identifier hashed(IdentifierType type, String value) {
    if (!HASH.matcher(value).matches()) {
      throw new CommandFailure(
          value
              + " is no hash; expected 32 digits and letters from a to f.\nMaybe it is a name in"
              + " clear: "
              + type.wireName()
              + "="
              + value
              + ".");
    }
    return new Identifier(type, value);
  }

  private Identifier inClear(IdentifierType type, String value) {
    String name = canonical(type, value);
    if (name == null) {
      throw new CommandFailure(
          "\""
              + value
              + "\" names nobody as "
              + type.wireName()
              + ": the job passes it over, too.\nMaybe it is misspelled; docs/identity.md tells how"
              + " a name is read.");
    }
    return pseudonyms.identifier(type, name);
  }

  /** Of what looks like a hash: many an id in clear does, too. */
  private Identifier known(IdentifierType type, String value) throws IOException {
    Identifier hashed = new Identifier(type, value);
    if (canonical(type, value) == null) {
      return hashed;
    }
    Identifier inClear = inClear(type, value);
    boolean knowsHashed = known.knows(hashed);
    if (knowsHashed != known.knows(inClear)) {
      return knowsHashed ? hashed : inClear;
    }
    String eitherWay =
        ".\nSay which it is: "
            + type.wireName()
            + "#"
            + value
            + " is a hash, "
            + type.wireName()
            + "="
            + value
            + " a name in clear.";
    throw new CommandFailure(
        knowsHashed
            ? hashed.key() + " is known as a hash, and as a name in clear" + eitherWay
            : "Nothing is known of "
                + hashed.key()
                + ", as a hash or in clear; maybe it is misspelled"
                + eitherWay);
  }

  /** The id of the customer whose strongest identifier that is. */
  String customerId(Identifier strongest) {
    return pseudonyms.customerId(strongest);
  }

  private IdentifierType type(String name) {
    return types.stream()
        .filter(type -> type.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    name
                        + " is no type of identifier; expected one of "
                        + typeNames()
                        + ".\nMaybe RTOTO_IDENTIFIER_TYPES is not set here as it is for the job."));
  }

  private @Nullable String canonical(IdentifierType type, String value) {
    return settings.names().naming().canonical(type, value, Sender.by(Topic.CLICKSTREAM));
  }

  private String typeNames() {
    return types.stream().map(IdentifierType::wireName).collect(Collectors.joining(", "));
  }
}
