package io.rtoto.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code rtoto run} has written.
 *
 * @param folder where
 */
public record RunFolder(Path folder) {
  /** Takes lines. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the next line, in UTF-8. */
    void accept(byte[] line) throws IOException;
  }

  /**
   * One of its files.
   *
   * @throws CommandFailure when it is not there
   */
  public Path file(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "There is no "
              + file
              + ". Maybe --run is meant to be the folder that rtoto run --out named.");
    }
    return file;
  }

  /** Reads one of its files, line by line. */
  public void read(String name, Sink sink) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file(name))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sink.accept(line.getBytes(UTF_8));
      }
    }
  }
}
