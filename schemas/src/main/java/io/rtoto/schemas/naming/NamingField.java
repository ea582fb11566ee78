package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;

/**
 * A field of traits or properties that names the customer.
 *
 * @param field the field
 * @param type the type of the name
 */
public record NamingField(String field, IdentifierType type) {}
