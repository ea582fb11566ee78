package io.rtoto.gateway.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, as it was when somebody looked last; a file that became wrong meanwhile changes
 * nothing.
 *
 * <p>Threads may share one.
 *
 * @param <T> what it says
 */
public final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

  private final Path file;
  private final Function<String, T> reading;
  private final String what;
  private final String maker;
  private volatile T content;
  // Only of whoever looks.
  private @Nullable String seen;

  private WatchedFile(
      Path file, Function<String, T> reading, String what, String maker, String text, T content) {
    this.file = file;
    this.reading = reading;
    this.what = what;
    this.maker = maker;
    this.seen = text;
    this.content = content;
  }

  /**
   * A file that is there.
   *
   * @param reading reads its text; throws IllegalArgumentException with a sentence for each mistake
   * @param what it holds, such as {@code keys}
   * @param maker the command that makes it
   * @throws IOException when it cannot be read, or says what makes no sense
   */
  public static <T> WatchedFile<T> open(
      Path file, Function<String, T> reading, String what, String maker) throws IOException {
    String text = textOf(file, what, maker);
    try {
      return new WatchedFile<>(file, reading, what, maker, text, reading.apply(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The " + what + " in " + file + " make no sense:\n" + e.getMessage(), e);
    }
  }

  /** What it says. */
  public T content() {
    return content;
  }

  /**
   * Reads it again if it has changed. Blocks as long as the disk does.
   *
   * @return whether it says something else now
   */
  public synchronized boolean look() {
    boolean changed = false;
    String text;
    try {
      text = textOf(file, what, maker);
    } catch (IOException e) {
      text = null;
      if (seen != null) {
        LOG.error("{} The {} that were in it go on to count.", e.getMessage(), what);
      }
    }
    if (text != null && !text.equals(seen)) {
      try {
        content = reading.apply(text);
        changed = true;
        LOG.info("The {} in {} count now.", what, file);
      } catch (IllegalArgumentException e) {
        LOG.error(
            "The {} in {} make no sense; those that were in it before go on to count.\n{}",
            what,
            file,
            e.getMessage());
      }
    }
    seen = text;
    return changed;
  }

  private static String textOf(Path file, String what, String maker) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException(
          "The file of "
              + what
              + " "
              + file
              + " cannot be read: "
              + e
              + ". Maybe it is not there yet: "
              + maker
              + " makes it.",
          e);
    }
  }
}
