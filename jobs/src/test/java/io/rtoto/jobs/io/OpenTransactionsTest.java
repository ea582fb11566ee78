package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.io.SourceTopics.Ends;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OpenTransactionsTest {
  private static final TopicPartition FIRST = new TopicPartition("chat", 0);
  private static final TopicPartition SECOND = new TopicPartition("chat", 1);
  private static final long TEN_SECONDS = 10_000;

  private final OpenTransactions transactions =
      new OpenTransactions(new UnregisteredMetricsGroup(), Set.of("chat", "orders"));
  private final Map<TopicPartition, Ends> ends = new HashMap<>();
  private long time;

  @Test
  void tellsForHowLongTheLastStableOffsetStandsStillWhileMessagesWait() {
    tenSecondsLater(FIRST, 100, 103);
    assertThat(transactions.milliseconds("chat")).isZero();

    tenSecondsLater(FIRST, 100, 103);
    tenSecondsLater(FIRST, 100, 150);

    assertThat(transactions.milliseconds("chat")).isEqualTo(2 * TEN_SECONDS);
    assertThat(transactions.milliseconds("orders")).isZero();
  }

  @Test
  void aBusyProducerThatHasSomeTransactionOpenAtEveryLookHoldsNothingUp() {
    for (int offset = 100; offset < 200; offset++) {
      tenSecondsLater(FIRST, offset, offset + 3);
      assertThat(transactions.milliseconds("chat")).isZero();
    }
  }

  @Test
  void aQuietTopicHoldsNothingUp() {
    tenSecondsLater(FIRST, 100, 100);
    tenSecondsLater(FIRST, 100, 100);

    assertThat(transactions.milliseconds("chat")).isZero();
  }

  @Test
  void countsAnewOnceTheLastStableOffsetMoves() {
    tenSecondsLater(FIRST, 100, 103);
    tenSecondsLater(FIRST, 100, 103);
    tenSecondsLater(FIRST, 103, 106);
    assertThat(transactions.milliseconds("chat")).isZero();

    tenSecondsLater(FIRST, 103, 106);

    assertThat(transactions.milliseconds("chat")).isEqualTo(TEN_SECONDS);
  }

  @Test
  void countsAnewAfterNothingWaited() {
    tenSecondsLater(FIRST, 100, 103);
    tenSecondsLater(FIRST, 100, 100);
    tenSecondsLater(FIRST, 100, 103);

    assertThat(transactions.milliseconds("chat")).isZero();
  }

  @Test
  void tellsOfATopicThePartitionThatIsHeldUpLongest() {
    tenSecondsLater(FIRST, 100, 103);
    tenSecondsLater(SECOND, 7, 9);
    tenSecondsLater(SECOND, 7, 9);

    assertThat(transactions.milliseconds("chat")).isEqualTo(2 * TEN_SECONDS);

    tenSecondsLater(FIRST, 103, 103);

    assertThat(transactions.milliseconds("chat")).isEqualTo(2 * TEN_SECONDS);
  }

  /** The other partition stays as it was. */
  private void tenSecondsLater(TopicPartition partition, long stable, long end) {
    time += TEN_SECONDS;
    ends.put(partition, new Ends(stable, end));
    transactions.update(time, ends);
  }
}
