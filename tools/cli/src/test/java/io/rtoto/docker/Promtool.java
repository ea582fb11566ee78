package io.rtoto.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus' own tool says of files. */
final class Promtool {
  private Promtool() {}

  /** Runs it in that directory to its end, with that as its input. */
  static Script.Ending run(Path directory, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    try (var toIt = process.outputWriter(UTF_8)) {
      toIt.write(input);
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Script.Ending(process.waitFor(), said);
  }
}
