package io.rtoto.jobs.identity.protocol;

import static java.util.stream.Collectors.joining;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.util.Collection;

/** Identifiers with short names, for traces. */
final class Names {
  private Names() {}

  static Identifier user(int number) {
    return new Identifier(IdentifierType.USER_ID, "u" + number);
  }

  static Identifier email(int number) {
    return new Identifier(IdentifierType.EMAIL, "e" + number);
  }

  static Identifier phone(int number) {
    return new Identifier(IdentifierType.PHONE, "p" + number);
  }

  static Identifier device(int number) {
    return new Identifier(IdentifierType.DEVICE_ID, "d" + number);
  }

  static Identifier browser(int number) {
    return new Identifier(IdentifierType.ANONYMOUS_ID, "b" + number);
  }

  static String of(Collection<Identifier> ids) {
    return ids.stream().map(Identifier::hash).collect(joining(" ", "[", "]"));
  }
}
