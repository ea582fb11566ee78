package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.console.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class NewCommandTest {
  private final StringWriter told = new StringWriter();
  @TempDir private Path library;

  @Test
  void beginsARuleThatIsSoundAndWhoseCasesHold() {
    assertThat(run(new NewCommand(), "gift_card", "--moment=CartAbandoned", library.toString()))
        .as(told.toString())
        .isZero();
    assertThat(library.resolve("retail/cart_abandoned/gift_card.drl")).exists();
    assertThat(told.toString()).contains("insert( new Offer( \"gift-card\", 10 ) );");
    assertThat(run(new CheckCommand(), library.toString())).isZero();
    assertThat(run(new TestCommand(), library.toString())).isZero();
    assertThat(told.toString())
        .endsWith("2 cases, 0 failed. Tried: 1 of 1 rule and 1 of 1 condition, 100 %.\n");
  }

  @Test
  void leavesWhatIsThereAsItIs() throws IOException {
    Path cases = library.resolve("retail/birthday/cake.cases.yaml");
    Files.createDirectories(cases.getParent());
    Files.writeString(cases, "mine");
    assertThat(run(new NewCommand(), "cake", "--moment=Birthday", library.toString())).isEqualTo(1);
    assertThat(told.toString()).contains("There is " + cases + " already.");
    assertThat(cases).hasContent("mine");
    assertThat(cases.resolveSibling("cake.drl")).doesNotExist();
  }

  @Test
  void writesNothingUnderANameThatIsNone() throws IOException {
    assertThat(run(new NewCommand(), "../cake", "--moment=Birthday", library.toString()))
        .isEqualTo(2);
    assertThat(run(new NewCommand(), "Cake", "--moment=Birthday", library.toString())).isEqualTo(2);
    assertThat(run(new NewCommand(), "cake", "--moment=Birthdy", library.toString())).isEqualTo(2);
    assertThat(told.toString()).contains("small letters", "Maybe you meant Birthday.");
    assertThat(library).isEmptyDirectory();
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              if (!(thrown instanceof CommandFailure)) {
                throw thrown;
              }
              told.write(thrown.getMessage());
              return 1;
            })
        .setOut(new PrintWriter(told, true))
        .setErr(new PrintWriter(told, true))
        .execute(arguments);
  }
}
