package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtoto.browser.NodeSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the API is one by the rules of OpenAPI, and of those who read many of them. */
final class ApiDocumentLintTest {
  private static final Path DOCUMENT = Path.of("src/main/resources/openapi.yaml");

  @TempDir Path directory;

  @BeforeEach
  void needNode() {
    assumeTrue(NodeSdk.isToBeTried(), "There is no Node.js on this machine: nothing was linted.");
  }

  @Test
  void hasNothingThatALinterFinds() throws IOException {
    assertThat(NodeSdk.lints(DOCUMENT)).as("what is wrong stands above").isTrue();
  }

  @Test
  void wouldBeFoundWrongIfItReferredToNothing() throws IOException {
    Path wrong = directory.resolve("openapi.yaml");
    String schemas = "#/components/schemas/";
    String document = Files.readString(DOCUMENT);
    assertThat(document).contains(schemas);
    Files.writeString(wrong, document.replaceFirst(schemas, schemas + "No"));

    assertThat(NodeSdk.lints(wrong)).isFalse();
  }
}
