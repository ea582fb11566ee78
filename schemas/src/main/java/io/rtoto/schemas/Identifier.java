package io.rtoto.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One of the names that a customer goes by, unreadable: a keyed hash takes the place of its value.
 * It is flat because every event and every memory holds some.
 *
 * @param rank how strong the type is: the lower, the stronger
 * @param typeName what kind of name it is, as in messages
 * @param hash keyed hash (HMAC-SHA-256, first 16 bytes, lower-case hex) of the normalised value
 */
public record Identifier(int rank, String typeName, String hash) implements Comparable<Identifier> {

  /** An identifier of that type. */
  public Identifier(IdentifierType type, String hash) {
    this(type.rank(), type.wireName(), hash);
  }

  /** What kind of name it is. */
  public IdentifierType type() {
    return new IdentifierType(typeName, rank);
  }

  /** The same, to be held by the million: the name of its type is there once for all of them. */
  public Identifier toBeKept() {
    return new Identifier(rank, typeName.intern(), hash);
  }

  /** Whether it is a name of that kind. */
  public boolean isOf(IdentifierType type) {
    return typeName.equals(type.wireName());
  }

  /** Type and hash, such as {@code email:0f1e}: the key of topics and of state. */
  public String key() {
    return typeName + ":" + hash;
  }

  /** Strongest first: by rank, then by the type's name, then by hash. */
  @Override
  public int compareTo(Identifier other) {
    if (rank != other.rank) {
      return Integer.compare(rank, other.rank);
    }
    int byType = typeName.compareTo(other.typeName);
    return byType != 0 ? byType : hash.compareTo(other.hash);
  }

  /** As in messages; the rank only where the name does not tell it. */
  private record Wire(@Nullable String type, @Nullable String hash, @Nullable Integer rank) {}

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Identifier of(Wire wire) {
    String type = wire.type;
    String hash = wire.hash;
    if (type == null || hash == null) {
      throw new IllegalArgumentException("An identifier has no type or no hash; expected both.");
    }
    Integer rank = wire.rank == null ? rankOf(type) : wire.rank;
    if (rank == null) {
      throw new IllegalArgumentException(
          "The identifier's type " + type + " is not built in; expected its rank, too.");
    }
    return new Identifier(rank, type, hash);
  }

  @JsonValue
  Wire wire() {
    Integer builtIn = rankOf(typeName);
    return new Wire(typeName, hash, builtIn != null && builtIn == rank ? null : rank);
  }

  private static @Nullable Integer rankOf(String typeName) {
    return IdentifierType.builtIn(typeName).map(IdentifierType::rank).orElse(null);
  }
}
