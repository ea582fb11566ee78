package io.rtoto.cli.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.schemas.JsonFault;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file of products, one a line.
 *
 * @param file where it lies
 */
public record CatalogFile(Path file) {
  private static final Messages<CatalogEntry> ENTRIES = Messages.of(CatalogEntry.class);

  /**
   * Reads it to its end.
   *
   * @throws CommandFailure at a line that is no product
   */
  public void read(Consumer<CatalogEntry> products) throws IOException {
    try (InputLines lines = InputLines.open(file)) {
      byte[] line = lines.next();
      for (long number = 1; line != null; number++) {
        if (!InputLines.isBlank(line)) {
          products.accept(entry(number, line));
        }
        line = lines.next();
      }
    }
  }

  private CatalogEntry entry(long number, byte[] line) throws IOException {
    try {
      return ENTRIES.read(line);
    } catch (JsonProcessingException e) {
      JsonFault fault = JsonFault.of(e);
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw new CommandFailure(
          "Line %d, column %d of the catalogue %s is no product: %s."
                  .formatted(number, column, file, fault.what())
              + " Maybe the file is another one; rtoto simulate writes a sample.",
          e);
    }
  }
}
