package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Basket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An order in a file.
 *
 * @param customer by whom; empty where that is not known
 * @param at when
 * @param pieces how many of each product
 */
record Order(String customer, Instant at, Map<String, Integer> pieces) {
  private static final List<String> COLUMNS =
      List.of("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "CustomerID");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /**
   * The orders of a file as Online Retail has them, in order of time, without what was returned.
   */
  static List<Order> of(Path file) throws IOException {
    List<String> lines = DataFolder.lines(file);
    List<String> header = cells(lines.get(0));
    int[] columns = COLUMNS.stream().mapToInt(header::indexOf).toArray();
    Map<String, Order> orders = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      String number = cells.get(columns[0]);
      int pieces = Integer.parseInt(cells.get(columns[2]));
      if (!number.startsWith("C") && pieces > 0) {
        orders
            .computeIfAbsent(
                number,
                none ->
                    new Order(
                        cells.get(columns[4]),
                        time(cells.get(columns[3]), file),
                        new LinkedHashMap<>()))
            .pieces()
            .merge(cells.get(columns[1]), pieces, Integer::sum);
      }
    }
    return orders.values().stream().sorted(Comparator.comparing(Order::at)).toList();
  }

  static boolean isIn(List<String> lines) {
    return !lines.isEmpty() && cells(lines.get(0)).containsAll(COLUMNS);
  }

  private static Instant time(String text, Path file) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException other) {
      throw new MissingDataException(
          "%s has the time %s; expected one such as 2010-12-01 08:26:00.".formatted(file, text));
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next == '"') {
        isQuoted = !isQuoted;
      } else if (next == ',' && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(next);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  Basket basket() {
    return new Basket(List.copyOf(pieces.keySet()), at);
  }

  int day() {
    return (int) LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
  }
}
