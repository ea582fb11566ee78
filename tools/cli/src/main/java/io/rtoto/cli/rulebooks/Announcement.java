package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.ReportedRules;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.RuleWatch;
import io.rtoto.rules.settings.PublishSettings.Guards;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.Seal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells what was published.
 *
 * @param out where
 * @param by who publishes it where
 * @param before what was published before
 */
record Announcement(PrintWriter out, Publication by, PublishedRules before) {
  /**
   * Whether that version is in force, and signed, and can be decided by: what an earlier RTOTO
   * compiled of the same sources may not load any more. Nor where other rules came after it that do
   * not count now: the job may decide by them, as their key counted when they came.
   */
  boolean isInForce(RuleBundle rules) {
    return before
        .inForce()
        .filter(inForce -> inForce.number() > 0 && inForce.version().equals(rules.version()))
        .filter(RulePublisher::loads)
        .filter(inForce -> before.lasts())
        .isPresent();
  }

  /** It decides from now on. */
  void inForce(RuleBundle bundle) throws IOException {
    out.printf(
        "Published number %d, rules %s, on %s.%n", bundle.number(), bundle.version(), kafka());
    tellOrigin(bundle);
    Guards guards = RuleWatch.guards(bundle, before);
    if (!guards.watched().isZero()) {
      out.printf(
          "They are watched for %d minutes by ./rtoto up, or ./rtoto rules watch.%n",
          guards.watched().toMinutes());
    }
    out.flush();
    if (!by.patience().isZero()) {
      List<RuleReport> told =
          awaitSubtasks(one -> ReportedRules.decidesBy(one, bundle), "decides by", "decide by");
      tellRefusals(told, RuleReport::refusal);
      tellAnothers(bundle, told);
      out.flush();
    }
  }

  /**
   * Waits until every subtask does something with the rules, and tells whether they do.
   *
   * @return what those tell that do not
   */
  private List<RuleReport> awaitSubtasks(Predicate<RuleReport> does, String one, String several)
      throws IOException {
    try (ReportedRules reports = new ReportedRules(kafka())) {
      boolean all = reports.awaitAll(does, by.patience(), by.clock());
      List<RuleReport> newest = reports.newest();
      long doing = newest.stream().filter(does).count();
      if (newest.isEmpty()) {
        out.printf("No job has told that it %s them. Maybe none runs yet.%n", one);
      } else if (all) {
        out.printf("Every subtask %s them: %d of %d.%n", one, doing, newest.size());
      } else {
        out.printf(
            "After %s, %d of %d subtasks %s them. ./rtoto rules status tells more.%n",
            by.patience(), doing, newest.get(0).parallelism(), several);
      }
      return newest.stream().filter(does.negate()).toList();
    }
  }

  private void tellRefusals(List<RuleReport> told, Function<RuleReport, String> refusal) {
    told.stream()
        .map(refusal)
        .filter(why -> !why.isEmpty())
        .distinct()
        .forEach(why -> out.println("  refused: " + why));
  }

  private void tellAnothers(RuleBundle bundle, List<RuleReport> told) {
    told.stream()
        .filter(one -> one.number() >= bundle.number())
        .findFirst()
        .ifPresent(
            other ->
                out.printf(
                    "  The job decides by number %d, rules %s, which somebody else published. Maybe"
                        + " you do not know their key: --trust, --trust-file.%n",
                    other.number(), other.version()));
  }

  private String kafka() {
    return by.kafka();
  }

  /** It waits. */
  void proposed(RuleBundle bundle) {
    out.printf("Rules %s wait for approval on %s.%n", bundle.version(), kafka());
    tellOrigin(bundle);
    out.printf(
        "Another than %s approves: ./rtoto rules publish --approve --author NAME%n",
        bundle.author());
    out.flush();
  }

  /** It decides beside, muted. */
  void rehearsed(RuleBundle bundle) throws IOException {
    out.printf("Rules %s are rehearsed on %s; nobody hears of it.%n", bundle.version(), kafka());
    tellOrigin(bundle);
    out.printf(
        "./rtoto rules status tells the difference, ./rtoto rules promote puts them in force.%n");
    out.flush();
    if (!by.patience().isZero()) {
      List<RuleReport> told =
          awaitSubtasks(one -> ReportedRules.rehearses(one, bundle), "rehearses", "rehearse");
      tellRefusals(told, RuleReport::rehearsalRefusal);
      out.flush();
    }
  }

  private void tellOrigin(RuleBundle bundle) {
    Seal seal = bundle.seal();
    out.printf(
        "  by %s%s%s%n",
        bundle.author(),
        seal == null || seal.approver() == null ? "" : ", approved by " + seal.approver(),
        seal == null || seal.why().isEmpty() ? "" : ": " + seal.why());
    before
        .inForce()
        .ifPresentOrElse(
            inForce -> out.printf("  after %s%n", Named.of(inForce)),
            () -> out.printf("  the first%n"));
    RuleChanges.between(before.inForce().orElse(null), bundle)
        .lines()
        .forEach(line -> out.printf("  %s%n", line));
  }
}
