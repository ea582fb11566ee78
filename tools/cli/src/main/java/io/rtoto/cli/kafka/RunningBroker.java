package io.rtoto.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Tells other commands, in a file of its folder, where the broker of an {@code up} is, as long as
 * that is at work: it holds a lock on the file. A number of its process would be another's one day.
 */
public final class RunningBroker implements AutoCloseable {
  private static final String FILE = "broker";

  // Behind whatever is written: where a lock keeps readers out, it keeps them from nothing.
  private static final long HELD = Long.MAX_VALUE - 1;

  private final FileChannel held;

  private RunningBroker(FileChannel held) {
    this.held = held;
  }

  /**
   * Tells of a broker, until it is closed.
   *
   * @param folder of an {@code up}; one has it at a time
   * @param address hosts and ports of the broker
   */
  public static RunningBroker tell(Path folder, String address) throws IOException {
    Path file = folder.resolve(FILE);
    // Before it is locked: whoever finds it locked may read it.
    Files.writeString(file, address);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      // Waits, for somebody may be looking whether it is held.
      FileLock unused = channel.lock(HELD, 1, false);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new RunningBroker(channel);
  }

  /** Hosts and ports of the broker of the {@code up} that is at work in that folder. */
  public static Optional<String> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return isHeld(channel) ? Optional.of(Files.readString(file, UTF_8)) : Optional.empty();
    }
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try (FileLock free = channel.tryLock(HELD, 1, true)) {
      return free == null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
