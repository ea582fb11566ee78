package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.web.StaticFiles;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the pages: those that are served as they are written, and those that npm built. */
final class Pages {
  private static final Map<String, String> FILES = files();

  /** They are one document, which shows what its path says. */
  private static final List<String> BUILT_PAGES =
      List.of("/operations", "/abandonment", "/customers", "/rules");

  private Pages() {}

  static void mount(Router router) {
    FILES.forEach((path, file) -> StaticFiles.mount(router, path, file));
    boolean built = StaticFiles.mountListed(router, "/web/pages", "pages");
    for (String page : BUILT_PAGES) {
      if (built) {
        StaticFiles.mount(router, page, "pages/index.html");
      } else {
        router.get(page).handler(Pages::answerNotBuilt);
      }
    }
  }

  private static void answerNotBuilt(RoutingContext context) {
    var unused =
        context
            .response()
            .setStatusCode(503)
            .putHeader("Content-Type", "text/plain; charset=utf-8")
            .end(
                "This page is not in the gateway's jar: npm was missing, or reached nothing, when it"
                    + " was built. Install Node.js 18 or later and build again.\n");
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
