package io.rtoto.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningBrokerTest {
  private static final String ADDRESS = "localhost:40123";

  @TempDir private Path folder;

  @Test
  void isFoundAsLongAsItIsTold() throws IOException {
    try (RunningBroker told = RunningBroker.tell(folder, ADDRESS)) {
      assertThat(told).isNotNull();
      assertThat(RunningBroker.in(folder)).contains(ADDRESS);
      // To look ends nothing.
      assertThat(RunningBroker.in(folder)).contains(ADDRESS);
    }
    assertThat(RunningBroker.in(folder)).isEmpty();
  }

  @Test
  void isNotFoundWhereAnUpWasKilled() throws IOException {
    Files.writeString(folder.resolve("broker"), ADDRESS);
    assertThat(RunningBroker.in(folder)).isEmpty();
  }

  @Test
  void isNotFoundWhereThereIsNoFolder() throws IOException {
    assertThat(RunningBroker.in(folder.resolve("data"))).isEmpty();
  }

  @Test
  void isToldAnewByTheNextUp() throws IOException {
    RunningBroker.tell(folder, "localhost:40123456").close();
    try (RunningBroker told = RunningBroker.tell(folder, ADDRESS)) {
      assertThat(told).isNotNull();
      assertThat(RunningBroker.in(folder)).contains(ADDRESS);
    }
  }

  @Test
  void isAskedWhereTheEnvironmentNamesNoOther() throws IOException {
    try (RunningBroker told = RunningBroker.tell(folder, ADDRESS)) {
      assertThat(told).isNotNull();
      assertThat(BrokerOption.found(null, folder)).isEqualTo(ADDRESS);
      assertThat(BrokerOption.found("", folder)).isEqualTo(ADDRESS);
      assertThat(BrokerOption.found("broker:9092", folder)).isEqualTo("broker:9092");
    }
    assertThat(BrokerOption.found(null, folder)).isEqualTo("localhost:9092");
  }
}
