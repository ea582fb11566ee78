package io.rtoto.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real PostgreSQL server as a child process, on the loopback address. What it stores outlives it:
 * a server started on the same directory has the same tables.
 */
public final class LocalPostgres implements AutoCloseable {
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
}
