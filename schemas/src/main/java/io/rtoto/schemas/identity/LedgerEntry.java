package io.rtoto.schemas.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * Why is somebody who they are? An entry of the ledger of identities, which is only ever added to.
 * Key of its topic: type and hash of {@link #identifier}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinkShown.class, name = "LinkShown"),
  @JsonSubTypes.Type(value = IdentifierMoved.class, name = "IdentifierMoved"),
  @JsonSubTypes.Type(value = OrderObeyed.class, name = "OrderObeyed")
})
public sealed interface LedgerEntry permits LinkShown, IdentifierMoved, OrderObeyed {

  /** Which identifier it is about. */
  Identifier identifier();

  /** When it came to be: of a link by event time, else by the clock. */
  Instant at();
}
