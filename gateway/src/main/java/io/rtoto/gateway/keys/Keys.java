package io.rtoto.gateway.keys;

import io.rtoto.gateway.files.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who may write now. It remembers the keys of a file as they were when it looked last; a file that
 * became wrong meanwhile changes nothing.
 *
 * <p>Threads may share one.
 */
public final class Keys {
  private final Supplier<KeyRing> ring;
  private final BooleanSupplier look;
  private final InstantSource clock;

  private Keys(Supplier<KeyRing> ring, BooleanSupplier look, InstantSource clock) {
    this.ring = ring;
    this.look = look;
    this.clock = clock;
  }

  /**
   * The keys of a file.
   *
   * @param clock says which of them are retired
   * @throws IOException when it cannot be read, or says what makes no sense; with a sentence for
   *     each mistake
   */
  public static Keys in(Path file, InstantSource clock) throws IOException {
    WatchedFile<KeyRing> watched =
        WatchedFile.open(file, KeysFile::read, "keys", "rtoto keys create");
    return new Keys(watched::content, watched::look, clock);
  }

  /** Those keys, for ever. */
  public static Keys of(KeyRing ring, InstantSource clock) {
    return new Keys(() -> ring, () -> false, clock);
  }

  /**
   * Keys of browsers, for ever, that pages of any origin may use: to try things out. What takes a
   * server's key they may not do.
   */
  public static Keys ofBrowsers(List<String> ids, InstantSource clock) {
    return of(
        new KeyRing(
            KeyRing.DEFAULT_TENANT,
            KeyRing.EMPTY.trustedTraits(),
            ids.stream()
                .map(id -> WriteKey.ofBrowser(id, List.of(Origins.ANY), false, Instant.EPOCH))
                .toList()),
        clock);
  }

  /**
   * Reads the file again if it has changed. Blocks as long as the disk does; one thread at a time.
   *
   * @return whether other keys count now
   */
  public boolean look() {
    return look.getAsBoolean();
  }

  /**
   * The key that somebody presents.
   *
   * @param presented a browser's key by its id; a server's as {@code ID.SECRET}
   * @return empty when there is none, or it does not count any more
   */
  public Optional<WriteKey> find(String presented) {
    return ring().find(presented, clock.instant());
  }

  /** Whether a page of that origin may use some browser's key: all that a preflight can ask. */
  public boolean allowsOrigin(String origin) {
    Instant now = clock.instant();
    return ring().keys().stream()
        .anyMatch(key -> !key.isServer() && key.countsAt(now) && key.allows(origin));
  }

  /** The keys as they are now. */
  public KeyRing ring() {
    return ring.get();
  }
}
