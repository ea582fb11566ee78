package io.rtoto.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what Flink or Kafka was asked, and turns a failure into a sentence. */
final class Answers {
  private Answers() {}

  static <T> T await(Future<T> answer, Duration atMost, String asked) throws IOException {
    return await(answer, atMost, "Flink", asked);
  }

  static <T> T await(Future<T> answer, Duration atMost, String who, String asked)
      throws IOException {
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(
          who + " did not " + asked + ": " + rootOf(e).getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(who + " did not " + asked + " within " + atMost + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while " + who + " was asked to " + asked + ".");
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
