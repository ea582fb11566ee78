package io.rtoto.gateway.push;

import java.time.Duration;

/**
 * A request that is refused: the page hears why.
 *
 * <p>It has no stack trace, since it tells of the request and not of our code.
 */
public final class NotAdmitted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int TOO_MANY = 429;
  private static final int NOT_NOW = 503;

  /** What is full empties by and by. */
  private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofSeconds(15);

  private final int status;
  private final Duration wait;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param sentence why, for the page's author
   */
  public NotAdmitted(int status, String sentence) {
    this(
        status,
        sentence,
        status == TOO_MANY || status == NOT_NOW ? UNTIL_THERE_IS_ROOM : Duration.ZERO);
  }

  private NotAdmitted(int status, String sentence, Duration wait) {
    super(sentence, null, false, false);
    this.status = status;
    this.wait = wait;
  }

  /**
   * A refusal of who asks too often.
   *
   * @param wait after how long it may be asked again
   */
  static NotAdmitted forNow(String sentence, Duration wait) {
    return new NotAdmitted(TOO_MANY, sentence, wait);
  }

  /** After how many seconds it may be asked again; zero when that would be of no use. */
  long waitSeconds() {
    return wait.isZero() ? 0 : wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  int status() {
    return status;
  }

  /** The sentence for the page's author. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
