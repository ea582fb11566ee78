package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * A request that cannot be stored: the sender hears why.
 *
 * <p>It has no stack trace, since it tells of the request and not of our code.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The status of a page that may not use its key. */
  static final int OF_ORIGIN = 403;

  /** The status of who sends too much. */
  private static final int TOO_MANY = 429;

  private final int status;
  private final Duration wait;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param sentence why, for the sender
   */
  Refused(int status, String sentence) {
    this(status, sentence, Duration.ZERO);
  }

  private Refused(int status, String sentence, Duration wait) {
    super(sentence, null, false, false);
    this.status = status;
    this.wait = wait;
  }

  /**
   * A refusal of who sends too much.
   *
   * @param wait after how long it may be sent again
   */
  static Refused forNow(String sentence, Duration wait) {
    return new Refused(TOO_MANY, sentence, wait);
  }

  /** After how many seconds it may be sent again; zero when that would be of no use. */
  long waitSeconds() {
    return wait.isZero() ? 0 : wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /** What the sender is answered. */
  static ObjectNode body(String sentence) {
    return JsonNodeFactory.instance.objectNode().put("success", false).put("message", sentence);
  }

  int status() {
    return status;
  }

  /** The sentence for the sender. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
