package io.rtoto.gateway.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/**
 * A small file that several commands change, one after the other, while others read it.
 *
 * @param path where it is
 * @param rights who may read and write it, such as {@code rw-r--r--}
 */
public record SharedFile(Path path, String rights) {
  /** The rights of what nobody but its owner may read. */
  public static final String OWNERS_ONLY = "rw-------";

  /** Reads what is there now, and says what takes its place. */
  @FunctionalInterface
  public interface Reading<T> {
    /** What is there now; the file may be missing. */
    T read() throws IOException;
  }

  /**
   * Changes it: what one takes out is not written back by another who read before. Whoever reads
   * meanwhile finds the old or the new.
   *
   * @return what is in it now
   */
  @SuppressWarnings("try") // the lock is held, and nothing is asked of it
  public <T> T change(Reading<T> reading, UnaryOperator<T> how, Writing<T> writing)
      throws IOException {
    Path whole = path.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Path lock = whole.resolveSibling(whole.getFileName() + ".lock");
    // A lock of a file is one process's: its threads wait for each other here.
    synchronized (SharedFile.class) {
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock unused = channel.lock()) {
        T changed = how.apply(reading.read());
        replace(writing.written(changed));
        return changed;
      }
    }
  }

  /** Tells what is to be written. */
  @FunctionalInterface
  public interface Writing<T> {
    /** The whole file. */
    byte[] written(T content);
  }

  /** Puts that text in place of what is there. */
  public void replace(String text) throws IOException {
    replace(text.getBytes(StandardCharsets.UTF_8));
  }

  private void replace(byte[] content) throws IOException {
    Path whole = path.toAbsolutePath();
    Path made =
        Files.createTempFile(whole.getParent(), whole.getFileName() + ".", ".new", attributes());
    try {
      Files.write(made, content);
      Files.move(made, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private FileAttribute<?>[] attributes() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
