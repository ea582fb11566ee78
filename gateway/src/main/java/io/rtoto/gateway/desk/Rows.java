package io.rtoto.gateway.desk;

import io.rtoto.schemas.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages as the tables hold them. */
final class Rows {
  private Rows() {}

  static <T> String text(Messages<T> codec, T message) {
    return new String(codec.write(message), StandardCharsets.UTF_8);
  }

  static <T> T read(Messages<T> codec, String json) {
    try {
      return codec.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The contact repository holds what this version can't read.", e);
    }
  }
}
