package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.fitting.Holdout;
import io.rtoto.jobs.attrition.fitting.SpendFit.MeanSpend;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who bought when.
 *
 * @param histories one of each customer
 * @param currency that most orders were paid in; null when none tells
 * @param read what was read
 */
record Purchases(List<PurchaseHistory> histories, @Nullable String currency, OrdersRead read) {

  /** The last day that is known, since the epoch, whether or not somebody bought on it. */
  long lastDay() {
    return read.lastDay();
  }

  /** What the models ask of each customer who had bought by the end of that day. */
  List<BuyingPattern> patternsOn(long day) {
    return histories.stream().flatMap(history -> history.patternOn(day).stream()).toList();
  }

  /** What repeat purchases came to, of each customer who paid one. */
  List<MeanSpend> meanSpends(String inCurrency) {
    List<MeanSpend> means = new ArrayList<>();
    for (PurchaseHistory history : histories) {
      history.meanRepeatSpend(inCurrency).stream()
          .filter(mean -> mean > 0)
          .forEach(mean -> means.add(new MeanSpend(history.paidRepeats(inCurrency), mean)));
    }
    return means;
  }

  /** What each customer who had bought by the end of that day did after it. */
  List<Holdout.Outcome> outcomesAfter(long day) {
    List<Holdout.Outcome> outcomes = new ArrayList<>();
    for (PurchaseHistory history : histories) {
      history
          .patternOn(day)
          .ifPresent(pattern -> outcomes.add(new Holdout.Outcome(pattern, history.daysAfter(day))));
    }
    return outcomes;
  }

  /** The day of the first purchase of all. */
  long firstDay() {
    return histories.stream()
        .mapToLong(history -> history.first().orElseThrow())
        .min()
        .orElseThrow(() -> new CommandFailure("There is no order of a customer in these files."));
  }

  /** Tells what was read, and what counts for nothing. */
  void tell(PrintWriter out) {
    read.tell(histories.size(), out);
  }

  /** The midnight, in UTC, with which that day begins. */
  static Instant beginOf(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
