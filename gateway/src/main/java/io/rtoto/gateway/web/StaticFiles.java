package io.rtoto.gateway.web;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Files under {@code /web} in the jar, read once at the start: no path can lead anywhere else. */
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
    router.get(path).handler(c -> answer(c.response(), file, content));
  }

  /**
   * Answers {@code path/NAME} with each file of a folder that the folder's {@code files.txt} names,
   * one a line: for those whose names only a build knows.
   *
   * @return whether the jar has such a folder; where it has not, none is answered
   */
  public static boolean mountListed(Router router, String path, String folder) {
    Optional<Buffer> list = find(folder + "/files.txt");
    Map<String, Buffer> files =
        list.map(names -> names.toString().lines())
            .orElseGet(Stream::empty)
            .collect(toMap(Function.identity(), name -> required(folder + "/" + name)));
    router
        .get(path + "/:file")
        .handler(
            c -> {
              String name = c.pathParam("file");
              Buffer content = files.get(name);
              if (content == null) {
                c.next();
              } else {
                answer(c.response(), name, content);
              }
            });
    return list.isPresent();
  }

  private static void answer(HttpServerResponse response, String file, Buffer content) {
    var unused =
        response
            .putHeader("Content-Type", typeOf(file))
            // A page of an older version beside scripts of a newer one would be a riddle.
            .putHeader("Cache-Control", "no-cache")
            .end(content);
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
