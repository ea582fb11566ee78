package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
