package io.rtoto.cli.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a comma-separated file: by its header line when it has one, else in the order in
 * which its publisher describes them.
 */
final class Columns {
  private static final CSVFormat CSV = CSVFormat.RFC4180;

  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private boolean begun;

  Columns(String... names) {
    this.names = List.of(names);
    place(this.names);
  }

  /**
   * The values of the next line; null when it is the header line.
   *
   * @throws UnreadableLine when it is no line of this file
   */
  @Nullable Row row(byte[] line) throws UnreadableLine {
    boolean first = !begun;
    begun = true;
    CSVRecord values = split(new String(line, StandardCharsets.UTF_8));
    if (first && names.contains(withoutMark(values.get(0)))) {
      List<String> header = values.stream().map(Columns::withoutMark).toList();
      // Also a header that lacks some of them: to go by place would take values for others.
      place(header);
      List<String> missing = names.stream().filter(name -> !header.contains(name)).toList();
      if (!missing.isEmpty()) {
        throw new UnreadableLine(
            "The header lacks " + String.join(", ", missing) + "; expected " + expected() + ".");
      }
      return null;
    }
    if (values.size() < names.size()) {
      throw new UnreadableLine(
          "Expected " + names.size() + " values, but found " + values.size() + ".");
    }
    return new Row(values, places);
  }

  /** What a line holds, to end a sentence. */
  String expected() {
    return "the columns " + String.join(", ", names);
  }

  private void place(List<String> header) {
    places.clear();
    for (int column = 0; column < header.size(); column++) {
      places.put(header.get(column), column);
    }
  }

  private static CSVRecord split(String line) throws UnreadableLine {
    try (CSVParser parser = CSVParser.parse(line, CSV)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new UnreadableLine("It is no row; expected values separated by commas.");
      }
      return records.get(0);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableLine(
          "It is no row, by its quotation marks; expected values separated by commas.");
    }
  }

  private static String withoutMark(String name) {
    return name.startsWith("\uFEFF") ? name.substring(1) : name;
  }
}
