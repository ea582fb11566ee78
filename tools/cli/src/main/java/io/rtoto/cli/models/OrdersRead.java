package io.rtoto.cli.models;

import io.rtoto.cli.console.Counted;
import java.io.PrintWriter;
import java.util.List;

/**
 * What was read, and what of it counts for nothing.
 *
 * @param lines how many lines were read
 * @param unreadable how many lines or calls were none
 * @param firstUnreadable the first of them: where, and why
 * @param nobodys how many orders name no customer beyond a browser or a device
 * @param lastDay the last day that is known, since the epoch, whether or not somebody bought on it
 */
record OrdersRead(
    long lines, long unreadable, List<String> firstUnreadable, long nobodys, long lastDay) {
  /** So many are told with their reasons. */
  static final int MOST_TOLD = 3;

  void tell(int customers, PrintWriter out) {
    out.printf(
        "%s, %s who bought.%n", Counted.of(lines, "line"), Counted.of(customers, "customer"));
    if (unreadable > 0) {
      out.printf(
          "%s could not be read; %s for nothing. %s:%n",
          unreadable == 1 ? "1 line or call" : "%,d lines or calls".formatted(unreadable),
          unreadable == 1 ? "it counts" : "they count",
          unreadable > MOST_TOLD ? "The first of them" : "Namely");
      firstUnreadable.forEach(one -> out.println("  " + one));
    }
    if (nobodys > 0) {
      out.printf(
          "%s no customer beyond a browser or a device; %s for nobody.%n",
          nobodys == 1 ? "1 order names" : "%,d orders name".formatted(nobodys),
          nobodys == 1 ? "it counts" : "they count");
    }
    out.flush();
  }
}
