package io.rtoto.gateway.client;

import io.rtoto.gateway.web.StaticFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The browser client, written once as an ES module: {@code /rtoto.mjs}, the classic build {@code
 * /rtoto.js}, which sets {@code rtoto}, and the types {@code /rtoto.d.ts}. Pages of any origin may
 * load them.
 */
public final class ClientScript {
  private static final String MODULE = "client/rtoto.mjs";
  private static final String TYPES = "client/rtoto.d.ts";
  private static final String WHERE_FROM = "import.meta.url";
  private static final String EXPORT = "export { start };";

  private ClientScript() {}

  /** Adds the routes. */
  public static void mount(Router router) {
    mount(router, "/rtoto.mjs", module());
    mount(router, "/rtoto.js", classic());
    mount(router, "/rtoto.d.ts", StaticFiles.required(TYPES).toString());
  }

  /** The module, without the lines that only comment. */
  static String module() {
    return StaticFiles.required(MODULE)
            .toString()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("//"))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** The same as a script of its own: a module's own words would be errors in it. */
  static String classic() {
    String module = module();
    for (String word : new String[] {WHERE_FROM, EXPORT}) {
      if (module.indexOf(word) < 0 || module.indexOf(word) != module.lastIndexOf(word)) {
        throw new IllegalStateException("web/" + MODULE + " must say once: " + word);
      }
    }
    return "(()=>{\n"
        + module
            .replace(WHERE_FROM, "document.currentScript.src")
            .replace(EXPORT, "globalThis.rtoto = { start };")
        + "})();\n";
  }

  /** As it travels to a browser that takes it so, which all do. */
  static byte[] zipped(String script) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new StrongestGzip(bytes)) {
      gzip.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class StrongestGzip extends GZIPOutputStream {
    StrongestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private static void mount(Router router, String path, String script) {
    Buffer plain = Buffer.buffer(script);
    Buffer zipped = Buffer.buffer(zipped(script));
    Map<String, String> headers =
        Map.of(
            "Content-Type", StaticFiles.typeOf(path),
            "Cache-Control", "public, max-age=300",
            "Vary", "Accept-Encoding",
            "Access-Control-Allow-Origin", "*",
            "Cross-Origin-Resource-Policy", "cross-origin");
    router
        .get(path)
        .handler(
            c -> {
              HttpServerResponse response = c.response();
              headers.forEach(response::putHeader);
              String taken = c.request().getHeader("Accept-Encoding");
              if (taken != null && taken.contains("gzip")) {
                var unused = response.putHeader("Content-Encoding", "gzip").end(zipped);
              } else {
                var unused = response.end(plain);
              }
            });
  }
}
