package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class VocabularyCommandTest {
  @Test
  void tellsWhatTheDocumentTells() throws IOException {
    StringWriter told = new StringWriter();
    int code = new CommandLine(new VocabularyCommand()).setOut(new PrintWriter(told)).execute();
    assertThat(code).isZero();
    assertThat(told.toString())
        .isEqualTo(
            Files.readString(
                Path.of(System.getProperty("rtoto.root"), "rules/library/VOCABULARY.md")));
  }
}
