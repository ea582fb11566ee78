package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import picocli.CommandLine;

final class TestCommandTest {
  private static final String IDEA = "retail/cart_abandoned/idea";
  private static final String SPEAKS =
      """
      cases:
        - case: Two pieces are worth a note
          given:
            CartAbandoned: {items: 2}
          proposes: [{note: idea}]
      """;
  private static final String IS_SILENT =
      """
        - case: One piece is not
          unlike: Two pieces are worth a note
          given:
            CartAbandoned: {items: 1}
          proposes: nothing
      """;

  private final StringWriter told = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path library;

  @BeforeEach
  void thereIsAnIdea() throws IOException {
    Files.createDirectories(library.resolve("retail/cart_abandoned"));
    Files.writeString(
        library.resolve(IDEA + ".drl"),
        """
        package retail.cart_abandoned

        rule "Propose a note"
            @id("retail.cart_abandoned.idea")
            @owner("loyalty") @since("2026-11-23")
            agenda-group "propose"
        when
            CartAbandoned( items > 1 )
        then
            insert( new Note( "idea" ) );
        end
        """);
  }

  @Test
  void tellsEachFileAndTheConditionThatNoCaseFails() throws IOException {
    write(SPEAKS);
    assertThat(test()).isZero();
    assertThat(told.toString())
        .isEqualToNormalizingNewlines(
            """
            retail/cart_abandoned/idea.cases.yaml  1 case, 0 failed
            retail/cart_abandoned/idea.drl:8:20: No case fails CartAbandoned( items > 1 ). Maybe a case with items: 1.
            1 case, 0 failed. Tried: 1 of 1 rule and 0 of 1 condition, 50 %.
            """);
  }

  @Test
  void wantsAsMuchToBeTriedAsIsAskedFor() throws IOException {
    write(SPEAKS);
    assertThat(test("--least-coverage", "51")).isEqualTo(1);
    assertThat(told.toString()).endsWith("50 %, and 51 % expected.\n");
    write(SPEAKS + IS_SILENT);
    assertThat(test("--least-coverage", "100")).isZero();
    assertThat(told.toString()).endsWith(", 100 %.\n");
    assertThat(test("--least-coverage", "101")).isEqualTo(2);
  }

  @Test
  void tellsWhatCameInsteadAndWhatTheSilentRuleLacked() throws IOException {
    write(SPEAKS.replace("items: 2", "items: 1"));
    assertThat(test()).isEqualTo(1);
    assertThat(told.toString())
        .contains(
            IDEA + ".cases.yaml:2: Two pieces are worth a note\n",
            "  Expected note idea, chosen, but the rules were silent:"
                + " retail.cart_abandoned.idea asks for items > 1, and it was 1: off by 1.",
            "No case makes rule retail.cart_abandoned.idea speak.");
  }

  @Test
  void runsOnlyWhatIsAskedFor() throws IOException {
    write(SPEAKS);
    assertThat(test("--only", library.resolve(IDEA + ".drl").toString())).isZero();
    assertThat(test("--only", "retail.cart_abandoned")).isZero();
    assertThat(test("--only", "retail.cart_abandoned.ideas")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no rule and no file of cases retail.cart_abandoned.ideas")
        .contains("Maybe you meant retail.cart_abandoned.idea.");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    write(SPEAKS);
    assertThat(test("--format=json")).isZero();
    JsonNode report = new JsonMapper().readTree(told.toString());
    assertThat(report.path("coverage").asInt()).isEqualTo(50);
    assertThat(report.at("/results/0/holds").asBoolean()).isTrue();
    JsonNode condition = report.at("/rules/0/conditions/0");
    assertThat(condition.path("condition").asText()).isEqualTo("CartAbandoned( items > 1 )");
    assertThat(condition.path("line").asInt()).isEqualTo(8);
    assertThat(condition.path("fails").asBoolean()).isFalse();
  }

  @Test
  void tellsWhatShowsTestResults() throws IOException, ParserConfigurationException, SAXException {
    write(SPEAKS.replace("items: 2", "items: 1").replace("Two pieces", "Two <pieces>"));
    assertThat(test("--format=junit")).isEqualTo(1);
    Element suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(told.toString().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo(IDEA + ".cases.yaml");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    Element test = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(test.getAttribute("name")).isEqualTo("Two <pieces> are worth a note");
    assertThat(test.getElementsByTagName("failure").item(0).getTextContent())
        .startsWith("Expected note idea, chosen, but the rules were silent");
  }

  private void write(String cases) throws IOException {
    Files.writeString(library.resolve(IDEA + ".cases.yaml"), cases);
  }

  private int test(String... options) {
    return new CommandLine(new TestCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(told, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of(library.toString()), Stream.of(options))
                .toArray(String[]::new));
  }
}
