package io.rtoto.gateway.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to write with.
 *
 * @param id what it is called; of a browser's key, all that is presented
 * @param kind who holds it
 * @param origins of a browser's key, the pages that may use it, such as {@code
 *     https://shop.example}, or {@code http://localhost:*} for any port
 * @param orders of a browser's key, whether it may tell of orders that were placed
 * @param secretHashes of a server's key, the SHA-256 of each secret that counts, in hexadecimal,
 *     newest first; at most two
 * @param created when it was made
 * @param retired from when on it does not count any more; null when it goes on
 */
public record WriteKey(
    String id,
    KeyKind kind,
    List<String> origins,
    boolean orders,
    List<String> secretHashes,
    Instant created,
    @Nullable Instant retired) {

  public WriteKey {
    origins = List.copyOf(origins);
    secretHashes = List.copyOf(secretHashes);
  }

  /** A browser's key. */
  public static WriteKey ofBrowser(
      String id, List<String> origins, boolean orders, Instant created) {
    return new WriteKey(id, KeyKind.BROWSER, origins, orders, List.of(), created, null);
  }

  /** A server's key. */
  public static WriteKey ofServer(String id, String secretHash, Instant created) {
    return new WriteKey(id, KeyKind.SERVER, List.of(), false, List.of(secretHash), created, null);
  }

  /** Whether what comes with it is a server's word. */
  public boolean isServer() {
    return kind == KeyKind.SERVER;
  }

  /**
   * Whether a page of that origin may use it.
   *
   * @param origin as the browser tells it; null when no page of another origin asks, which any
   *     program may claim: an origin keeps pages from each other's keys, and programs from nothing
   */
  public boolean allows(@Nullable String origin) {
    return origin == null
        || isServer()
        || origins.stream().anyMatch(listed -> Origins.matches(listed, origin));
  }

  /** Whether it counts at that time. */
  public boolean countsAt(Instant now) {
    return retired == null || now.isBefore(retired);
  }

  /** The same, which does not count from then on. */
  public WriteKey retiredFrom(Instant when) {
    return new WriteKey(id, kind, origins, orders, secretHashes, created, when);
  }

  /** The same with other secrets. */
  public WriteKey withSecretHashes(List<String> newSecretHashes) {
    return new WriteKey(id, kind, origins, orders, newSecretHashes, created, retired);
  }
}
