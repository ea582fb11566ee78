package io.rtoto.browser;

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
public final class NodeSdk implements AutoCloseable {
  private static final Path MODULE = Path.of(System.getProperty("rtoto.root"), "tools/browser");
  private static final Path SOURCES = MODULE.resolve("src/main/node");
  private static final Path INSTALLED = MODULE.resolve("target/node");
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
  public static boolean isToBeTried() {
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
   * Starts one; the SDKs are installed by npm, as the lock file says, when they are not yet.
   *
   * @param sdk {@code segment}, {@code rudderstack} or {@code jitsu}
   * @param gateway its address
   * @param writeKey a server's
   */
  public static NodeSdk start(String sdk, String gateway, String writeKey) throws IOException {
    return new NodeSdk(
        new ProcessBuilder("node", "send.mjs", sdk, gateway, writeKey)
            .directory(install().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Whether nothing is wrong with an OpenAPI document; what is, is printed. */
  public static boolean lints(Path document) throws IOException {
    return run(install(), List.of("node", "lint.mjs", document.toAbsolutePath().toString()), 60)
        == 0;
  }

  /**
   * Lets it tell that products were looked at, and waits for nothing. A product is called {@code
   * node-<sdk>-<number>}.
   *
   * @param from the first number
   * @param to the number after the last
   */
  public void send(int from, int to) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(from + " " + to + "\n").flush();
  }

  /**
   * Waits until it holds all of that as sent: delivered, or given up.
   *
   * @param to as it was told to {@link #send}
   */
  public void awaitSent(int to) throws IOException {
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.equals("sent " + to)) {
        return;
      }
    }
    throw new IOException("The SDK ended before it had sent all up to " + to + ".");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Installs what the lock file says, unless it is there. */
  public static Path install() throws IOException {
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
