package io.rtoto.gateway.shop;

import io.rtoto.gateway.web.StaticFiles;
import io.vertx.ext.web.Router;

/**
 * Segment's SDK for browsers, as it comes from npm, at the paths where it looks for its own parts.
 * A build on a machine without npm has none: the shop's page says so.
 */
final class SegmentSdk {
  private static final String FOLDER = "analytics-next/bundles/";

  private SegmentSdk() {}

  /** Adds a route for each of its files. */
  static void mount(Router router) {
    StaticFiles.find(FOLDER + "files.txt")
        .ifPresent(
            files ->
                files
                    .toString()
                    .lines()
                    .forEach(
                        file -> StaticFiles.mount(router, "/" + FOLDER + file, FOLDER + file)));
  }
}
