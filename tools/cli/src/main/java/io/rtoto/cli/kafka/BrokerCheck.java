package io.rtoto.cli.kafka;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks for a broker before it is read or written: a client would wait for a minute first. */
public final class BrokerCheck {
  // A person waits.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private BrokerCheck() {}

  /**
   * Requires that the broker answers and has that topic.
   *
   * @param kafka hosts and ports
   * @throws CommandFailure when it does not, or not soon
   */
  public static void require(String kafka, Topic topic) {
    try (Topics topics = new Topics(kafka, PATIENCE)) {
      topics.written(topic);
    } catch (IOException e) {
      throw new CommandFailure(
          (e.getCause() instanceof TimeoutException
                  ? "Kafka at " + kafka + " has not answered within " + PATIENCE.toSeconds() + " s."
                  : e.getMessage())
              + "\nMaybe no ./rtoto up runs, or its --data is another: it prints where its broker"
              + " listens, for --kafka or RTOTO_KAFKA.",
          e);
    }
  }
}
