package io.rtoto.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The codec of our own messages of one type: JSON in UTF-8, times in ISO 8601, nulls left out,
 * unknown fields passed over so that an older reader understands a newer writer.
 *
 * <p>Threads may share one.
 *
 * @param <T> the message
 */
public final class Messages<T> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule("instants")
                  .addSerializer(new InstantSerializer())
                  .addDeserializer(Instant.class, new InstantDeserializer()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private Messages(Class<T> type) {
    reader = JSON.readerFor(type);
    writer = JSON.writerFor(type);
  }

  /** The codec of one type of message. */
  public static <T> Messages<T> of(Class<T> type) {
    return new Messages<>(type);
  }

  /** The message as JSON. */
  public byte[] write(T message) {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The message that these bytes hold.
   *
   * @throws IOException when they hold none
   */
  public T read(byte[] json) throws IOException {
    return reader.readValue(json);
  }
}
