package io.rtoto.bench;

import io.rtoto.rules.authoring.OwnClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of this process's own Java and classes: what they cost can be told apart. */
final class OwnJava {
  private OwnJava() {}

  /**
   * One that can be started.
   *
   * @param heapMegabytes its heap, whole from the beginning
   * @param arguments further ones of Java, the main class, and what that is told
   */
  static ProcessBuilder with(int heapMegabytes, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseG1GC"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // A class path is longer than some systems let an argument be.
    builder.environment().put("CLASSPATH", OwnClassPath.inFull());
    return builder;
  }
}
