package io.rtoto.cli.rulebooks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.findings.Codes;
import io.rtoto.rules.findings.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/**
 * What is wrong with a library.
 *
 * @param library its root
 * @param findings by file and place
 * @param texts of its files, by their paths from the root
 */
record Problems(Path library, List<Finding> findings, Map<String, String> texts) {
  /** For whom they are told. */
  enum Format {
    /** For people: a sentence, and the line with a marker below the place. */
    TEXT,
    /** For programs: an array of objects. */
    JSON,
    /** For code hosts and editors: SARIF 2.1.0. */
    SARIF
  }

  /** Each of them keeps a rule from being published. */
  static final String SEVERITY = "error";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Those of the library in that folder: of its rules and settings, and of its cases. Whoever wrote
   * the rules, they are compiled in a process of their own.
   */
  static Problems in(Path library) {
    WrittenLibrary written = WrittenLibrary.in(library);
    Map<String, String> texts = new TreeMap<>(written.rules().files());
    texts.keySet().removeIf(path -> !RuleLibrary.isText(path));
    texts.putAll(written.cases().files());
    return new Problems(library, written.findings(), texts);
  }

  /** For people. */
  List<String> lines(ColorScheme colours) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(finding.toString());
      List<String> excerpt = finding.excerpt(texts.getOrDefault(finding.file(), ""));
      if (!excerpt.isEmpty()) {
        lines.add(excerpt.get(0));
        lines.add(colours.apply(excerpt.get(1), List.of(Style.bold, Style.fg_red)).toString());
      }
    }
    lines.add(
        switch (findings.size()) {
          case 0 -> "The rules in %s are sound.".formatted(library);
          case 1 -> "1 problem in %s.".formatted(library);
          default -> "%,d problems in %s.".formatted(findings.size(), library);
        });
    return lines;
  }

  /** An array of objects, each a problem. */
  String json() {
    ArrayNode all = JSON.createArrayNode();
    for (Finding finding : findings) {
      all.addObject()
          .put("file", finding.file())
          .put("line", finding.line())
          .put("column", finding.column())
          .put("endLine", finding.line())
          .put("endColumn", finding.endColumn())
          .put("severity", SEVERITY)
          .put("code", finding.code())
          .put("message", finding.message())
          .put("hint", finding.hint());
    }
    return all.toPrettyString();
  }

  /**
   * SARIF 2.1.0.
   *
   * @param here the folder that its paths begin in: a code host wants those of the repository
   */
  String sarif(Path here) {
    ObjectNode log = JSON.createObjectNode();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "rtoto rules check");
    ArrayNode rules = driver.putArray("rules");
    Codes.meanings()
        .forEach(
            (code, meaning) ->
                rules
                    .addObject()
                    .put("id", code)
                    .putObject("shortDescription")
                    .put("text", meaning));
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    findings.forEach(finding -> addResult(results.addObject(), finding, here));
    return log.toPrettyString();
  }

  private void addResult(ObjectNode result, Finding finding, Path here) {
    String text = finding.message() + (finding.hint().isEmpty() ? "" : " " + finding.hint());
    result.put("ruleId", finding.code()).put("level", SEVERITY);
    result.putObject("message").put("text", text);
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(finding.file(), here));
    place
        .putObject("region")
        .put("startLine", finding.line())
        .put("startColumn", finding.column())
        .put("endLine", finding.line())
        .put("endColumn", finding.endColumn());
  }

  private String uri(String file, Path here) {
    Path root = here.toAbsolutePath().normalize();
    Path path = library.toAbsolutePath().resolve(file).normalize();
    String absolute = path.toUri().toString();
    String base = root.toUri().toString();
    return path.startsWith(root) && absolute.startsWith(base)
        ? absolute.substring(base.length())
        : absolute;
  }
}
