package io.rtoto.cli.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rtoto.schemas.IsoTime;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of an entry of the journal as it takes to put it where it belongs, and read no further
 * than that: to read each whole, and an event whole once more, would take longer than to decide.
 */
final class Glance {
  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String entry;
  private @Nullable String customerId;
  private @Nullable String identifier;
  private @Nullable Instant at;

  private Glance() {}

  /**
   * At that entry.
   *
   * @throws IOException when it is no JSON, as far as it is read
   * @throws java.time.DateTimeException when its time is none
   */
  static Glance at(byte[] message) throws IOException {
    Glance glance = new Glance();
    try (JsonParser json = JSON.createParser(message)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        glance.read(json);
      }
    }
    return glance;
  }

  boolean isA(Class<?> kind) {
    return kind.getSimpleName().equals(entry);
  }

  /** Whether it tells which entry it is. */
  boolean isAny() {
    return entry != null;
  }

  /** Whom it is about; null where it is about nobody, or need not be known. */
  @Nullable String customerId() {
    return customerId;
  }

  /** Of an event, the key of the identifier that it came under; null where that is not told. */
  @Nullable String identifier() {
    return identifier;
  }

  /** Of an event, when it happened, and of a moment, when it was; null where that is not told. */
  @Nullable Instant at() {
    return at;
  }

  /** Of other entries it is enough to know what they are. */
  private boolean isEnough() {
    if (isA(EventApplied.class)) {
      return customerId != null && identifier != null && at != null;
    }
    return isA(MomentArose.class) ? at != null : entry != null;
  }

  private void read(JsonParser json) throws IOException {
    while (!isEnough() && json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "entry" -> entry = text(json);
        case "customerId" -> customerId = text(json);
        case "identifier" -> readIdentifier(json);
        case "event" -> readEvent(json);
        case "at" -> at = time(json);
        default -> skip(json);
      }
    }
  }

  private void readIdentifier(JsonParser json) throws IOException {
    String type = null;
    String hash = null;
    if (isObject(json)) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "type" -> type = text(json);
          case "hash" -> hash = text(json);
          default -> skip(json);
        }
      }
    }
    identifier = type == null || hash == null ? null : type + ":" + hash;
  }

  private void readEvent(JsonParser json) throws IOException {
    if (isObject(json)) {
      while (!isEnough() && json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals("occurrence")) {
          readOccurrence(json);
        } else {
          skip(json);
        }
      }
    }
  }

  private void readOccurrence(JsonParser json) throws IOException {
    if (isObject(json)) {
      while (!isEnough() && json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals("at")) {
          at = time(json);
        } else {
          skip(json);
        }
      }
    }
  }

  /** Whether the next value is an object; what is none is passed over. */
  private static boolean isObject(JsonParser json) throws IOException {
    boolean object = json.nextToken() == JsonToken.START_OBJECT;
    if (!object) {
      json.skipChildren();
    }
    return object;
  }

  private static void skip(JsonParser json) throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private static @Nullable String text(JsonParser json) throws IOException {
    String text = json.nextTextValue();
    json.skipChildren();
    return text;
  }

  private static @Nullable Instant time(JsonParser json) throws IOException {
    String text = text(json);
    return text == null ? null : IsoTime.parse(text);
  }
}
