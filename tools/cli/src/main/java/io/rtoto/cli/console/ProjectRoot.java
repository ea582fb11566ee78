package io.rtoto.cli.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder that RTOTO was cloned into. */
public final class ProjectRoot {
  private ProjectRoot() {}

  /** As the script tells it; else the folder at work or above it that has a rule library. */
  public static Path find() {
    String told = System.getProperty("rtoto.root");
    if (told != null) {
      return Path.of(told);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("rules/library"))) {
        return folder;
      }
    }
    throw new CommandFailure(
        "There is no rules/library in " + here + " or above it. Maybe start ./rtoto instead.");
  }

  /** Where {@code up} keeps everything, unless it is told another folder. */
  public static Path data() {
    return find().resolve("data").toAbsolutePath().normalize();
  }

  /**
   * A file that {@code up} keeps with its data, unless it is another one.
   *
   * @param told the one that an option names; null where none does
   * @param environment the variable that names another one otherwise
   * @param name its name in the folder of data
   */
  public static Path kept(@Nullable Path told, String environment, String name) {
    if (told != null) {
      return told;
    }
    String other = System.getenv(environment);
    return other == null || other.isBlank() ? data().resolve(name) : Path.of(other);
  }
}
