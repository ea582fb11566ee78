package io.rtoto.gateway.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.schemas.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that session tokens are signed with: the newest, and the one before it, whose tokens are
 * still out. All gateways of a shop share one file of them. Once a week a new key takes the place
 * of the oldest; it signs after a minute, when the other gateways have read it.
 *
 * <p>Threads may share one.
 */
final class SessionKeys {
  private static final Duration NEW_KEY_EVERY = Duration.ofDays(7);
  private static final Duration KNOWN_EVERYWHERE_AFTER = Duration.ofMinutes(1);
  private static final int LIVE = 2;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Messages<Kept> FILE = Messages.of(Kept.class);

  /**
   * What the file holds.
   *
   * @param keys newest first
   */
  private record Kept(@Nullable List<SigningKey> keys) {}

  private final @Nullable Path file;
  private volatile List<SigningKey> keys = List.of();

  private SessionKeys(@Nullable Path file) {
    this.file = file;
  }

  /**
   * The keys in that file, which is made when it is missing.
   *
   * @param file null to keep them in memory
   * @throws IOException when it cannot be read or written, others may read it, or it holds no keys
   */
  static SessionKeys open(@Nullable Path file, Instant now) throws IOException {
    SessionKeys keys = new SessionKeys(file == null ? null : file.toAbsolutePath());
    keys.refresh(now);
    return keys;
  }

  /** The key to sign with. */
  SigningKey signing(Instant now) {
    List<SigningKey> all = keys;
    Instant known = now.minus(KNOWN_EVERYWHERE_AFTER);
    return all.stream()
        .filter(key -> !key.created().isAfter(known))
        .findFirst()
        .orElse(all.get(all.size() - 1));
  }

  /** The key of that id, if it is live. */
  Optional<SigningKey> named(@Nullable String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /**
   * Reads what another gateway has changed, and makes a new key when the newest is a week old. May
   * block.
   *
   * @throws IOException as {@link #open}
   */
  @SuppressWarnings("try") // the lock is held, and nothing is asked of it
  synchronized void refresh(Instant now) throws IOException {
    List<SigningKey> found = file == null ? keys : read(file);
    if (isFresh(found, now)) {
      keys = found;
      return;
    }
    if (file == null) {
      keys = renewed(found, now);
      return;
    }
    Files.createDirectories(file.getParent());
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    // A lock of a file is one process's: the gateways of one process wait for each other here.
    synchronized (SessionKeys.class) {
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock unused = channel.lock()) {
        List<SigningKey> latest = read(file);
        if (!isFresh(latest, now)) {
          latest = renewed(latest, now);
          write(latest, file);
        }
        keys = latest;
      }
    }
  }

  private static boolean isFresh(List<SigningKey> keys, Instant now) {
    return !keys.isEmpty() && now.isBefore(keys.get(0).created().plus(NEW_KEY_EVERY));
  }

  private static List<SigningKey> renewed(List<SigningKey> keys, Instant now) {
    SigningKey made = SigningKey.create(now);
    return keys.isEmpty() ? List.of(made) : List.of(made, keys.get(0));
  }

  private static List<SigningKey> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (isPosix(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          "The session keys in "
              + file
              + " can be read by others than their owner, who could then sign as the gateway does;"
              + " expected mode 0600. Maybe chmod 600 it.");
    }
    List<SigningKey> keys;
    try {
      keys = FILE.read(Files.readAllBytes(file)).keys();
    } catch (JsonProcessingException e) {
      throw unreadable(file, e);
    }
    if (keys == null
        || keys.isEmpty()
        || keys.size() > LIVE
        || !keys.stream().allMatch(SessionKeys::isSound)) {
      throw unreadable(file, null);
    }
    return List.copyOf(keys);
  }

  private static boolean isSound(@Nullable SigningKey key) {
    try {
      return key != null
          && key.secret() != null
          && key.id() != null
          && key.bytes().length == SigningKey.BYTES
          && !key.id().isEmpty()
          && key.created() != null;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static IOException unreadable(Path file, @Nullable Exception cause) {
    return new IOException(
        "The session keys in "
            + file
            + " cannot be read; expected one or two keys as the gateway writes them. Maybe delete it:"
            + " open sessions end, and pages open new ones.",
        cause);
  }

  private static void write(List<SigningKey> keys, Path file) throws IOException {
    Path whole =
        Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new", ownersOnly(file));
    try {
      Files.write(whole, FILE.write(new Kept(keys)));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
