package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void hasOneOwnerAtATime() throws IOException {
    try (DataFolder owned = DataFolder.take(folder, false)) {
      assertThat(owned.kafka().getParent()).isEqualTo(folder);
      assertThatThrownBy(() -> DataFolder.take(folder, true))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("--data DIR");
    }
    DataFolder.take(folder, false).close();
  }

  @Test
  void stopsThePostgresqlThatAKilledStartLeftBeforeItThrowsItsFilesAway() throws IOException {
    Path postgres = Files.createDirectory(folder.resolve("postgres"));
    try (LocalPostgres left = LocalPostgres.start(postgres)) {
      assertThat(left.jdbcUrl()).isNotEmpty();
      ProcessHandle server = LocalPostgres.serverIn(postgres).orElseThrow();
      DataFolder.take(folder, true).close();
      assertThat(server.isAlive()).isFalse();
      assertThat(postgres).doesNotExist();
    }
  }

  @Test
  void goesWithTheSamePartsUntilItIsThrownAway() throws IOException {
    try (DataFolder data = DataFolder.take(folder, false)) {
      data.requireSame("one");
      data.requireSame("one");
      assertThatThrownBy(() -> data.requireSame("another"))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContainingAll("one", "another", "--data", "--fresh");
    }
    try (DataFolder data = DataFolder.take(folder, true)) {
      data.requireSame("another");
    }
  }
}
