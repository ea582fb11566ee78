package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadGroupsTest {
  private final ThreadGroups groups =
      new ThreadGroups(
          List.of(
              "Source: events -> Is it sound? (1/2)#0",
              "Source: rules (1/1)#0",
              "What now? -> decisions (2/2)#0"));

  @ParameterizedTest
  @CsvSource({
    "C2 CompilerThre, JIT compiler",
    "G1 Conc#0, GC",
    "GC Thread#1, GC",
    "VM Thread, JVM",
    "rocksdb:low1, RocksDB background",
    "kafka-producer-, Kafka producers",
    "Source Data Fet, Kafka fetchers",
    "some pool-1, other"
  })
  void knowsAThreadByTheBeginningOfItsName(String name, String group) {
    assertThat(groups.of(name)).isEqualTo(group);
  }

  @Test
  void namesATaskAfterItsOperatorsWithoutTheSubtask() {
    assertThat(groups.of("What now? -> d")).isEqualTo("other");
    assertThat(groups.of("What now? -> de")).isEqualTo("task What now? -> decisions");
  }

  @Test
  void tellsTwoSourcesApart() {
    assertThat(groups.of("Source: rules (")).isEqualTo("task Source: rules");
    assertThat(groups.of("Source: events ")).isEqualTo("task Source: events -> Is it sound?");
  }

  @Test
  void givesOneNameToTasksThatTheSystemCannotTellApart() {
    ThreadGroups alike =
        new ThreadGroups(
            List.of("Source: Read the rules (1/1)#0", "Source: Read the events -> x (1/2)#0"));
    assertThat(alike.of("Source: Read th")).isEqualTo("task Source: Read the ...");
  }

  @Test
  void givesOneNameToATaskThatBeginsAsAnotherIsCalled() {
    ThreadGroups alike =
        new ThreadGroups(
            List.of("Source: Read the rules (1/1)#0", "Source: Read the rules -> x (1/2)#0"));
    assertThat(alike.of("Source: Read th")).isEqualTo("task Source: Read the rules...");
  }
}
