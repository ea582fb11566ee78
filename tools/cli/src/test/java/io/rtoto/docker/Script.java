package io.rtoto.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of an image as a process of its own. */
final class Script {
  private static final int PATIENCE_SECONDS = 60;

  private final Path file;
  private final Map<String, String> environment = new LinkedHashMap<>();

  Script(Path file) {
    this.file = file;
  }

  /** The same, with that in its environment. */
  Script with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it; what it says goes to that file. */
  Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs it to its end. */
  Ending run(Path directory, String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process = start(output, arguments);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          file + " does not end. It said: " + Files.readString(output, StandardCharsets.UTF_8));
    }
    return new Ending(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  /**
   * How it ended.
   *
   * @param exitCode its exit code
   * @param said what it wrote, to both streams
   */
  record Ending(int exitCode, String said) {}
}
