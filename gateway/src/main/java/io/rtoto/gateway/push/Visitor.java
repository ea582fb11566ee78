package io.rtoto.gateway.push;

import io.rtoto.schemas.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is for, as its token tells. Nothing else does.
 *
 * @param tenant whose shop it is
 * @param sid the session
 * @param device the browser, unreadable
 * @param user whom a proof has named, unreadable; null when there was none
 * @param origin the origin of the page; empty when it was not told
 */
record Visitor(
    String tenant, String sid, Identifier device, @Nullable Identifier user, String origin) {

  /** The strongest identifier that is known for sure: of its customer are the offers. */
  Identifier strongest() {
    return user == null ? device : user;
  }
}
