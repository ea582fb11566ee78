package io.rtoto.cli.backtest;

import io.rtoto.cli.console.Counted;
import io.rtoto.rules.authoring.Thresholds.By;
import io.rtoto.rules.authoring.Thresholds.OfThreshold;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision.Considered;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A report for people. */
public final class ReportText {

  private final Report report;
  private final List<String> lines = new ArrayList<>();

  private ReportText(Report report) {
    this.report = report;
  }

  /** The report, line by line. */
  public static List<String> of(Report report) {
    ReportText text = new ReportText(report);
    text.tellWhat();
    text.tellChanges();
    text.tellStopped();
    text.tellFailures();
    text.tellThresholds();
    text.tellNotRehearsed();
    text.tellReproduced();
    return text.lines;
  }

  private void tellWhat() {
    Report.Recorded recorded = report.recording();
    add(
        "%s of %s in %s, from %s to %s%s",
        Counted.of(recorded.events(), "event"),
        Counted.of(recorded.customers(), "customer"),
        recorded.journal(),
        recorded.first(),
        recorded.newest(),
        recorded.erased() == 0
            ? "."
            : "; %,d left out, erased since or there twice.".formatted(recorded.erased()));
    add(
        "Compared: %s from %s to %s.%s",
        Counted.of(recorded.compared(), "event"),
        recorded.since(),
        recorded.until(),
        recorded.compared() < recorded.events()
            ? " Earlier ones are remembered only; --since takes more of them in."
            : "");
    add("");
    tell("as it is", report.base());
    tell("as it may be", report.candidate());
  }

  private void tell(String side, Report.Decided decided) {
    add(
        "%-12s  %s, version %s: %s about %s, %,d stopped",
        side,
        decided.rules(),
        decided.version(),
        Counted.of(decided.decisions(), "decision"),
        Counted.of(decided.customers(), "customer"),
        decided.stopped());
  }

  private void tellChanges() {
    add("");
    List<Report.Change> different =
        report.changes().stream().filter(Report.Change::isDifferent).toList();
    int alike = report.changes().size() - different.size();
    if (different.isEmpty()) {
      add(
          report.base().version().equals(report.candidate().version())
              ? "Both are the same rules: nothing can change. Maybe other rules were meant: --rules"
                  + " DIR as they may be, --against as they are."
              : "Nothing changes: both decide the same.");
      return;
    }
    for (Report.Change change : different) {
      add("%s  %s %s", change.rule(), change.kind(), change.name());
      add(
          "  %s as it is, %,d as it may be: %,d gained, %,d lost, %,d altered%s",
          Counted.of(change.base(), "time"),
          change.candidate(),
          change.gained(),
          change.lost(),
          change.altered(),
          change.worth().stream().map(ReportText::worth).collect(Collectors.joining()));
      tell("newly", change.newly());
      tell("no longer", change.noLonger());
    }
    if (alike > 0) {
      add("%s decided as before.", Counted.of(alike, "other thing"));
    }
  }

  private static String worth(Report.Worth worth) {
    return "; of what comes to %s, now %s"
        .formatted(
            Counted.money(new Money(worth.baseMinor(), worth.currency())),
            Counted.money(new Money(worth.candidateMinor(), worth.currency())));
  }

  private void tell(String who, Report.Customers customers) {
    if (customers.number() > 0) {
      boolean all = customers.samples().size() == customers.number();
      add(
          "  %s: %s, %s%s",
          who,
          Counted.of(customers.number(), "customer"),
          all ? "" : "such as ",
          String.join(", ", customers.samples()));
    }
  }

  /** The sum for each reason, and each proposal where the sides differ in it. */
  private void tellStopped() {
    SortedMap<String, long[]> sums = new TreeMap<>();
    for (Report.Stopped one : stopped(any -> true)) {
      long[] sum = sums.computeIfAbsent(one.reason(), reason -> new long[2]);
      sum[0] += one.base();
      sum[1] += one.candidate();
    }
    if (sums.isEmpty()) {
      return;
    }
    add("");
    add("What was proposed and stopped, as it is and as it may be:");
    sums.forEach(
        (reason, sum) -> {
          add("  %,9d %,9d  %s", sum[0], sum[1], said(reason));
          stopped(one -> one.reason().equals(reason) && one.base() != one.candidate())
              .forEach(
                  one ->
                      add(
                          "  %,9d %,9d    %s (%s)",
                          one.base(), one.candidate(), one.name(), one.rule()));
        });
  }

  private static String said(String reason) {
    return Considered.guardOf(reason)
        .map(guard -> "withdrawn by " + guard)
        .orElseGet(() -> reason.replace('_', ' '));
  }

  private List<Report.Stopped> stopped(Predicate<Report.Stopped> which) {
    return report.stopped().stream()
        .filter(one -> !one.reason().equals(Considered.OUTRANKED))
        .filter(which)
        .toList();
  }

  private void tellFailures() {
    if (report.failures().isEmpty()) {
      return;
    }
    add("");
    add("Rules that failed, as it is and as it may be:");
    for (Report.Failed failed : report.failures()) {
      add("  %,9d %,9d  %s: %s", failed.base(), failed.candidate(), failed.rule(), failed.error());
    }
  }

  /** Those that another number would have made fire more often. */
  private void tellThresholds() {
    List<String> told = new ArrayList<>();
    for (OfThreshold one : report.thresholds()) {
      By most = one.most();
      if (most != null) {
        String fired =
            one.fired() == 0 ? "never fired" : "fired " + Counted.of(one.fired(), "time");
        told.add(
            "  %s  %s %s; %s.".formatted(one.rule(), one.condition(), fired, byAnother(one, most)));
      }
    }
    if (!told.isEmpty()) {
      add("");
      add("Thresholds as they may be, each by itself, before anything stops what is proposed:");
      lines.addAll(told);
    }
  }

  private static String byAnother(OfThreshold one, By most) {
    By twice = one.twice();
    if (twice == null) {
      return "at most %,d, at %s %d".formatted(most.fired(), one.operator(), most.number());
    }
    String would = "at %s %d it would have fired ".formatted(one.operator(), twice.number());
    if (one.fired() == 0) {
      return would + Counted.of(twice.fired(), "time");
    }
    boolean exactly = twice.fired() == 2 * one.fired();
    return would + "%,d, %stwice as often".formatted(twice.fired(), exactly ? "" : "more than ");
  }

  private void tellNotRehearsed() {
    Report.NotRehearsed not = report.notRehearsed();
    if (not.rules().isEmpty()) {
      return;
    }
    add("");
    add(
        "Not rehearsed: %s (%s, %s). What is recommended hangs on what all customers do.%s",
        not.moment(),
        Counted.of(not.rules().size(), "rule"),
        Counted.of(not.looks(), "look"),
        not.changed() ? " The rules on it differ: what that changes is not told here." : "");
  }

  private void tellReproduced() {
    Report.Reproduced reproduced = report.reproduced();
    if (reproduced == null) {
      return;
    }
    add("");
    if (reproduced.recorded() == 0 && reproduced.byOthers() > 0) {
      String versions = String.join(", ", reproduced.otherVersions());
      add(
          "Recorded of that time: %s by version %s, none by %s, so how much comes out again cannot be"
              + " told. --against takes the rules that decided then: their version with a broker,"
              + " their folder with a file.",
          Counted.of(reproduced.byOthers(), "decision"), versions, report.base().version());
      return;
    }
    add(
        "Of %s of that time by version %s, %,d come out the same, %,d otherwise, %,d not; and %,d"
            + " more.%s",
        Counted.of(reproduced.recorded(), "recorded decision"),
        report.base().version(),
        reproduced.same(),
        reproduced.otherwise(),
        reproduced.missing(),
        reproduced.more(),
        reproduced.samples().isEmpty()
            ? ""
            : " Such as " + String.join(", ", reproduced.samples()));
    add(
        "Not compared: %,d recommendations, %,d by other versions%s.",
        reproduced.notRehearsed(),
        reproduced.byOthers(),
        reproduced.otherVersions().isEmpty()
            ? ""
            : ": " + String.join(", ", reproduced.otherVersions()));
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is on no class path of ours
  private void add(String line, Object... values) {
    lines.add(line.formatted(values));
  }
}
