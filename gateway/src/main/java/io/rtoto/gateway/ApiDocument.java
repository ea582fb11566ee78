package io.rtoto.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the description of the HTTP API. */
final class ApiDocument {
  private ApiDocument() {}

  static void mount(Router router) {
    Buffer document = read();
    router
        .get("/openapi.yaml")
        .handler(c -> c.response().putHeader("Content-Type", "application/yaml").end(document));
  }

  private static Buffer read() {
    try (InputStream file = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("openapi.yaml is missing in the jar.");
      }
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
