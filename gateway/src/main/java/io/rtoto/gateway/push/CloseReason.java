package io.rtoto.gateway.push;

import java.util.Locale;

/** Why a stream is ended for good: what the page has to open anew, if at all, is a session. */
enum CloseReason {
  /** The visitor signed out. */
  SIGNED_OUT,
  /** Nothing is known of the customer any more. */
  ERASED,
  /** It was open for as long as a stream may be. */
  EXPIRED;

  /** The name in messages. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
