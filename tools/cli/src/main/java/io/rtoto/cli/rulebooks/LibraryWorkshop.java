package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.gateway.rulebooks.RuleWorkshop;
import io.rtoto.gateway.rulebooks.WorkshopRefusal;
import io.rtoto.gateway.rulebooks.WorkshopRefusal.Reason;
import io.rtoto.rules.authoring.Coverage.OfRule;
import io.rtoto.rules.authoring.Difference;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.authoring.RulesRefusedException;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.Selection;
import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does for the rule desk what {@code rtoto rules check}, {@code test}, {@code diff}, {@code
 * publish}, {@code promote} and {@code rollback} do, by what they do it with. What is written there
 * touches no file of this machine.
 *
 * <p>Threads may share one. It publishes one order at a time: two would end one another.
 */
public final class LibraryWorkshop implements RuleWorkshop {
  /** As long as the commands wait by default. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** As those of packages: no way out of the library, and none that a page could not show. */
  private static final Pattern PATH = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*");

  private final String kafka;
  private final Signatory.Lookup signatory;
  private final Duration patience;
  private final InstantSource clock;
  private final Object publishing = new Object();

  /**
   * Publishes on that broker.
   *
   * @param signatory whose key signs, and whom else to believe, as they are when it is asked
   */
  public LibraryWorkshop(String kafka, Signatory.Lookup signatory, InstantSource clock) {
    this(kafka, signatory, PATIENCE, clock);
  }

  LibraryWorkshop(
      String kafka, Signatory.Lookup signatory, Duration patience, InstantSource clock) {
    this.kafka = kafka;
    this.signatory = signatory;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public List<Problem> check(Map<String, String> files) throws WorkshopRefusal {
    return problems(library(files).findings());
  }

  @Override
  public Trial test(Map<String, String> files) throws WorkshopRefusal {
    WrittenLibrary library = library(files);
    try {
      CaseRun run = tried(library.compiled(Instant.EPOCH), library);
      return new Trial(
          List.of(),
          run.results().stream().map(LibraryWorkshop::told).toList(),
          run.coverage().stream().filter(rule -> !rule.fires()).map(OfRule::rule).toList());
    } catch (RulesRefusedException e) {
      return new Trial(problems(e.findings()), List.of(), List.of());
    }
  }

  @Override
  public List<Change> diff(Map<String, String> before, Map<String, String> after)
      throws WorkshopRefusal {
    try {
      DifferenceReport report =
          DifferenceReport.between(compared("before", before), compared("after", after));
      return Stream.concat(
              report.ofRules().stream().map(one -> told(one, one.what(), null)),
              report.ofCases().stream().map(one -> told(one, null, one.what())))
          .toList();
    } catch (RulesRefusedException e) {
      throw new WorkshopRefusal(
          Reason.REFUSED,
          "They cannot be told apart while one of them cannot be read.",
          problems(e.findings()),
          List.of());
    }
  }

  @Override
  public Outcome publish(Draft draft, Person author) throws IOException, WorkshopRefusal {
    WrittenLibrary library = library(draft.files());
    // To compile takes longer than to find that it is in vain.
    requireInForce(draft.parent(), published());
    RuleBundle rules = sound(library);
    return carryOut(
        author,
        draft.why(),
        verbs -> {
          requireInForce(draft.parent(), verbs.published());
          if (draft.shadow() || verbs.demandsApproval(rules)) {
            requireNobodysPlace(draft, author, verbs.published());
          }
          return draft.shadow() ? verbs.rehearse(rules) : verbs.publish(rules);
        });
  }

  @Override
  public Outcome approve(String version, Person approver) throws IOException, WorkshopRefusal {
    return carryOut(
        approver,
        "",
        verbs -> {
          RuleBundle proposed = named(version, verbs.published().proposed(), "wait for approval");
          requireNewest(proposed, verbs.published());
          if (proposed.author().equals(approver.name())) {
            throw new WorkshopRefusal(
                Reason.OWN,
                "They are %s's own; expected another to approve them. Maybe somebody else who may: here, or by ./rtoto rules publish --approve --author NAME --key FILE."
                    .formatted(proposed.author()));
          }
          return verbs.approve(proposed);
        });
  }

  @Override
  public Outcome promote(String version, Person by) throws IOException, WorkshopRefusal {
    return carryOut(
        by,
        "",
        verbs -> {
          RuleBundle shadow = named(version, verbs.published().shadow(), "are rehearsed");
          requireNewest(shadow, verbs.published());
          return verbs.promote(shadow);
        });
  }

  @Override
  public List<String> drop(String version, Person by) throws IOException, WorkshopRefusal {
    return carryOut(
            by,
            "",
            verbs -> verbs.drop(named(version, verbs.published().shadow(), "are rehearsed")))
        .messages();
  }

  @Override
  public Outcome rollBack(long number, String why, Person by) throws IOException, WorkshopRefusal {
    return carryOut(by, why, verbs -> verbs.rollBack(earlier(number, verbs.published())));
  }

  /** What is done once nobody else publishes. */
  @FunctionalInterface
  private interface Step {
    Publishing.Done by(Publishing verbs) throws IOException, WorkshopRefusal;
  }

  private Outcome carryOut(Person person, String why, Step step)
      throws IOException, WorkshopRefusal {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    synchronized (publishing) {
      try {
        Publication by =
            new Publication(
                kafka, signatory.now(), person.name(), person.mayApprove(), why, patience, clock);
        try (RulePublisher publisher = by.publisher()) {
          Publishing.Done done = step.by(new Publishing(publisher, by, out, nobodyLooks -> {}));
          return new Outcome(
              done.state(),
              done.rules().version(),
              done.rules().number() == 0 ? null : done.rules().number(),
              told.toString().lines().map(String::strip).toList());
        }
      } catch (CommandFailure e) {
        throw objection(e);
      }
    }
  }

  private PublishedRules published() throws IOException, WorkshopRefusal {
    try {
      return PublishedRules.on(kafka, signatory.now());
    } catch (CommandFailure e) {
      throw objection(e);
    }
  }

  private static WorkshopRefusal objection(CommandFailure failure) {
    return new WorkshopRefusal(Reason.REFUSED, String.valueOf(failure.getMessage()));
  }

  private static WrittenLibrary library(Map<String, String> files) throws WorkshopRefusal {
    for (String path : files.keySet()) {
      if (!PATH.matcher(path).matches() || !RuleLibrary.isOurs(path)) {
        throw new WorkshopRefusal(
            Reason.MEANINGLESS,
            "%s is the name of no file of a rule library; expected one such as retail/first_order/welcome.drl, welcome.cases.yaml, welcome.table.csv or texts.yaml."
                .formatted(path));
      }
    }
    return WrittenLibrary.of(files);
  }

  private static ComparedLibrary compared(String name, Map<String, String> files)
      throws WorkshopRefusal {
    WrittenLibrary library = library(files);
    return new ComparedLibrary(name, library.rules(), Optional.of(library.cases()));
  }

  private RuleBundle sound(WrittenLibrary library) throws WorkshopRefusal {
    try {
      RuleBundle rules = library.compiled(clock.instant());
      CaseRun run = tried(rules, library);
      if (!new CaseReport(run, 0).isGood()) {
        throw new WorkshopRefusal(
            Reason.REFUSED,
            "%s failed, and nothing was published."
                .formatted(Counted.of(run.failed().size(), "case")),
            List.of(),
            run.failed().stream().map(LibraryWorkshop::told).toList());
      }
      return rules;
    } catch (RulesRefusedException e) {
      throw new WorkshopRefusal(
          Reason.REFUSED,
          "The library has %s, and nothing was published."
              .formatted(Counted.of(e.findings().size(), "problem")),
          problems(e.findings()),
          List.of());
    }
  }

  private static CaseRun tried(RuleBundle rules, WrittenLibrary library) {
    return new CaseTrial(rules, library.cases()).run(Selection.ALL, nobodyLooks -> {});
  }

  private static void requireInForce(String parent, PublishedRules published)
      throws WorkshopRefusal {
    RuleBundle inForce = published.inForce().orElse(null);
    if (inForce == null || !inForce.version().equals(parent)) {
      throw new WorkshopRefusal(
          Reason.OVERTAKEN,
          "What you wrote began from rules %s, and %s. Nothing was published."
              .formatted(
                  parent,
                  inForce == null
                      ? "none are in force"
                      : "%s by %s are in force by now"
                          .formatted(Named.of(inForce), inForce.author())));
    }
  }

  /** What was made before somebody changed what is in force would undo that without a word. */
  private static void requireNewest(RuleBundle made, PublishedRules published)
      throws WorkshopRefusal {
    RuleBundle inForce = published.inForce().orElse(null);
    if (inForce != null && !inForce.version().equals(made.parent())) {
      throw new WorkshopRefusal(
          Reason.OVERTAKEN,
          "Rules %s were made from %s, and %s by %s are in force by now. Nothing was put in force. Maybe publish them again from those."
              .formatted(made.version(), made.parent(), Named.of(inForce), inForce.author()));
    }
  }

  /** There is one place each for what is rehearsed and what waits: another's is not taken away. */
  private static void requireNobodysPlace(Draft draft, Person author, PublishedRules published)
      throws WorkshopRefusal {
    RuleBundle there =
        (draft.shadow() ? published.shadow() : published.proposed())
            .filter(one -> !one.author().equals(author.name()))
            .orElse(null);
    if (there != null && draft.parent().equals(there.parent())) {
      throw new WorkshopRefusal(
          Reason.OVERTAKEN,
          draft.shadow()
              ? "Rules %s by %s are rehearsed, and yours would take their place. Nothing was published. Maybe end that rehearsal first."
                  .formatted(there.version(), there.author())
              : "Rules %s by %s wait for approval, made from the same rules as yours. Nothing was published. Maybe have them approved first, or replaced by their author."
                  .formatted(there.version(), there.author()));
    }
  }

  private RuleBundle named(String version, Optional<RuleBundle> found, String does)
      throws WorkshopRefusal {
    return found
        .filter(one -> one.version().equals(version))
        .orElseThrow(
            () ->
                new WorkshopRefusal(
                    Reason.MISSING,
                    "It is not rules %s that %s on %s; expected %s."
                        .formatted(
                            version,
                            does,
                            kafka,
                            found.map(RuleBundle::version).orElse("nothing, for none do"))));
  }

  private static RuleBundle earlier(long number, PublishedRules published) throws WorkshopRefusal {
    if (!published.versions().containsKey(number) && !published.voided().containsKey(number)) {
      throw new WorkshopRefusal(
          Reason.MISSING, "There is no number %d of the rules.".formatted(number));
    }
    return Named.find(Long.toString(number), published);
  }

  private static List<Problem> problems(List<Finding> findings) {
    return findings.stream()
        .map(
            one ->
                new Problem(
                    one.file(),
                    one.line(),
                    one.column(),
                    one.endColumn(),
                    Problems.SEVERITY,
                    one.message(),
                    one.hint().isEmpty() ? null : one.hint()))
        .toList();
  }

  private static TriedCase told(CaseResult result) {
    return new TriedCase(
        result.file(), result.line(), result.name(), result.holds(), result.differences());
  }

  private static Change told(
      Difference difference, @Nullable String rule, @Nullable String caseName) {
    boolean isFile = difference.what().equals(difference.file());
    Stream<String> moved =
        difference.formerly().isEmpty()
            ? Stream.empty()
            : Stream.of("It was %s.".formatted(difference.formerly()));
    return new Change(
        difference.file(),
        difference.line(),
        isFile ? null : rule,
        isFile ? null : caseName,
        difference.kind().name().toLowerCase(Locale.ROOT),
        Stream.concat(moved, DifferenceReport.sentences(difference).stream()).toList());
  }
}
