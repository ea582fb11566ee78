package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DiffCommandTest {
  private static final String IDEA = "retail/cart_abandoned/idea.drl";
  private static final String RULE =
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
      """;

  private final StringWriter told = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void thereAreTwo() throws IOException {
    write("a", IDEA, RULE);
    write("b", IDEA, RULE);
  }

  @Test
  void tellsThatNothingDiffers() {
    assertThat(diff()).isZero();
    assertThat(told.toString())
        .isEqualTo("From %s to %s 0 differ in meaning, and 0 in looks only.\n".formatted(a(), b()));
  }

  @Test
  void tellsWhatMeansSomethingElse() throws IOException {
    write("b", IDEA, RULE.replace("items > 1", "items > 2"));
    write("b", "retail/cart_abandoned/idea.cases.yaml", "cases: []\n");
    assertThat(diff()).isEqualTo(1);
    assertThat(told.toString())
        .isEqualTo(
            """
            retail.cart_abandoned.idea means something else (retail/cart_abandoned/idea.drl:3)
              It asks for CartAbandoned( items > 2 ) instead of CartAbandoned( items > 1 ), and so speaks less often.
            retail/cart_abandoned/idea.cases.yaml reads otherwise
              In looks: Only comments, layout or order differ.
            From %s to %s 1 differs in meaning, and 0 in looks only; of cases, 1.
            """
                .formatted(a(), b()));
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    write("b", IDEA, RULE.replace("\"idea\" )", "\"other\" )"));
    assertThat(diff("--format=json")).isEqualTo(1);
    JsonNode report = new JsonMapper().readTree(told.toString());
    assertThat(report.path("inMeaning").asInt()).isEqualTo(1);
    JsonNode rule = report.at("/rules/0");
    assertThat(rule.path("kind").asText()).isEqualTo("changed");
    assertThat(rule.at("/points/0/before").asText()).isEqualTo("\"idea\"");
    assertThat(rule.at("/points/0/after").asText()).isEqualTo("\"other\"");
  }

  @Test
  void endsWith0WhereOnlyTheLooksDiffer() throws IOException {
    write("b", IDEA, "// A comment\n" + RULE);
    assertThat(diff()).isZero();
    assertThat(told.toString()).contains("In looks: ", "0 differ in meaning, and 1 in looks only.");
  }

  @Test
  void endsWith2WhereOneCannotBeRead() throws IOException {
    write("b", IDEA, RULE.replace("then", "than"));
    assertThat(diff()).isEqualTo(2);
    assertThat(err.toString()).contains(IDEA + ":", "Maybe rtoto rules check tells more.");
  }

  @Test
  void endsWith2WhereThereIsNoLibrary() {
    assertThat(run(a(), "nowhere")).isEqualTo(2);
    assertThat(err.toString())
        .contains("nowhere is no rule library: expected a folder, or of what was published active");
  }

  private String a() {
    return folder.resolve("a").toString();
  }

  private String b() {
    return folder.resolve("b").toString();
  }

  private void write(String library, String file, String text) throws IOException {
    Path path = folder.resolve(library).resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private int diff(String... options) {
    return run(Stream.concat(Stream.of(a(), b()), Stream.of(options)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return new CommandLine(new DiffCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              err.append(failure.getMessage());
              return command.getCommandSpec().exitCodeOnExecutionException();
            })
        .setOut(new PrintWriter(told, true))
        .execute(arguments);
  }
}
