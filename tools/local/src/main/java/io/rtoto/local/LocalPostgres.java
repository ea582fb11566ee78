package io.rtoto.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL server as a child process, on the loopback address. What it stores outlives it:
 * a server started on the same directory has the same tables.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final String PID_FILE = "postmaster.pid";
  private static final int STOP_WITHIN_SECONDS = 20;

  private final EmbeddedPostgres server;

  private LocalPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory where it keeps its data; made when missing
   * @throws IOException when the directory cannot be written or the server does not start
   */
  public static LocalPostgres start(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    stopLeftIn(real);
    // PostgreSQL would not start over a file that it cannot read either.
    Files.deleteIfExists(real.resolve(PID_FILE));
    try {
      return new LocalPostgres(
          EmbeddedPostgres.builder().setDataDirectory(real).setCleanDataDirectory(false).start());
    } catch (IllegalStateException e) {
      throw new IOException("PostgreSQL does not start on " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Where JDBC finds it. */
  public String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /**
   * Stops the server that a killed process left behind on that directory, and waits until it is
   * gone: it would keep the directory for itself. Does nothing when there is none.
   *
   * @throws IOException when it does not stop
   */
  public static void stopLeftIn(Path directory) throws IOException {
    Optional<ProcessHandle> left = serverIn(directory);
    if (left.isPresent()) {
      tellToStop(left.get());
      try {
        left.get().onExit().get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException(
            "PostgreSQL (process "
                + left.get().pid()
                + ") still has "
                + directory
                + ". Maybe stop it.",
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while PostgreSQL stopped.");
      }
    }
  }

  /**
   * Tells the server that is at work in that directory, if there is one, to stop; does not wait
   * until it is gone.
   *
   * @throws IOException when it cannot be told
   */
  public static void tellToStop(Path directory) throws IOException {
    Optional<ProcessHandle> server = serverIn(directory);
    if (server.isPresent()) {
      tellToStop(server.get());
    }
  }

  /** By the signal that ends its clients' connections: by SIGTERM it would wait for each client. */
  private static void tellToStop(ProcessHandle server) throws IOException {
    // A shell has kill built in; as a program, not every system has it.
    new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start();
  }

  /**
   * The server that is at work in that directory, whoever started it: the process that the
   * directory tells of, when its arguments tell of the directory. Its number alone proves nothing:
   * the system gives the number of a dead process to another.
   *
   * @throws IOException when the directory cannot be read
   */
  public static Optional<ProcessHandle> serverIn(Path directory) throws IOException {
    Path pidFile = directory.resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String named = directory.toRealPath().toString();
    return pidIn(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(
            process ->
                process.info().arguments().map(Arrays::asList).orElse(List.of()).contains(named));
  }

  /** The first line; empty when it was never written to its end. */
  private static Optional<Long> pidIn(Path pidFile) throws IOException {
    return Files.readString(pidFile)
        .lines()
        .findFirst()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
