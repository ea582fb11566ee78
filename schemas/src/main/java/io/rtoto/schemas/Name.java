package io.rtoto.schemas;

/**
 * One of the names that a message gives its customer: readable, so it stays within the step that
 * hashes it.
 *
 * @param type what kind of name it is
 * @param value the name in its canonical form; or its hash
 * @param isHashed whether it is the hash that is told: RTOTO itself knows nobody's name
 */
public record Name(IdentifierType type, String value, boolean isHashed) {

  /** A name as a sender tells it. */
  public Name(IdentifierType type, String value) {
    this(type, value, false);
  }
}
