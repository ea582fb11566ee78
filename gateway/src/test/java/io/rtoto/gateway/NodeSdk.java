package io.rtoto.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An SDK for Node.js in a process of its own, which sends events by {@code send.mjs}. */
final class NodeSdk implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/test-node");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "send.mjs", "page.html", "page.mjs", "lint.mjs");

  private final Process process;
  private final BufferedReader told;

  private NodeSdk(Process process) {
    this.process = process;
    this.told = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Whether it can be tried: not where there is no Node.js, unless everything is to be tried
   * ({@code CI}), where that is a failure.
   */
  static boolean isToBeTried() {
    if (System.getenv("CI") != null) {
      return true;
    }
    try {
      return run(Path.of("."), List.of("node", "--version"), 20) == 0;
    } catch (IOException notFound) {
      return false;
    }
  }

  /**
   * Begins to send; the SDKs are installed by npm, as the lock file says, when they are not yet.
   */
  static NodeSdk sending(String sdk, int port, int events) throws IOException {
    Path installed = install();
    return new NodeSdk(
        new ProcessBuilder(
                "node", "send.mjs", sdk, "http://127.0.0.1:" + port, Integer.toString(events))
            .directory(installed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Whether nothing is wrong with an OpenAPI document; what is, is printed. */
  static boolean lints(Path document) throws IOException {
    return run(install(), List.of("node", "lint.mjs", document.toAbsolutePath().toString()), 60)
        == 0;
  }

  /** Waits until it says so. */
  void awaitWord(String word) throws IOException {
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.equals(word)) {
        return;
      }
    }
    throw new IOException("The SDK ended before it said \"" + word + "\".");
  }

  /** Lets it send the rest. */
  void goOn() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Installs what the lock file says, unless it is there. */
  static Path install() throws IOException {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("node_modules/.installed-by");
    String wanted = Files.readString(SOURCES.resolve("package-lock.json"));
    for (String file : FILES) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(lock) && Files.readString(lock).equals(wanted)) {
      return INSTALLED;
    }
    int exitCode =
        run(INSTALLED, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), 300);
    if (exitCode != 0) {
      throw new IOException(
          "npm ci ended with " + exitCode + " in " + INSTALLED.toAbsolutePath() + ".");
    }
    Files.writeString(lock, wanted);
    return INSTALLED;
  }

  private static int run(Path directory, List<String> command, int seconds) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + seconds + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted during " + command + ".", e));
    }
    return process.exitValue();
  }
}
