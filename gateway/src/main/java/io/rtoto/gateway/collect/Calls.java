package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a body holds, each as if it had been sent alone.
 *
 * @param calls each of them; not always an object, since the job says what is wrong with it
 * @param sentAt when the sender says that the batch left; null when it does not
 */
record Calls(List<JsonNode> calls, @Nullable JsonNode sentAt) {
  private static final List<String> SHARED = List.of("context", "integrations");

  /** The one call of a body. */
  static Calls single(JsonNode root) {
    return new Calls(List.of(root), null);
  }

  /**
   * The calls of a batch: what the batch says of all of them is merged into each, and what a call
   * says itself wins. A body without a batch is one call: the job refuses it with a reason.
   *
   * @throws Refused when there are too many, or they would become too large
   */
  static Calls ofBatch(JsonNode root) {
    JsonNode batch = root.path("batch");
    if (!batch.isArray()) {
      return single(root);
    }
    if (batch.size() > Limits.BATCH_EVENTS) {
      throw new Refused(
          413,
          "The batch holds "
              + batch.size()
              + " events; at most "
              + Limits.BATCH_EVENTS
              + " are taken. Maybe send it as several batches.");
    }
    List<JsonNode> calls = new ArrayList<>(batch.size());
    for (JsonNode call : batch) {
      calls.add(call instanceof ObjectNode own ? withShared(own, root) : call);
    }
    return new Calls(calls, root.get("sentAt"));
  }

  private static ObjectNode withShared(ObjectNode own, JsonNode batch) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merged.setAll(own);
    for (String field : SHARED) {
      JsonNode shared = batch.get(field);
      if (shared != null && !shared.isNull()) {
        merged.set(field, merge(shared, own.get(field)));
      }
    }
    return merged;
  }

  private static JsonNode merge(JsonNode shared, @Nullable JsonNode own) {
    if (own == null || own.isNull()) {
      return shared;
    }
    if (!(shared instanceof ObjectNode sharedFields) || !(own instanceof ObjectNode ownFields)) {
      return own;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merged.setAll(sharedFields);
    for (Map.Entry<String, JsonNode> field : ownFields.properties()) {
      JsonNode of = sharedFields.get(field.getKey());
      merged.set(field.getKey(), of == null ? field.getValue() : merge(of, field.getValue()));
    }
    return merged;
  }
}
