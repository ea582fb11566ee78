package io.rtoto.schemas.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * What is ordered about who is who, by people or by engage itself. Key of its topic: the
 * identifier's hash.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IdentifierErased.class, name = "IdentifierErased"),
  @JsonSubTypes.Type(value = IdentifierBlocked.class, name = "IdentifierBlocked"),
  @JsonSubTypes.Type(value = IdentifierDoubted.class, name = "IdentifierDoubted"),
  @JsonSubTypes.Type(value = LinkCut.class, name = "LinkCut"),
  @JsonSubTypes.Type(value = LinkDoubted.class, name = "LinkDoubted")
})
public sealed interface IdentityCommand
    permits IdentifierErased, IdentifierBlocked, IdentifierDoubted, LinkCut, LinkDoubted {

  /** Which identifier it is about. */
  Identifier identifier();

  /** Who ordered it. */
  String author();

  /** For what reason; nothing that tells of whom. */
  String why();

  /** When it was ordered. */
  Instant at();
}
