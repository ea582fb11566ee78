package io.rtoto.cli.live;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.keys.DemoKeys;
import io.rtoto.cli.lines.Folders;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.local.LocalPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where everything is kept between two starts; one process has it at a time. */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String PAST_TOLD = "-past-told";

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
      // What a killed start left is at work in what is thrown away.
      LocalPostgres.stopLeftIn(taken.postgres());
      Folders.delete(taken.kafka());
      Folders.delete(taken.flink());
      Folders.delete(taken.measureFlink());
      Folders.delete(taken.postgres());
      try (DirectoryStream<Path> told = Files.newDirectoryStream(folder, "demo-*" + PAST_TOLD)) {
        for (Path one : told) {
          Files.delete(one);
        }
      }
      Files.deleteIfExists(taken.remoteJob());
      Files.deleteIfExists(taken.parts());
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

  /** What Flink stores of the job measure. */
  Path measureFlink() {
    return folder.resolve("flink-measure");
  }

  /** What PostgreSQL stores. */
  Path postgres() {
    return folder.resolve("postgres");
  }

  /** A file that is there once the business that plays has told its past. */
  Path pastTold(String industry) {
    return folder.resolve("demo-" + industry + PAST_TOLD);
  }

  /** The key that signs its rules: thrown away never, for others may trust it. */
  Path rulesKey() {
    return folder.resolve(SigningKey.FILE);
  }

  /** The keys that its gateway signs sessions with. */
  Path sessionKeys() {
    return folder.resolve("session-keys.json");
  }

  /** The keys of those who may publish to its job: kept as long as its own. */
  Path trustedKeys() {
    return folder.resolve(TrustFile.FILE);
  }

  /** Those who may log in: thrown away never. */
  Path users() {
    return folder.resolve(UsersFile.NAME);
  }

  /** The keys that events are sent with: thrown away never, for pages and servers have them. */
  DemoKeys demoKeys() {
    return new DemoKeys(folder);
  }

  /** A file that tells what became of the job on a Flink cluster that ran already. */
  Path remoteJob() {
    return folder.resolve("job");
  }

  /**
   * Refuses another broker or another Flink than before: what Flink stores tells how far that
   * broker was read, and would pass over messages of another.
   *
   * @param parts the broker and the Flink that are at work, in words
   */
  void requireSame(String parts) throws IOException {
    if (!Files.exists(parts())) {
      Files.writeString(parts(), parts);
    }
    String before = Files.readString(parts());
    if (!before.equals(parts)) {
      throw new CommandFailure(
          folder
              + " goes with "
              + before
              + "; this is "
              + parts
              + ". Choose another folder (--data DIR), or throw this one away (--fresh).");
    }
  }

  private Path parts() {
    return folder.resolve("goes-with");
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
