package io.rtoto.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Reads an instant as {@link IsoTime} does; all else Jackson reads, and says what is wrong. */
final class InstantDeserializer extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1;

  InstantDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
    Instant read = json.hasToken(JsonToken.VALUE_STRING) ? IsoTime.plain(json.getText()) : null;
    return read != null
        ? read
        : com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer.INSTANT.deserialize(
            json, context);
  }
}
