package io.rtoto.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalPostgresTest {
  @TempDir private Path folder;

  @Test
  void startsOverATornPidFileAndIsStoppedByWhoeverFindsItLeft() throws IOException {
    Files.createFile(folder.resolve("postmaster.pid"));
    try (LocalPostgres server = LocalPostgres.start(folder)) {
      assertThat(server.jdbcUrl()).startsWith("jdbc:postgresql:");
      ProcessHandle left = LocalPostgres.serverIn(folder).orElseThrow();
      LocalPostgres.stopLeftIn(folder);
      assertThat(left.isAlive()).isFalse();
      assertThat(LocalPostgres.serverIn(folder)).isEmpty();
    }
  }

  @Test
  void isStoppedThoughSomebodyIsConnectedToIt() throws IOException, SQLException {
    try (LocalPostgres server = LocalPostgres.start(folder);
        Connection client = DriverManager.getConnection(server.jdbcUrl())) {
      LocalPostgres.stopLeftIn(folder);
      assertThat(client.isValid(1)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "postgres", "-1", "99999999999999999999"})
  void findsNoServerInAFileThatTellsNoProcess(String content) throws IOException {
    Files.writeString(folder.resolve("postmaster.pid"), content);
    assertThat(LocalPostgres.serverIn(folder)).isEmpty();
  }

  @Test
  void leavesAProcessAloneThatHasANumberOfOldButAnotherDirectory() throws IOException {
    // As PostgreSQL of somebody else looks to the system.
    Path program = folder.resolve("postgres");
    Files.copy(Path.of("/bin/sleep"), program);
    Process other = new ProcessBuilder(List.of(program.toString(), "60")).start();
    try {
      Files.writeString(folder.resolve("postmaster.pid"), other.pid() + "\n");
      LocalPostgres.stopLeftIn(folder);
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }
}
