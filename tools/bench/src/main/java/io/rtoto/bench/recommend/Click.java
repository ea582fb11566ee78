package io.rtoto.bench.recommend;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A look in a file of sessions.
 *
 * @param session of which session
 * @param product at which product
 * @param at when
 */
record Click(String session, String product, Instant at) {
  private static final int COLUMNS = 3;
  private static final int MILLIS = 3;

  /** The clicks of files with the columns SessionId, ItemId and Time, in order of time. */
  static List<Click> of(List<Path> files) throws IOException {
    List<Click> clicks = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = DataFolder.lines(file);
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        clicks.add(of(line, file));
      }
    }
    clicks.sort(Comparator.comparing(Click::at));
    return clicks;
  }

  private static Click of(String line, Path file) {
    String[] columns = line.split("\t", -1);
    if (columns.length < COLUMNS) {
      throw new MissingDataException(
          "%s has the line %s; expected SessionId, ItemId and Time, with tabs between."
              .formatted(file, line));
    }
    try {
      long millis = new BigDecimal(columns[2].trim()).movePointRight(MILLIS).longValue();
      return new Click(columns[0], columns[1], Instant.ofEpochMilli(millis));
    } catch (NumberFormatException noNumber) {
      throw new MissingDataException(
          "%s has the time %s; expected seconds since the epoch.".formatted(file, columns[2]));
    }
  }
}
