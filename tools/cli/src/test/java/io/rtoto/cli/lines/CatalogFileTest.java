package io.rtoto.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogFileTest {
  private static final String TEA =
      "{\"productId\":\"tea\",\"names\":{},\"category\":\"c\",\"companions\":[],"
          + "\"price\":{\"minor\":%s,\"currency\":\"EUR\"}}";

  @TempDir private Path folder;

  @Test
  void tellsWhichLineAndPartOfItIsNoProduct() throws IOException {
    Path file = folder.resolve("catalogue.jsonl");
    Files.write(file, List.of(TEA.formatted("190"), "", TEA.formatted("\"1.9o\"")));
    List<CatalogEntry> products = new ArrayList<>();
    assertThatThrownBy(() -> new CatalogFile(file).read(products::add))
        .isInstanceOf(CommandFailure.class)
        .hasMessageMatching(
            "Line 3, column \\d+ of the catalogue \\Q"
                + file
                + "\\E is no product: price\\.minor is \"1\\.9o\"; expected a whole number\\."
                + " Maybe the file is another one; rtoto simulate writes a sample\\.");
    assertThat(products).hasSize(1);
  }
}
