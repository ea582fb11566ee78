package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.deadletters.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway that took a call says of it, by the key that it came with.
 *
 * @param ofBrowser whether the key is a browser's, which everybody knows
 * @param proven whether what the call says of who is who is proven; null when it came by no gateway
 */
record GatewayMarks(boolean ofBrowser, @Nullable Boolean proven) {
  private static final String KEY_KIND = "keyKind";
  private static final String PROVEN = "proven";
  private static final String NOT_ALLOWED = "notAllowed";
  private static final String BROWSER = "browser";
  private static final List<String> KINDS = Arrays.asList(BROWSER, "server");

  /** Reads them; one that must not be applied is refused. */
  static GatewayMarks of(Fields call) throws Unsound {
    JsonNode kind = call.value(KEY_KIND);
    if (kind != null && !KINDS.contains(kind.textValue())) {
      throw call.unexpected(KEY_KIND, "browser or server", Fields.shown(kind));
    }
    JsonNode proven = call.value(PROVEN);
    if (proven != null && !proven.isBoolean()) {
      throw call.unexpected(PROVEN, "true or false", Fields.shown(proven));
    }
    JsonNode notAllowed = call.value(NOT_ALLOWED);
    if (notAllowed != null && !notAllowed.isBoolean()) {
      throw call.unexpected(NOT_ALLOWED, "true or false", Fields.shown(notAllowed));
    }
    if (notAllowed != null && notAllowed.booleanValue()) {
      throw new Unsound(
          Reason.NOT_ALLOWED,
          "/notAllowed: the key that this was written with may not say it. Maybe it takes a"
              + " server's key.");
    }
    return new GatewayMarks(
        kind != null && BROWSER.equals(kind.textValue()),
        proven == null ? null : proven.booleanValue());
  }

  /** Whether every name that the call gives counts. */
  boolean believeAll() {
    return proven == null || (proven && !ofBrowser);
  }

  /** Of the names that a call gives, those that count. */
  List<Name> believed(List<Name> names) {
    return believeAll() ? names : names.stream().filter(name -> believe(name.type())).toList();
  }

  /** A proof names a user and a browser: not the e-mail address that its page sends along. */
  private boolean believe(IdentifierType type) {
    return type.equals(IdentifierType.ANONYMOUS_ID)
        || (Boolean.TRUE.equals(proven) && type.equals(IdentifierType.USER_ID));
  }
}
