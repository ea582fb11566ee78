package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;
import java.io.Serializable;
import java.util.List;

/**
 * A kind of name that a shop has beside the built-in ones, such as a membership number.
 *
 * @param type its name and rank
 * @param fields the fields of traits and properties that tell it
 * @param externalIds the types of {@code context.externalIds} that tell it
 */
public record AddedType(IdentifierType type, List<String> fields, List<String> externalIds)
    implements Serializable {}
