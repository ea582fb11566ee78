package io.rtoto.gateway.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may write now. It remembers the keys of a file as they were when it looked last; a file that
 * became wrong meanwhile changes nothing.
 *
 * <p>Threads may share one.
 */
public final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  private final @Nullable Path file;
  private final InstantSource clock;
  private volatile KeyRing ring;
  // Only of whoever looks.
  private @Nullable String seen;

  private Keys(@Nullable Path file, KeyRing ring, @Nullable String seen, InstantSource clock) {
    this.file = file;
    this.ring = ring;
    this.seen = seen;
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
    String text = textOf(file);
    try {
      return new Keys(file, KeysFile.read(text), text, clock);
    } catch (IllegalArgumentException e) {
      throw new IOException("The keys in " + file + " make no sense:\n" + e.getMessage(), e);
    }
  }

  /** Those keys, for ever. */
  public static Keys of(KeyRing ring, InstantSource clock) {
    return new Keys(null, ring, null, clock);
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
  public synchronized boolean look() {
    if (file == null) {
      return false;
    }
    boolean changed = false;
    String text;
    try {
      text = textOf(file);
    } catch (IOException e) {
      text = null;
      if (seen != null) {
        LOG.error("{} The keys that were in it go on to count.", e.getMessage());
      }
    }
    if (text != null && !text.equals(seen)) {
      try {
        ring = KeysFile.read(text);
        changed = true;
        LOG.info("The keys in {} count now: {} of them.", file, ring.keys().size());
      } catch (IllegalArgumentException e) {
        LOG.error(
            "The keys in {} make no sense; those that were in it before go on to count.\n{}",
            file,
            e.getMessage());
      }
    }
    seen = text;
    return changed;
  }

  /**
   * The key that somebody presents.
   *
   * @param presented a browser's key by its id; a server's as {@code ID.SECRET}
   * @return empty when there is none, or it does not count any more
   */
  public Optional<WriteKey> find(String presented) {
    return ring.find(presented, clock.instant());
  }

  /** Whether a page of that origin may use some browser's key: all that a preflight can ask. */
  public boolean allowsOrigin(String origin) {
    Instant now = clock.instant();
    return ring.keys().stream()
        .anyMatch(key -> !key.isServer() && key.countsAt(now) && key.allows(origin));
  }

  /** The keys as they are now. */
  public KeyRing ring() {
    return ring;
  }

  private static String textOf(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException(
          "The file of keys "
              + file
              + " cannot be read: "
              + e
              + ". Maybe it is not there yet: rtoto keys create makes it.",
          e);
    }
  }
}
