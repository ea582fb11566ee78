package io.rtoto.schemas.rulebundles;

import io.rtoto.schemas.Sha256;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that rules may be signed by, and when that counts.
 *
 * @param name whose it is; a person's old key and new one have the same name
 * @param key the public key, as {@link RuleKeys#written}
 * @param from what is dated before that does not count; null where the date is no matter
 * @param until what is dated then or later does not count, for the key is out of use; null while it
 *     is in use
 * @param revoked since when nothing counts that it ever signed, whatever its date, for another may
 *     have it; null while it is its owner's alone
 * @param why why it was revoked; null while it is not
 */
public record TrustedKey(
    String name,
    String key,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Instant revoked,
    @Nullable String why) {
  private static final int ID_DIGITS = 8;

  /** A key of whose owner no more is known, and that always counts. */
  public static TrustedKey of(String key) {
    return new TrustedKey(idOf(key), key, null, null, null, null);
  }

  /** Whether it is known whose it is. */
  boolean isNamed() {
    return !name.equals(id());
  }

  /** How a key is called: the first 8 hex digits of the SHA-256 of how it is written. */
  public static String idOf(String key) {
    return HexFormat.of().formatHex(Sha256.of(key)).substring(0, ID_DIGITS);
  }

  /** How this one is called. */
  public String id() {
    return idOf(key);
  }

  /**
   * Why what it signed does not count.
   *
   * @param dated the date of what it signed, as it says itself: who has the key can set it back, so
   *     that a key which another has must be revoked
   * @return as what is said of a key; empty when it counts
   */
  Optional<String> objectionTo(Instant dated) {
    if (revoked != null) {
      return Optional.of(
          "was revoked on %s%s".formatted(revoked, why == null || why.isEmpty() ? "" : ": " + why));
    }
    if (from != null && dated.isBefore(from)) {
      return Optional.of("counts from %s on, and they are of %s".formatted(from, dated));
    }
    return until == null || dated.isBefore(until)
        ? Optional.empty()
        : Optional.of("is out of use since %s, and they are of %s".formatted(until, dated));
  }

  /** The same, which counts for nothing that is dated then or later. */
  public TrustedKey retired(Instant end) {
    return new TrustedKey(name, key, from, end, revoked, why);
  }

  /** The same, which counts for nothing any more. */
  public TrustedKey revoked(Instant since, String reason) {
    return new TrustedKey(name, key, from, until, since, reason);
  }
}
