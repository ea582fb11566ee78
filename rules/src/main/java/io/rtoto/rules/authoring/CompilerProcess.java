package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a bundle as {@link RuleCompiler} does, and by it, but in a process of its own, with little
 * memory, little processor time and nothing of our environment: what a library might do to its
 * compiler, it does to that.
 */
public final class CompilerProcess {
  /** What a library of the most rules needs is a fraction. */
  private static final Limits USUAL =
      new Limits(256, Duration.ofSeconds(60), Duration.ofMinutes(3));

  private static final int OUT_OF_MEMORY = 3;

  /** As shells tell that a process was ended by a signal. */
  private static final int BY_SIGNAL = 128;

  private static final int MOST_OF_AN_ERROR = 500;

  /** Whose bundle it is that nobody wants but for what is wrong with it. */
  private static final String CHECKED = "check";

  private final Limits limits;

  private CompilerProcess(Limits limits) {
    this.limits = limits;
  }

  /**
   * What it may take.
   *
   * @param megabytes of heap
   * @param processor of processor time, over all of its threads
   * @param wall until it is ended, however little it did
   */
  record Limits(int megabytes, Duration processor, Duration wall) {}

  /**
   * Checks and compiles the rules below a folder.
   *
   * @param library the folder
   * @param author who publishes them
   * @param parent the version that they replace; null for the first
   * @param publishedAt when
   * @throws RulesRefusedException when there is any problem, with all problems; also when the
   *     process took more than it may
   * @throws UncheckedIOException when the folder cannot be read, or no process be started
   */
  public static RuleBundle compile(
      Path library, String author, @Nullable String parent, Instant publishedAt) {
    return compile(RuleLibrary.rulesIn(library), author, parent, publishedAt);
  }

  /** The same, of files that are at hand. */
  public static RuleBundle compile(
      RuleLibrary library, String author, @Nullable String parent, Instant publishedAt) {
    CompilerMain.Answer answer =
        answer(new CompilerMain.Request(library.files(), author, parent, publishedAt), USUAL);
    if (answer.bundle() == null) {
      throw new RulesRefusedException(answer.findings());
    }
    return answer.bundle();
  }

  /**
   * Every problem of a library, as {@link RuleBookCheck} finds them.
   *
   * @return by file and line; empty when all is well. One of them tells where the process took more
   *     than it may
   * @throws UncheckedIOException when no process can be started
   */
  public static List<Finding> check(RuleLibrary library) {
    return answer(new CompilerMain.Request(library.files(), CHECKED, null, Instant.EPOCH), USUAL)
        .findings();
  }

  static CompilerMain.Answer answer(CompilerMain.Request request, Limits limits) {
    try {
      return new CompilerProcess(limits)
          .answer(Messages.of(CompilerMain.Request.class).write(request));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rules cannot be compiled in a process of their own (%s).".formatted(e), e);
    }
  }

  private CompilerMain.Answer answer(byte[] request) throws IOException {
    Path folder = Files.createTempDirectory("rtoto-rules");
    Path told = folder.resolve("told");
    Path errors = folder.resolve("errors");
    try {
      Process process = start(folder, ProcessBuilder.Redirect.to(told.toFile()), errors.toFile());
      try {
        try (OutputStream in = process.getOutputStream()) {
          in.write(request);
        } catch (IOException e) {
          // It ended before it had read all: how it ended tells why.
          if (process.isAlive()) {
            throw e;
          }
        }
        if (!process.waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS)) {
          return refused("longer than %d s".formatted(limits.wall().toSeconds()));
        }
        return answer(process.exitValue(), told, errors);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Compiling was interrupted.", e);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(told);
      Files.deleteIfExists(errors);
      Files.deleteIfExists(folder);
    }
  }

  private Process start(Path folder, ProcessBuilder.Redirect told, File errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -t \"$0\" && exec \"$@\"",
            Long.toString(limits.processor().toSeconds()),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + limits.megabytes() + "m",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+ExitOnOutOfMemoryError",
            // It lives for seconds: what better code would save, to make it would cost.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dfile.encoding=UTF-8",
            "-cp",
            OwnClassPath.inFull(),
            CompilerMain.class.getName());
    builder.environment().clear();
    return builder.directory(folder.toFile()).redirectOutput(told).redirectError(errors).start();
  }

  private CompilerMain.Answer answer(int status, Path told, Path errors) throws IOException {
    if (status == OUT_OF_MEMORY) {
      return refused("more than %d MB of memory".formatted(limits.megabytes()));
    }
    if (status > BY_SIGNAL) {
      return refused("more than %d s of processor time".formatted(limits.processor().toSeconds()));
    }
    if (status != 0) {
      throw new IOException(
          "The process ended with status %d: %s".formatted(status, beginningOf(errors)));
    }
    return Messages.of(CompilerMain.Answer.class).read(Files.readAllBytes(told));
  }

  private static String beginningOf(Path errors) throws IOException {
    try (InputStream in = Files.newInputStream(errors)) {
      return new String(in.readNBytes(MOST_OF_AN_ERROR), StandardCharsets.UTF_8).strip();
    }
  }

  private static CompilerMain.Answer refused(String taken) {
    return new CompilerMain.Answer(
        null,
        List.of(
            Finding.ofLibrary(
                "compile",
                "To compile the rules took " + taken + ", and was ended.",
                "Maybe a file holds far more than rules.")));
  }
}
