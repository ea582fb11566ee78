package io.rtoto.gateway.push;

/**
 * A request that is refused: the page hears why.
 *
 * <p>It has no stack trace, since it tells of the request and not of our code.
 */
public final class NotAdmitted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param sentence why, for the page's author
   */
  public NotAdmitted(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The sentence for the page's author. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
