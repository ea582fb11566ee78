package io.rtoto.rules.authoring;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where this process has its classes from, for another that is to have the same. */
public final class OwnClassPath {
  private OwnClassPath() {}

  /** Each place in full, for the other may run in another folder. */
  public static String inFull() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
