package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.web.StaticFiles;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the page. */
final class Pages {
  private static final Map<String, String> FILES = files();

  private Pages() {}

  static void mount(Router router) {
    FILES.forEach((path, file) -> StaticFiles.mount(router, path, file));
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
          "facts.js",
          "customer.js",
          "figures.js",
          "words.js",
          "names.js",
          "dom.js"
        }) {
      files.put("/web/" + file, file);
    }
    return files;
  }
}
