package io.rtoto.schemas;

/**
 * One of the names that a message gives its customer: readable, so it stays within the step that
 * hashes it.
 *
 * @param type what kind of name it is
 * @param value the name in its canonical form
 */
public record Name(IdentifierType type, String value) {}
