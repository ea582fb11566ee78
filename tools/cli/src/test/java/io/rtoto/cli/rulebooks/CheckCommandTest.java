package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private int check() {
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(told, true))
        .execute("--rules=" + library);
  }
}
