package io.rtoto.schemas;

/**
 * One of the names that a message gives its customer, as it was sent: readable, so it stays within
 * the step that hashes it.
 *
 * @param type what kind of name it is
 * @param value the value as sent, neither trimmed nor normalised
 */
public record Name(IdentifierType type, String value) {}
