package io.rtoto.cli.identity;

import io.rtoto.cli.CommandFailure;
import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.identity.Pseudonyms;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.AddedType;
import io.rtoto.schemas.naming.Sender;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads whom somebody means: a name in clear is read as the job reads it. */
final class Subjects {
  private static final Pattern CUSTOMER = Pattern.compile("c[0-9a-f]{20}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

  private final EngageSettings settings;
  private final Pseudonyms pseudonyms;
  private final List<IdentifierType> types;

  Subjects(EngageSettings settings) {
    this.settings = settings;
    pseudonyms = new Pseudonyms(settings.identitySecret());
    types =
        Stream.concat(
                IdentifierType.BUILT_IN.stream(),
                settings.names().addedTypes().stream().map(AddedType::type))
            .sorted((one, other) -> Integer.compare(one.rank(), other.rank()))
            .toList();
  }

  /** A customer, or an identifier. */
  Subject read(String text) {
    return CUSTOMER.matcher(text).matches()
        ? new Subject.Customer(text)
        : new Subject.Name(identifier(text));
  }

  /** An identifier, in clear or by its hash. */
  Identifier identifier(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new CommandFailure(
          text
              + " is no identifier; expected TYPE:VALUE such as email:anna@shop.example, or a"
              + " customer's id such as c0123456789abcdef0123.\nTypes: "
              + typeNames()
              + ".");
    }
    IdentifierType type = type(text.substring(0, colon));
    String value = text.substring(colon + 1);
    return HASH.matcher(value).matches()
        ? new Identifier(type, value)
        : pseudonyms.identifier(type, canonical(type, value));
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

  private String canonical(IdentifierType type, String value) {
    String name = settings.names().naming().canonical(type, value, Sender.by(Topic.CLICKSTREAM));
    if (name == null) {
      throw new CommandFailure(
          "\""
              + value
              + "\" names nobody as "
              + type.wireName()
              + ": the job passes it over, too.\nMaybe it is misspelled; docs/identity.md tells how"
              + " a name is read.");
    }
    return name;
  }

  private String typeNames() {
    return types.stream().map(IdentifierType::wireName).collect(Collectors.joining(", "));
  }
}
