package io.rtoto.gateway.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Files under {@code /web} in the jar, read once at the start. Each has a route of its own, so that
 * no path can lead anywhere else.
 */
public final class StaticFiles {
  private StaticFiles() {}

  /**
   * Answers that path with that file.
   *
   * @param file below {@code /web}, such as {@code shop/index.html}
   * @throws IllegalStateException when the jar has no such file
   */
  public static void mount(Router router, String path, String file) {
    Buffer content = required(file);
    router
        .get(path)
        .handler(
            c ->
                c.response()
                    .putHeader("Content-Type", typeOf(file))
                    // A page of an older version beside scripts of a newer one would be a riddle.
                    .putHeader("Cache-Control", "no-cache")
                    .end(content));
  }

  /**
   * The content of a file.
   *
   * @throws IllegalStateException when the jar has no such file
   */
  public static Buffer required(String file) {
    return find(file)
        .orElseThrow(() -> new IllegalStateException("web/" + file + " is missing in the jar."));
  }

  /** The content of a file that may not be there. */
  public static Optional<Buffer> find(String file) {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/web/" + file)) {
      return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content type of a file, by its ending. */
  public static String typeOf(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "ts", "txt" -> "text/plain; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("No content type is known for " + file + ".");
    };
  }
}
