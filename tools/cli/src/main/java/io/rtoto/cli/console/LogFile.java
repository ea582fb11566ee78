package io.rtoto.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the log goes: people read sentences in the terminal, and everything else in this file. Set
 * it before the first logger is made, for the log's own settings look it up then.
 */
public final class LogFile {
  private static final String PROPERTY = "rtoto.log";

  private LogFile() {}

  /** Sends the log into that directory, which is made when missing; told otherwise, it stays. */
  public static void in(Path directory) throws IOException {
    if (System.getProperty(PROPERTY) == null) {
      Files.createDirectories(directory);
      System.setProperty(PROPERTY, directory.resolve("rtoto.log").toAbsolutePath().toString());
    }
  }

  /** Where it is. */
  public static Path path() {
    String set = System.getProperty(PROPERTY);
    return set == null ? Path.of(System.getProperty("java.io.tmpdir"), "rtoto.log") : Path.of(set);
  }
}
