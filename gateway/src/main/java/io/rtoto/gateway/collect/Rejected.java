package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of a request that will not be applied. The other calls of the request will be, and the
 * sender is not told to send any of them again: an SDK drops a whole batch at a 4xx.
 *
 * @param index its place in the batch, from 0
 * @param reason why, as a code such as {@code missing_event_name}
 */
public record Rejected(int index, String reason) {
  ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("index", index).put("reason", reason);
  }
}
