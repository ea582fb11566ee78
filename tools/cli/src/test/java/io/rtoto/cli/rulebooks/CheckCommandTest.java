package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.findings.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckCommandTest {
  private static final String CASES = "retail/cart_abandoned/idea.cases.yaml";

  private final StringWriter told = new StringWriter();
  @TempDir private Path library;

  @Test
  void tellsAWordInACaseThatNobodyKnows() throws IOException {
    write(
        """
        cases:
          - case: Somebody left a cart
            given:
              CartAbandoned: {itms: 2}
            proposes: [{offer: reminder}]
          - case: Nobody did
            gven: {}
        """);
    assertThat(check()).isEqualTo(1);
    assertThat(told.toString())
        .contains(CASES + ":4:23: itms is no word of CartAbandoned; expected one of ")
        .contains(CASES + ":7:5: gven is no word of a case; expected one of ")
        .contains("Maybe you meant given.")
        .endsWith("2 problems in " + library + ".\n");
  }

  @Test
  void tellsWhereACaseFileIsNoYaml() throws IOException {
    write("cases:\n  - case: A\n   unlike: [\n");
    assertThat(check()).isEqualTo(1);
    assertThat(told.toString()).contains(CASES + ":3:4: This is no YAML: ");
  }

  @Test
  void doesNotRunTheCases() throws IOException {
    write(
        """
        cases:
          - case: A case that does not hold
            given:
              CartAbandoned: {items: 1}
            proposes: [{offer: nonsense}]
        """);
    assertThat(check()).as(told.toString()).isZero();
    assertThat(told.toString()).isEqualTo("The rules in " + library + " are sound.\n");
  }

  @Test
  void refusesWhatHasNoText() throws IOException {
    write("cases: []\n");
    Files.writeString(library.resolve("texts.yaml"), "fallback: en\n");
    assertThat(check()).isEqualTo(1);
    assertThat(told.toString())
        .isEqualTo(
            "retail/cart_abandoned/idea.drl:12:24: There is no text for reminder in texts.yaml."
                + " Maybe it is to be written there, under offers.\n"
                + "  12 |     insert( new Offer( \"reminder\", 10 ) );\n"
                + "     |                        ^^^^^^^^^^\n"
                + "1 problem in "
                + library
                + ".\n");
  }

  private void write(String cases) throws IOException {
    Path file = library.resolve(CASES);
    Files.createDirectories(file.getParent());
    Files.writeString(file, cases);
    Files.writeString(
        file.resolveSibling("idea.drl"),
        """
        // An idea

        package retail.cart_abandoned

        rule "Propose something"
            @id("retail.cart_abandoned.idea")
            @owner("loyalty") @since("2026-11-23")
            agenda-group "propose"
        when
            CartAbandoned( items > 1 )
        then
            insert( new Offer( "reminder", 10 ) );
        end
        """);
  }

  @Test
  void marksThePlaceInALineWithChinese() throws IOException {
    write("cases:\n  - case: 購物車\n    given: {CartAbandoned: {currency: 元, itms: 2}}\n");
    assertThat(check()).isEqualTo(1);
    assertThat(told.toString())
        .contains(
            """
               3 |     given: {CartAbandoned: {currency: 元, itms: 2}}
                 |                                           ^^^^
            """);
  }

  @Test
  void coloursTheMarkerOnATerminalOnly() throws IOException {
    write("cases: [{gven: {}}]\n");
    assertThat(check()).isEqualTo(1);
    assertThat(told.toString()).doesNotContain("\u001b");
    told.getBuffer().setLength(0);
    new CommandLine(new CheckCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.ON))
        .setOut(new PrintWriter(told, true))
        .execute(library.toString());
    assertThat(told.toString()).contains("\u001b[1m\u001b[31m", "^^^^");
  }

  @Test
  void tellsProgramsTheSameAsObjects() throws IOException {
    write("cases: [{gven: {}}]\n");
    assertThat(check("--format=json")).isEqualTo(1);
    JsonNode problems = new JsonMapper().readTree(told.toString());
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "file",
            "line",
            "column",
            "endLine",
            "endColumn",
            "severity",
            "code",
            "message",
            "hint");
    assertThat(problems.get(0).path("file").asText()).isEqualTo(CASES);
    assertThat(problems.get(0).path("column").asInt()).isEqualTo(10);
    assertThat(problems.get(0).path("endColumn").asInt()).isEqualTo(14);
    assertThat(problems.get(0).path("code").asText()).isEqualTo("unreadable-case");
    assertThat(problems.get(0).path("hint").asText()).isEqualTo("Maybe you meant given.");
  }

  @Test
  void tellsProgramsThatAllIsWell() throws IOException {
    write("cases: []\n");
    assertThat(check("--format=json")).isZero();
    assertThat(new JsonMapper().readTree(told.toString())).isEmpty();
  }

  @Test
  void tellsCodeHostsInSarif() throws IOException {
    write("cases: [{gven: {}}]\n");
    assertThat(check("--format=sarif")).isEqualTo(1);
    JsonNode log = new JsonMapper().readTree(told.toString());
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    JsonNode run = log.path("runs").path(0);
    JsonNode result = run.path("results").path(0);
    assertThat(run.at("/tool/driver/rules"))
        .anyMatch(rule -> rule.path("id").equals(result.path("ruleId")));
    assertThat(result.path("level").asText()).isEqualTo("error");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText())
        .startsWith("file:///")
        .endsWith("/" + CASES);
    assertThat(place.path("region").toString())
        .isEqualTo("{\"startLine\":1,\"startColumn\":10,\"endLine\":1,\"endColumn\":14}");
  }

  @Test
  void namesFilesInSarifFromTheFolderAtWork() throws IOException {
    write("cases: [{gven: {}}]\n");
    RuleLibrary cases = CaseRunner.casesIn(library);
    List<Finding> findings = CaseRunner.check(RuleLibrary.rulesIn(library), cases);
    String sarif = new Problems(library, findings, cases.files()).sarif(library.resolveSibling(""));
    assertThat(new JsonMapper().readTree(sarif).findValue("uri").asText())
        .isEqualTo(library.getFileName() + "/" + CASES);
  }

  private int check(String... options) {
    return new CommandLine(new CheckCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(told, true))
        .execute(
            Stream.concat(Stream.of(library.toString()), Stream.of(options))
                .toArray(String[]::new));
  }
}
