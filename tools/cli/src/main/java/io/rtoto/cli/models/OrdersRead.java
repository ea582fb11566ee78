package io.rtoto.cli.models;

import java.io.PrintWriter;

/**
 * What was read, and what of it counts for nothing.
 *
 * @param lines how many lines were read
 * @param unreadable how many lines or calls were none
 * @param nobodys how many orders name no customer beyond a browser or a device
 * @param lastDay the last day that is known, since the epoch, whether or not somebody bought on it
 */
record OrdersRead(long lines, long unreadable, long nobodys, long lastDay) {
  void tell(int customers, PrintWriter out) {
    out.printf("%,d lines, %,d customers who bought.%n", lines, customers);
    if (unreadable > 0) {
      out.printf("%,d lines or calls could not be read; they count for nothing.%n", unreadable);
    }
    if (nobodys > 0) {
      out.printf(
          "%,d orders name no customer beyond a browser or a device; they count for nobody.%n",
          nobodys);
    }
    out.flush();
  }
}
