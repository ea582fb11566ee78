package io.rtoto.gateway.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All keys, as they are at one moment.
 *
 * @param tenant whose they are; what a proof must name
 * @param trustedTraits traits that only servers may tell
 * @param keys each of them, in the order of the file
 */
public record KeyRing(String tenant, Set<String> trustedTraits, List<WriteKey> keys) {
  /** The tenant of whoever names none. */
  public static final String DEFAULT_TENANT = "default";

  /** No keys yet. */
  public static final KeyRing EMPTY = new KeyRing(DEFAULT_TENANT, Set.of(), List.of());

  public KeyRing {
    trustedTraits = Set.copyOf(trustedTraits);
    keys = List.copyOf(keys);
  }

  /** The key of that id. */
  public Optional<WriteKey> named(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** The same with that key, in place of one by its id. */
  public KeyRing with(WriteKey key) {
    List<WriteKey> changed = new ArrayList<>(keys);
    int at = keys.stream().map(WriteKey::id).toList().indexOf(key.id());
    if (at < 0) {
      changed.add(key);
    } else {
      changed.set(at, key);
    }
    return new KeyRing(tenant, trustedTraits, changed);
  }

  /**
   * The key that somebody presents, if it counts.
   *
   * @param presented a browser's key by its id; a server's as {@code ID.SECRET}
   */
  Optional<WriteKey> find(String presented, Instant now) {
    Optional<WriteKey> ofBrowser =
        named(presented).filter(key -> !key.isServer() && key.countsAt(now));
    return ofBrowser.isPresent() ? ofBrowser : findServer(presented, now);
  }

  private Optional<WriteKey> findServer(String presented, Instant now) {
    int dot = presented.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String secret = presented.substring(dot + 1);
    return named(presented.substring(0, dot))
        .filter(WriteKey::isServer)
        .filter(key -> key.countsAt(now))
        .filter(key -> key.secretHashes().stream().anyMatch(hash -> Secrets.matches(hash, secret)));
  }
}
