package io.rtoto.cli.rulebooks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.console.Counted;
import io.rtoto.rules.authoring.Coverage.OfCondition;
import io.rtoto.rules.authoring.Coverage.OfRule;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRun;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * How cases ended.
 *
 * @param run what became of them
 * @param leastCoverage how many percent of rules and conditions must be tried
 */
record CaseReport(CaseRun run, int leastCoverage) {
  /** For whom it is told. */
  enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For what shows test results: the XML of JUnit. */
    JUNIT
  }

  private static final JsonMapper JSON = new JsonMapper();

  /** Whether all is as it must be. */
  boolean isGood() {
    return run.failed().isEmpty() && isTriedEnough();
  }

  private boolean isTriedEnough() {
    return run.percent() >= leastCoverage;
  }

  /** For people: each file, what fails, what is untried, and the sum. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, List<CaseResult>> byFile = byFile();
    int width = byFile.keySet().stream().mapToInt(String::length).max().orElse(0);
    byFile.forEach(
        (file, results) ->
            lines.add(
                "%s  %s, %d failed"
                    .formatted(
                        file + " ".repeat(width - file.length()),
                        Counted.of(results.size(), "case"),
                        results.stream().filter(result -> !result.holds()).count())));
    lines.addAll(failures(Integer.MAX_VALUE));
    for (OfRule rule : run.coverage()) {
      for (OfCondition untried : rule.neverFail()) {
        lines.add(
            "%s:%d:%d: No case fails %s. %s"
                .formatted(
                    rule.file(), untried.line(), untried.column(), untried.shown(), untried.hint())
                .strip());
      }
    }
    lines.add(
        "%s, %d failed. Tried: %,d of %s and %,d of %s, %d %%%s."
            .formatted(
                Counted.of(run.results().size(), "case"),
                run.failed().size(),
                run.rulesThatFire(),
                Counted.of(run.coverage().size(), "rule"),
                run.conditionsThatFail(),
                Counted.of(run.conditions(), "condition"),
                run.percent(),
                isTriedEnough() ? "" : ", and %d %% expected".formatted(leastCoverage)));
    return lines;
  }

  /** For people: what fails, and what came instead; the first of several. */
  List<String> failures(int most) {
    return run.failed().stream().limit(most).map(CaseResult::toString).toList();
  }

  private Map<String, List<CaseResult>> byFile() {
    Map<String, List<CaseResult>> byFile = new TreeMap<>();
    run.results()
        .forEach(
            result -> byFile.computeIfAbsent(result.file(), none -> new ArrayList<>()).add(result));
    return byFile;
  }

  /** An object of cases, rules and the sum. */
  String json() {
    ObjectNode told = JSON.createObjectNode();
    told.put("cases", run.results().size())
        .put("failed", run.failed().size())
        .put("coverage", run.percent());
    ArrayNode results = told.putArray("results");
    for (CaseResult result : run.results()) {
      ArrayNode differences =
          results
              .addObject()
              .put("file", result.file())
              .put("line", result.line())
              .put("case", result.name())
              .put("holds", result.holds())
              .putArray("differences");
      result.differences().forEach(differences::add);
    }
    ArrayNode rules = told.putArray("rules");
    for (OfRule rule : run.coverage()) {
      ArrayNode conditions =
          rules
              .addObject()
              .put("rule", rule.rule())
              .put("name", rule.name())
              .put("file", rule.file())
              .put("line", rule.line())
              .put("fires", rule.fires())
              .putArray("conditions");
      for (OfCondition condition : rule.conditions()) {
        conditions
            .addObject()
            .put("line", condition.line())
            .put("column", condition.column())
            .put("condition", condition.shown())
            .put("fails", condition.fails())
            .put("hint", condition.hint());
      }
    }
    return told.toPrettyString();
  }

  /** A suite for each file. */
  String junit() {
    StringWriter written = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(written);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<String, List<CaseResult>> file : byFile().entrySet()) {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file.getKey());
        xml.writeAttribute("tests", Integer.toString(file.getValue().size()));
        xml.writeAttribute(
            "failures",
            Long.toString(file.getValue().stream().filter(result -> !result.holds()).count()));
        for (CaseResult result : file.getValue()) {
          write(result, xml);
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Cases cannot be told as XML.", e);
    }
    return written.toString();
  }

  private static void write(CaseResult result, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.file());
    xml.writeAttribute("name", result.name());
    xml.writeAttribute("file", result.file());
    xml.writeAttribute("line", Integer.toString(result.line()));
    if (!result.holds()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", result.differences().get(0));
      xml.writeCharacters(String.join("\n", result.differences()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
