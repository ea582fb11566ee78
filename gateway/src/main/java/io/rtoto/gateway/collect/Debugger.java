package io.rtoto.gateway.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.collect.Taken.Judged;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest calls of each write key, for whoever connects a shop: what the gateway said of each,
 * what the job said, and how the call was built, without its values.
 *
 * <p>Remembers fifty calls of each of the twenty keys that were used last. Threads may share one.
 */
public final class Debugger {
  private static final int KEYS = 20;
  private static final int CALLS_A_KEY = 50;
  private static final int BYTES_SHOWN = 8 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  // By key, the one that was used longest ago first.
  private final Map<String, Deque<Line>> lines = new LinkedHashMap<>(16, 0.75f, true);
  // Those that the job may still say something of, by message id: the newest of that id.
  private final Map<String, Line> awaited = new HashMap<>();

  /** What is known of one call, or of a request that was refused. */
  private static final class Line {
    private final Instant receivedAt;
    private final String verdict;
    private final @Nullable String reason;
    private final @Nullable Judged judged;
    private @Nullable ObjectNode ofTheJob;

    private Line(
        Instant receivedAt, String verdict, @Nullable String reason, @Nullable Judged judged) {
      this.receivedAt = receivedAt;
      this.verdict = verdict;
      this.reason = reason;
      this.judged = judged;
    }

    private @Nullable String messageId() {
      return judged == null ? null : judged.call().path("messageId").textValue();
    }

    private ObjectNode json() {
      ObjectNode json =
          JsonNodeFactory.instance
              .objectNode()
              .put("receivedAt", receivedAt.toString())
              .put("verdict", verdict);
      if (reason != null) {
        json.put("reason", reason);
      }
      if (judged != null) {
        json.put("topic", judged.message().topic().topicName());
        json.set("call", shown(judged));
      }
      if (ofTheJob != null) {
        json.set("job", ofTheJob);
      }
      return json;
    }

    private static JsonNode shown(Judged judged) {
      boolean large = judged.message().value().length > BYTES_SHOWN;
      return large
          ? JsonNodeFactory.instance.textNode("larger than " + BYTES_SHOWN + " bytes")
          : Outline.of(judged.call());
    }
  }

  /** Notes calls that were answered with success. */
  synchronized void taken(Taken taken, Instant receivedAt) {
    for (Judged one : taken.calls()) {
      String verdict = one.objection() == null ? "stored" : "rejected";
      note(taken.key(), new Line(receivedAt, verdict, one.objection(), one));
    }
  }

  /** Notes a request that was refused whole. */
  synchronized void refused(String key, Instant receivedAt, Refused refused) {
    note(key, new Line(receivedAt, "refused", refused.status() + ": " + refused.sentence(), null));
  }

  /** Notes what the job wrote into its journal. */
  public void journal(JournalEntry entry) {
    if (entry instanceof EventApplied applied) {
      say(applied.event().occurrence().messageId(), answer("applied"));
    } else if (entry instanceof EventRepeated repeated) {
      say(repeated.messageId(), answer("repeated"));
    }
  }

  /** Notes what the job set aside. */
  public void deadLetter(DeadLetter letter) {
    if (letter.original() == null || isEmpty()) {
      return;
    }
    try {
      String messageId = JSON.readTree(letter.original()).path("messageId").textValue();
      if (messageId != null) {
        say(
            messageId,
            answer("dead_letter")
                .put("reason", letter.reason().code())
                .put("detail", letter.detail()));
      }
    } catch (JsonProcessingException notACall) {
      // It came by another way than the gateway, which writes JSON only.
    }
  }

  /** The newest calls of a key, the newest first. */
  synchronized ArrayNode newest(String key) {
    ArrayNode newest = JsonNodeFactory.instance.arrayNode();
    Deque<Line> ofKey = lines.get(key);
    if (ofKey != null) {
      ofKey.descendingIterator().forEachRemaining(line -> newest.add(line.json()));
    }
    return newest;
  }

  private synchronized boolean isEmpty() {
    return awaited.isEmpty();
  }

  private synchronized void say(String messageId, ObjectNode answer) {
    Line line = awaited.get(messageId);
    // The journal is read before its transactions commit, and may say the same again.
    if (line != null && line.ofTheJob == null) {
      line.ofTheJob = answer;
    }
  }

  private void note(String key, Line line) {
    if (!lines.containsKey(key) && lines.size() == KEYS) {
      String longestAgo = lines.keySet().iterator().next();
      List.copyOf(lines.get(longestAgo)).forEach(this::forget);
      lines.remove(longestAgo);
    }
    Deque<Line> ofKey = lines.computeIfAbsent(key, unused -> new ArrayDeque<>());
    if (ofKey.size() == CALLS_A_KEY) {
      forget(ofKey.removeFirst());
    }
    ofKey.addLast(line);
    String messageId = line.messageId();
    if (messageId != null) {
      awaited.put(messageId, line);
    }
  }

  private void forget(Line line) {
    String messageId = line.messageId();
    if (messageId != null) {
      awaited.remove(messageId, line);
    }
  }

  private static ObjectNode answer(String verdict) {
    return JsonNodeFactory.instance.objectNode().put("verdict", verdict);
  }
}
