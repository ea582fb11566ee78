package io.rtoto.cli.lines;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes lines to a file; packs them when its name ends in {@code .gz}. */
public final class LineWriter implements Closeable {
  private final OutputStream out;

  /** Opens the file anew, and makes the directories on the way to it. */
  public LineWriter(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    OutputStream raw = Files.newOutputStream(file);
    out =
        new BufferedOutputStream(
            file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw, 1 << 16);
  }

  /** Writes one line. */
  public void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
