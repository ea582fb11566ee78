package io.rtoto.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL server as a child process, on the loopback address. What it stores outlives it:
 * a server started on the same directory has the same tables.
 */
public final class LocalPostgres implements AutoCloseable {
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
    Path absolute = directory.toAbsolutePath();
    Files.createDirectories(absolute);
    stopWhatWasLeft(absolute);
    return new LocalPostgres(
        EmbeddedPostgres.builder().setDataDirectory(absolute).setCleanDataDirectory(false).start());
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
   * A process that is killed leaves its server behind, which would keep the directory for itself.
   */
  private static void stopWhatWasLeft(Path directory) throws IOException {
    Path pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    Optional<ProcessHandle> left =
        ProcessHandle.of(pid)
            .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    if (left.isPresent()) {
      left.get().destroy();
      try {
        left.get().onExit().get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException(
            "PostgreSQL (process " + pid + ") still has " + directory + ". Maybe stop it.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while PostgreSQL stopped.");
      }
    }
  }
}
