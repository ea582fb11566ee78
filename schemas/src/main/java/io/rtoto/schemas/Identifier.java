package io.rtoto.schemas;

/**
 * One of the names that a customer goes by, unreadable: a keyed hash takes the place of its value.
 *
 * @param type what kind of name it is
 * @param hash keyed hash (HMAC-SHA-256, first 16 bytes, lower-case hex) of the normalised value
 */
public record Identifier(IdentifierType type, String hash) implements Comparable<Identifier> {
  /** Strongest first: by the rank of the type, then by hash. */
  @Override
  public int compareTo(Identifier other) {
    int byRank = type.compareTo(other.type);
    return byRank != 0 ? byRank : hash.compareTo(other.hash);
  }
}
