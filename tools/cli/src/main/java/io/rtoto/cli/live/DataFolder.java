package io.rtoto.cli.live;

import io.rtoto.cli.CommandFailure;
import io.rtoto.cli.lines.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where everything is kept between two starts; one process has it at a time. */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes a folder.
   *
   * @param fresh whether to throw away what it holds
   */
  static DataFolder take(Path folder, boolean fresh) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lockOf(channel) == null) {
      channel.close();
      throw new CommandFailure(
          "Another ./rtoto up is at work in "
              + folder
              + ". Stop that, or choose another folder: --data DIR.");
    }
    DataFolder taken = new DataFolder(folder, channel);
    if (fresh) {
      Folders.delete(taken.kafka());
      Folders.delete(taken.flink());
      Folders.delete(taken.postgres());
      Files.deleteIfExists(taken.pastTold());
    }
    return taken;
  }

  /** What the broker stores. */
  Path kafka() {
    return folder.resolve("kafka");
  }

  /** What Flink stores. */
  Path flink() {
    return folder.resolve("flink");
  }

  /** What PostgreSQL stores. */
  Path postgres() {
    return folder.resolve("postgres");
  }

  /** A file that is there once the demo shop has told its past. */
  Path pastTold() {
    return folder.resolve("demo-shop-past-told");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }
}
