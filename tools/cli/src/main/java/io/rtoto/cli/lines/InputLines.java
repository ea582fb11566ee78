package io.rtoto.cli.lines;

import io.rtoto.cli.console.CommandFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, as bytes: what is not text must reach the engine as it is. A file that
 * begins as gzip does is unpacked, whatever its name.
 */
public final class InputLines implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Looked through whole: to ask the stream for each byte would cost more than all that follows.
   */
  private final byte[] buffer = new byte[BUFFER];

  private int place;
  private int filled;
  private long lines;

  private InputLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read
   * @throws CommandFailure when it is packed, and damaged
   */
  public static InputLines open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new InputLines(file, packed ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw damaged(file, 1, e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The next line without its line break; null at the end.
   *
   * @throws IOException when the file cannot be read
   * @throws CommandFailure when it is packed, and damaged
   */
  public byte @Nullable [] next() throws IOException {
    lines++;
    try {
      return read();
    } catch (EOFException | ZipException e) {
      throw damaged(file, lines, e);
    }
  }

  /** Whether a line holds nothing but white space. */
  public static boolean isBlank(byte[] line) {
    // One character a byte: what is no text is not blank either.
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }

  private byte @Nullable [] read() throws IOException {
    line.reset();
    boolean begun = false;
    while (place < filled || fill()) {
      begun = true;
      int end = place;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, place, end - place);
      place = end + 1;
      if (end < filled) {
        return withoutCarriageReturn(line.toByteArray());
      }
    }
    return begun ? withoutCarriageReturn(line.toByteArray()) : null;
  }

  private boolean fill() throws IOException {
    place = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private static byte[] withoutCarriageReturn(byte[] bytes) {
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  private static CommandFailure damaged(Path file, long line, IOException why) {
    return new CommandFailure(
        file
            + " is packed with gzip and cannot be unpacked beyond line "
            + line
            + ": "
            + why.getMessage()
            + ". Maybe it was not copied to its end: gzip -t tells; copy it again.",
        why);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
