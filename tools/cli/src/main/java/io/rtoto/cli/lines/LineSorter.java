package io.rtoto.cli.lines;

import com.google.code.externalsorting.ExternalSort;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more lines than fit into memory, on disk: by key, then by the line itself, so that the
 * order in which they were added does not matter. Keys and lines may hold any bytes.
 */
public final class LineSorter implements Closeable {
  /** Takes sorted lines. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the next line. */
    void accept(String key, byte[] line) throws IOException;
  }

  // One character a byte: text in an unknown encoding comes out as it went in.
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;
  private static final byte ESCAPE = 1;

  private final Path unsorted;
  private final Path sorted;
  private final Path directory;
  private @Nullable OutputStream out;

  /**
   * A sorter without lines.
   *
   * @param directory for its files; they go when it is closed
   * @param name different for each sorter of that directory
   */
  public LineSorter(Path directory, String name) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.unsorted = directory.resolve(name + ".unsorted");
    this.sorted = directory.resolve(name + ".sorted");
    this.out = new BufferedOutputStream(Files.newOutputStream(unsorted), 1 << 16);
  }

  /** Adds a line. */
  public void add(String key, byte[] line) throws IOException {
    OutputStream open = out;
    if (open == null) {
      throw new IllegalStateException("Lines were added after the sorting.");
    }
    escape(key.getBytes(StandardCharsets.UTF_8), open);
    open.write('\t');
    escape(line, open);
    open.write('\n');
  }

  /** Sorts what was added and gives it out; may be asked again. */
  public void forEach(Sink sink) throws IOException {
    sort();
    try (InputLines lines = InputLines.open(sorted)) {
      byte[] line = lines.next();
      while (line != null) {
        int tab = 0;
        while (line[tab] != '\t') {
          tab++;
        }
        sink.accept(
            new String(unescape(line, 0, tab), StandardCharsets.UTF_8),
            unescape(line, tab + 1, line.length));
        line = lines.next();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    Files.deleteIfExists(unsorted);
    Files.deleteIfExists(sorted);
  }

  private void sort() throws IOException {
    if (out == null) {
      return;
    }
    out.close();
    out = null;
    Comparator<String> byByte = Comparator.naturalOrder();
    List<File> parts =
        ExternalSort.sortInBatch(
            Files.newBufferedReader(unsorted, BYTES),
            Files.size(unsorted),
            byByte,
            ExternalSort.DEFAULTMAXTEMPFILES,
            // Not asked for, the library collects all garbage first, to see how much is free.
            Runtime.getRuntime().maxMemory() / 4,
            BYTES,
            directory.toFile(),
            false,
            0,
            false,
            true);
    ExternalSort.mergeSortedFiles(parts, sorted.toFile(), byByte, BYTES);
    Files.deleteIfExists(unsorted);
  }

  /** What ends a line or a key, or begins an escape, gets an escape. */
  private static void escape(byte[] bytes, OutputStream to) throws IOException {
    int written = 0;
    for (int place = 0; place < bytes.length; place++) {
      byte next = bytes[place];
      if (next == ESCAPE || next == '\t' || next == '\n' || next == '\r') {
        to.write(bytes, written, place - written);
        to.write(ESCAPE);
        to.write('0' + next);
        written = place + 1;
      }
    }
    to.write(bytes, written, bytes.length - written);
  }

  private static byte[] unescape(byte[] line, int from, int to) {
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int place = from; place < to; place++) {
      if (line[place] == ESCAPE) {
        place++;
        bytes[length++] = (byte) (line[place] - '0');
      } else {
        bytes[length++] = line[place];
      }
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
