package io.rtoto.cli.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the broker, and turns a failure into a sentence. */
final class Answers {
  private static final int SECONDS = 60;

  private Answers() {}

  static <T> T await(Future<T> answer, String asked) throws IOException {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("Kafka did not " + asked + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Kafka did not " + asked + " within " + SECONDS + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while Kafka was asked to " + asked + ".");
    }
  }
}
