package io.rtoto.gateway.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the page, read once at the start. Each has a route of its own, so that no path can
 * lead anywhere else.
 */
final class Pages {
  private static final Map<String, String> FILES = files();

  private Pages() {}

  static void mount(Router router) {
    FILES.forEach(
        (path, file) -> {
          Buffer content = read(file);
          router.get(path).handler(c -> answer(c.response(), file, content));
        });
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("/", "index.html");
    files.put("/debugger", "debugger.html");
    for (String file :
        new String[] {
          "style.css",
          "icon.svg",
          "app.js",
          "debugger.js",
          "stream.js",
          "lists.js",
          "customer.js",
          "figures.js",
          "words.js",
          "dom.js"
        }) {
      files.put("/web/" + file, file);
    }
    return files;
  }

  private static Buffer read(String file) {
    try (InputStream in = Pages.class.getResourceAsStream("/web/" + file)) {
      if (in == null) {
        throw new IllegalStateException("web/" + file + " is missing in the jar.");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpServerResponse response, String file, Buffer content) {
    var unused =
        response
            .putHeader("Content-Type", typeOf(file))
            // A page of an older version beside scripts of a newer one would be a riddle.
            .putHeader("Cache-Control", "no-cache")
            .end(content);
  }

  private static String typeOf(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("No content type is known for " + file + ".");
    };
  }
}
