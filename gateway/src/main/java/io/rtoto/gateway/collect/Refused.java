package io.rtoto.gateway.collect;

/**
 * A request that cannot be stored: the sender hears why.
 *
 * <p>It has no stack trace, since it tells of the request and not of our code.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param sentence why, for the sender
   */
  Refused(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The sentence for the sender. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
