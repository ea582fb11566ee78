package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Counted;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.ReportedRules;
import io.rtoto.cli.publishing.RuleWatch;
import io.rtoto.cli.publishing.Vitals;
import io.rtoto.rules.settings.PublishSettings.Guards;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleReport.Difference;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells by which rules the job decides now, and how that goes. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tells by which rules each subtask of the job decides, how long asking those of each moment"
            + " takes, what is rehearsed and in what it differs, what waits for approval, and what"
            + " the guards read.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Every subtask decides by the rules in force.",
      "1:Not every subtask does, or the broker does not answer.",
      "2:Wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StatusCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Spec private CommandSpec spec;
  @Mixin private ReadingSettings settings;
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    PublishedRules published = settings.published();
    PrintWriter out = spec.commandLine().getOut();
    RuleBundle inForce = published.inForce().orElse(null);
    published
        .stranger()
        .ifPresent(
            one ->
                out.printf(
                    "Number %d, rules %s by %s, is signed by a key that you do not know: --trust,"
                        + " --trust-file.%n",
                    one.number(), one.version(), one.author()));
    if (inForce == null && published.voided().isEmpty()) {
      out.println("No rules were published on " + settings.kafka() + ".");
      return 1;
    }
    try (ReportedRules reports = new ReportedRules(settings.kafka())) {
      List<RuleReport> newest = reports.newest(clock.instant());
      tellWhatCounts(out, published, newest);
      newest.forEach(report -> tell(out, report, published));
      if (newest.isEmpty()) {
        out.println("  " + ReportedRules.noneTells());
      }
      tellAsking(out, newest);
      if (inForce != null) {
        tellGuards(out, inForce, RuleWatch.guards(inForce, published), reports);
      }
      published.shadow().ifPresent(shadow -> tellRehearsal(out, shadow, newest));
      published
          .proposed()
          .ifPresent(
              one ->
                  out.printf(
                      "Waits for approval: %s, by %s, since %s%n",
                      one.version(), one.author(), time(one.publishedAt())));
      out.flush();
      return inForce != null && !newest.isEmpty() && reports.allDecideBy(inForce) ? 0 : 1;
    }
  }

  /**
   * What counts of what was published, and what the job decides by all the same: it goes on by what
   * a key signed that was revoked since, until others come.
   */
  private void tellWhatCounts(PrintWriter out, PublishedRules published, List<RuleReport> reports) {
    List<RuleBundle> revoked =
        published.voided().values().stream()
            .filter(one -> reports.stream().anyMatch(each -> ReportedRules.decidesBy(each, one)))
            .toList();
    published
        .inForce()
        .ifPresentOrElse(
            one ->
                out.printf(
                    "%s: %s, by %s, since %s%n",
                    revoked.isEmpty() ? "In force" : "The last that counts",
                    Named.of(one),
                    one.author(),
                    time(one.publishedAt())),
            () ->
                out.printf(
                    "Number %d was published last on %s, by a key that does not count any more: a"
                        + " job that starts anew takes no rules. Publish them again by another key:"
                        + " ./rtoto rules publish --key FILE%n",
                    published.voided().lastKey(), settings.kafka()));
    revoked.forEach(
        one ->
            out.printf(
                "Decides: %s, by %s, since %s, though its key does not count any more, until others"
                    + " come. %s%n",
                Named.of(one),
                one.author(),
                time(one.publishedAt()),
                published
                    .inForce()
                    .filter(last -> last.number() > 0)
                    .map(last -> "Maybe: ./rtoto rules rollback " + last.number())
                    .orElse("")));
  }

  /** Whether what decides is not what is in force, and why. */
  private static String unlike(RuleReport report, PublishedRules published) {
    if (published.inForce().filter(one -> ReportedRules.decidesBy(report, one)).isPresent()) {
      return "";
    }
    RuleBundle revoked = published.voided().get(report.number());
    return " (rules "
        + report.version()
        + (revoked != null && ReportedRules.decidesBy(report, revoked)
            ? "; its key does not count any more)"
            : "; not yet, or not any more, what is in force)");
  }

  private static void tell(PrintWriter out, RuleReport report, PublishedRules published) {
    out.printf("  subtask %d of %d: ", report.subtask(), report.parallelism());
    if (report.version().isEmpty()) {
      out.println("no rules decide");
    } else {
      out.printf(
          "%s%s since %s: %s, %s, %s, %.2f ms each%n",
          report.number() == 0 ? "rules " + report.version() : "number " + report.number(),
          unlike(report, published),
          time(report.activeSince() == null ? report.since() : report.activeSince()),
          Counted.of(report.moments(), "moment"),
          Counted.of(report.failures(), "failure"),
          Counted.of(report.offers(), "offer"),
          report.moments() == 0 ? 0.0 : report.evaluationMicros() / 1000.0 / report.moments());
    }
    if (!report.refusal().isEmpty()) {
      out.println("    refused: " + report.refusal());
      out.println(
          "    What another RTOTO compiled is not taken. Compile and publish the rules again, by the"
              + " RTOTO that the job is of: ./rtoto rules publish");
    }
    if (!report.suspended().isEmpty()) {
      out.println(
          "    not heard any more, for they failed too often: "
              + String.join(", ", report.suspended()));
    }
  }

  /** Over all subtasks. */
  private static void tellAsking(PrintWriter out, List<RuleReport> reports) {
    Map<String, Asking> byMoment = new TreeMap<>();
    reports.forEach(
        report ->
            report.asked().forEach(each -> byMoment.merge(each.moment(), each, Asking::plus)));
    byMoment
        .values()
        .forEach(
            each ->
                out.printf(
                    "  %s: asked %s, %.2f ms on average, in 99 of 100 at most %.2f ms%n",
                    each.moment(),
                    Counted.of(each.times(), "time"),
                    each.averageMicros() / 1000,
                    each.microsWithin(0.99) / 1000.0));
  }

  private void tellGuards(
      PrintWriter out, RuleBundle inForce, Guards guards, ReportedRules reports) {
    if (RuleWatch.isWatched(inForce, guards, reports.newest(), clock.instant())) {
      out.println(
          "Watched until " + time(RuleWatch.watchEnds(inForce, guards, reports.newest())) + ":");
      Vitals.of(inForce.number(), reports.lately())
          .lines(guards)
          .forEach(line -> out.println("  " + line));
    }
  }

  private static void tellRehearsal(PrintWriter out, RuleBundle shadow, List<RuleReport> reports) {
    out.printf(
        "Rehearsed: %s, by %s, since %s%n",
        shadow.version(), shadow.author(), time(shadow.publishedAt()));
    List<Rehearsed> told =
        reports.stream()
            .map(RuleReport::rehearsed)
            .filter(Objects::nonNull)
            .filter(one -> one.version().equals(shadow.version()))
            .toList();
    out.printf(
        "  on %s: %s, %s%n",
        Counted.of(told.size(), "subtask"),
        Counted.of(told.stream().mapToLong(Rehearsed::moments).sum(), "moment"),
        Counted.of(told.stream().mapToLong(Rehearsed::failures).sum(), "failure"));
    Set<String> suspended = new TreeSet<>();
    told.forEach(one -> suspended.addAll(one.suspended()));
    if (!suspended.isEmpty()) {
      out.println(
          "  not heard any more, for they failed too often, and in no difference from then on: "
              + String.join(", ", suspended));
    }
    Map<String, Difference> differences = new TreeMap<>();
    told.forEach(
        one ->
            one.differences()
                .forEach(
                    each ->
                        differences.merge(
                            each.rule(),
                            each,
                            (a, b) ->
                                new Difference(
                                    a.rule(),
                                    a.newly() + b.newly(),
                                    a.noLonger() + b.noLonger()))));
    reports.stream()
        .map(RuleReport::rehearsalRefusal)
        .filter(refusal -> !refusal.isEmpty())
        .distinct()
        .forEach(refusal -> out.println("  refused: " + refusal));
    if (differences.isEmpty() && !told.isEmpty()) {
      out.println("  It decides as those in force do.");
    }
    differences
        .values()
        .forEach(
            each ->
                out.printf(
                    "  %s would decide %,d times where it does not, and not %,d times where it"
                        + " does%n",
                    each.rule(), each.newly(), each.noLonger()));
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }
}
