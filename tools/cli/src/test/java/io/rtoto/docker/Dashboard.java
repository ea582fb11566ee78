package io.rtoto.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard of {@code docker/grafana}.
 *
 * @param file its name there
 * @param json all of it, as Grafana reads it
 */
record Dashboard(String file, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What one line of a panel shows.
   *
   * @param panel which, for messages
   * @param expression in Prometheus' language, but for Grafana's variables
   */
  record Shown(String panel, String expression) {}

  static List<Dashboard> all() throws IOException {
    List<Dashboard> all = new ArrayList<>();
    try (Stream<Path> files =
        Files.list(ImageTree.project().resolve("docker/grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        all.add(new Dashboard(file.getFileName().toString(), JSON.readTree(file.toFile())));
      }
    }
    return all;
  }

  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    json.path("panels").forEach(panels::add);
    return panels;
  }

  String nameOf(JsonNode panel) {
    return file + ": " + panel.path("title").asText();
  }

  List<Shown> shown() {
    List<Shown> shown = new ArrayList<>();
    for (JsonNode panel : panels()) {
      panel
          .path("targets")
          .forEach(line -> shown.add(new Shown(nameOf(panel), line.path("expr").asText())));
    }
    return shown;
  }
}
