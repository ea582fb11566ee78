package io.rtoto.cli.bounded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public data sets, which are not part of the project. */
public final class PublicData {
  private PublicData() {}

  /** A file of theirs; the test is skipped where it is missing. */
  public static Path file(String name) {
    String told = System.getenv("RTOTO_DATA");
    Path folder =
        told == null
            ? Path.of(System.getProperty("rtoto.root"), "..", "shared", "data")
            : Path.of(told);
    Path file = folder.resolve(name);
    assumeTrue(Files.exists(file), "The public data sets are not here: " + file);
    return file;
  }
}
