package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.ReportedRules;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.Seal;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells every version of the rules. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells every version of the rules that was published: by whom, when and why.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HistoryCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String LINE = "%6s  %-12s  %-19s  %-12s  %-12s  %-18s  %s%n";

  @Spec private CommandSpec spec;
  @Mixin private ReadingSettings settings;

  @Override
  public Integer call() throws IOException {
    PublishedRules published = settings.published();
    List<RuleReport> reports = reports();
    PrintWriter out = spec.commandLine().getOut();
    NavigableMap<Long, RuleBundle> all = new TreeMap<>(published.versions());
    all.putAll(published.voided());
    if (all.isEmpty() && published.inForce().isEmpty()) {
      out.println("No rules were published on " + settings.kafka() + ".");
    } else {
      out.printf(LINE, "number", "version", "published", "author", "approved by", "state", "why");
      all.values().forEach(one -> tell(out, one, stateOf(one, published, reports)));
      published
          .inForce()
          .filter(one -> one.number() == 0)
          .ifPresent(one -> tell(out, one, "in force"));
    }
    if (reports.isEmpty() && !all.isEmpty()) {
      out.println(ReportedRules.noneTells());
    }
    published.proposed().ifPresent(one -> tell(out, one, "waits for approval"));
    published.shadow().ifPresent(one -> tell(out, one, "rehearsed"));
    published.stranger().ifPresent(one -> tell(out, one, "key not known"));
    out.flush();
    return 0;
  }

  private List<RuleReport> reports() throws IOException {
    try (ReportedRules reports = new ReportedRules(settings.kafka())) {
      return reports.newest(InstantSource.system().instant());
    }
  }

  /** A job goes on by what a key signed that was revoked since, until others come. */
  private static String stateOf(
      RuleBundle one, PublishedRules published, List<RuleReport> reports) {
    boolean decides = reports.stream().anyMatch(each -> ReportedRules.decidesBy(each, one));
    if (published.voided().containsKey(one.number())) {
      return decides ? "decides, key void" : "key not valid";
    }
    if (one.number() == published.inForce().map(RuleBundle::number).orElse(0L)) {
      boolean revokedSince = !published.voided().tailMap(one.number(), false).isEmpty();
      return restored(one, revokedSince && !decides ? "last that counts" : "in force");
    }
    RuleBundle next = published.versions().get(one.number() + 1);
    boolean takenBack = next != null && next.seal() != null && next.seal().restores() > 0;
    return restored(one, takenBack ? "taken back" : "replaced");
  }

  private static String restored(RuleBundle one, String state) {
    Seal seal = one.seal();
    return seal == null || seal.restores() == 0 ? state : state + ", as " + seal.restores();
  }

  private static void tell(PrintWriter out, RuleBundle one, String state) {
    Seal seal = one.seal();
    out.printf(
        LINE,
        one.number() == 0 ? "" : Long.toString(one.number()),
        one.version(),
        TIME.format(one.publishedAt().atZone(ZoneId.systemDefault())),
        one.author(),
        text(seal == null ? null : seal.approver()),
        state,
        text(seal == null ? null : seal.why()));
  }

  private static String text(@Nullable String told) {
    return told == null ? "" : told;
  }
}
