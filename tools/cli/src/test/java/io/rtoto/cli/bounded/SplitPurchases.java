package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The purchases of CDNOW, each customer's under several names. */
final class SplitPurchases {
  static final String USER = "\"userId\":\"%1$s\"";
  static final List<String> THREE_NAMES =
      List.of(
          "\"context\":{\"device\":{\"id\":\"device-%1$s\"}}",
          "\"anonymousId\":\"browser-%1$s\"", USER);

  private SplitPurchases() {}

  /**
   * Each customer's purchases by one name after the other; then all names at once.
   *
   * @param joined when that is
   */
  static List<String> told(Path purchases, List<String> names, LocalDate joined)
      throws IOException {
    Map<String, Integer> bought = new TreeMap<>();
    List<String> calls = new ArrayList<>();
    for (String[] values : lines(purchases)) {
      String customer = values[0];
      int before = bought.merge(customer, 1, Integer::sum) - 1;
      calls.add(
          call(calls.size(), day(values), names.get(before % names.size()).formatted(customer))
              + ",\"type\":\"track\",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"o-%d\",\"currency\":\"USD\",\"total\":%s}}"
                  .formatted(calls.size(), values[4]));
    }
    for (String customer : bought.keySet()) {
      calls.add(
          call(calls.size(), joined, String.join(",", names).formatted(customer))
              + ",\"type\":\"identify\"}");
    }
    return calls;
  }

  /** The beginning of a call by those names. */
  static String call(int number, LocalDate day, String names) {
    return "{%s,\"messageId\":\"m-%d\",\"timestamp\":\"%sT00:00:00Z\""
        .formatted(names, number, day);
  }

  /** The file's lines: who, two numbers about that, the date in the third place, dollars last. */
  static List<String[]> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return in.lines().map(line -> line.strip().split("\\s+", -1)).toList();
    }
  }

  /** The day of a purchase. */
  static LocalDate day(String[] values) {
    return LocalDate.parse(values[2], DateTimeFormatter.BASIC_ISO_DATE);
  }
}
