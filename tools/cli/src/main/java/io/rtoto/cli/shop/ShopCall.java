package io.rtoto.cli.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a browser or the shop's server sends.
 *
 * @param at when
 * @param json the call, as the Segment spec says
 */
public record ShopCall(Instant at, ObjectNode json) {
  /** The sender's id of the call. */
  public String messageId() {
    return json.path("messageId").asText();
  }
}
