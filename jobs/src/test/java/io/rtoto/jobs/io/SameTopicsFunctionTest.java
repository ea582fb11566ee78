package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watch over the topics, checkpoint by checkpoint, on a real broker. */
@ExtendWith(EngageRigExtension.class)
final class SameTopicsFunctionTest {
  private final EngageRig rig;
  private final OneInputStreamOperatorTestHarness<Received, Received> watch;
  private long checkpoints;

  SameTopicsFunctionTest(EngageRig rig) throws Exception {
    this.rig = rig;
    watch =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<>(new SameTopicsFunction(rig.bootstrapServers())));
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(1);
  }

  @AfterEach
  void close() throws Exception {
    watch.close();
  }

  @Test
  void b79WaitsWhileATopicIsMissingAndStopsOnceItIsAnother() throws Exception {
    watch.open();
    checkpointsPassWhile("the topics are there");

    rig.deleteTopics(List.of("catalog"));
    checkpointsPassWhile("a topic is missing");

    rig.createTopics();
    EngageRig.await(() -> stopsForGoodAtACheckpoint("Topic catalog was deleted and made again"));
  }

  @Test
  void saysAtTheStartWhichTopicsAreMissingAndMayBeStartedAgain() throws Exception {
    rig.deleteTopics(List.of("rules"));

    assertThatThrownBy(watch::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lacks one of the topics")
        .hasMessageContaining("rules")
        .satisfies(
            thrown ->
                assertThat(ExceptionUtils.findThrowable(thrown, SuppressRestartsException.class))
                    .isEmpty());
  }

  /** Three, each after the broker has had the time to answer what the one before asked. */
  private void checkpointsPassWhile(String when) throws Exception {
    for (int i = 0; i < 3; i++) {
      watch.snapshot(++checkpoints, checkpoints);
      try (SourceTopics another = new SourceTopics(rig.bootstrapServers())) {
        assertThat(another.ask().handle((answer, error) -> true).get(1, TimeUnit.MINUTES))
            .as(when)
            .isTrue();
      }
    }
  }

  private boolean stopsForGoodAtACheckpoint(String why) {
    Throwable stopped = catchThrowable(() -> watch.snapshot(++checkpoints, checkpoints));
    return stopped != null
        && ExceptionUtils.findThrowable(stopped, SuppressRestartsException.class).isPresent()
        && ExceptionUtils.findThrowableWithMessage(stopped, why).isPresent();
  }
}
