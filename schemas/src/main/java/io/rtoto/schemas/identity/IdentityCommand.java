package io.rtoto.schemas.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rtoto.schemas.Identifier;

/** What people order about who is who. Key of its topic: the identifier's hash. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes(@JsonSubTypes.Type(value = IdentifierErased.class, name = "IdentifierErased"))
public sealed interface IdentityCommand permits IdentifierErased {

  /** Which identifier it is about. */
  Identifier identifier();
}
