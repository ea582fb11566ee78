package io.rtoto.cli.publishing;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.PublishSettings;
import io.rtoto.rules.settings.PublishSettings.Guards;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches new rules in their first minutes, and puts those before them in force again when a guard
 * trips, with the reason. It watches from outside the job: its subtasks would have to agree on a
 * common count before any of them could go back, while one who reads what all of them tell decides
 * alone, and publishes like anybody else, so that the history knows.
 *
 * <p>What was put in force again is not watched: nobody would know where that ends.
 */
public final class RuleWatch implements AutoCloseable {
  /** Who takes rules back. */
  static final String AUTHOR = "guard";

  private final String bootstrapServers;
  private final Signatory.Lookup keys;
  private final InstantSource clock;
  private final Consumer<String> out;
  private final ReportedRules reports;
  private Signatory signatory;
  private PublishedRules published;
  private long told;
  private String trouble = "";

  /**
   * Watches on that broker.
   *
   * @param keys tells who signs what is put in force again, and whose rules count. It is asked at
   *     each look: rules of a key that was trusted meanwhile are watched, and those of one that was
   *     revoked are not put in force again
   * @param out hears what happens, line by line
   */
  public RuleWatch(
      String bootstrapServers, Signatory.Lookup keys, InstantSource clock, Consumer<String> out)
      throws IOException {
    this.bootstrapServers = bootstrapServers;
    this.keys = keys;
    this.clock = clock;
    this.out = out;
    signatory = keys.now();
    published = PublishedRules.on(bootstrapServers, signatory);
    reports = new ReportedRules(bootstrapServers);
  }

  /** Hears what the job tells, and acts on it. What stands in the way is told, and tried again. */
  public void look() {
    try {
      act();
      trouble = "";
    } catch (IOException | CommandFailure e) {
      String now = String.valueOf(e.getMessage());
      if (!now.equals(trouble)) {
        trouble = now;
        out.accept("The watch over the rules could not act, and tries again: " + now);
      }
    }
  }

  private void act() throws IOException {
    reports.listen();
    long decidedBy = reports.newest().stream().mapToLong(RuleReport::number).max().orElse(0);
    Signatory now = keys.now();
    if (decidedBy > numberInForce() || !now.equals(signatory)) {
      signatory = now;
      published = PublishedRules.on(bootstrapServers, signatory);
    }
    RuleBundle inForce = published.inForce().orElse(null);
    if (inForce != null) {
      Guards guards = guards(inForce, published);
      if (isWatched(inForce, guards, reports.newest(), clock.instant())) {
        Optional<String> tripped = Vitals.of(inForce.number(), reports.lately()).tripped(guards);
        if (tripped.isPresent()) {
          takeBack(inForce, tripped.get());
        }
      }
    }
  }

  /** Whether these rules are watched at that time. */
  public static boolean isWatched(
      RuleBundle bundle, Guards guards, List<RuleReport> reports, Instant at) {
    return bundle.seal() != null
        && bundle.seal().restores() == 0
        && at.isBefore(watchEnds(bundle, guards, reports));
  }

  /**
   * Until when these rules are watched: so long after the last subtask decides by them, which may
   * be long after they were published. Older jobs do not tell that.
   */
  public static Instant watchEnds(RuleBundle bundle, Guards guards, List<RuleReport> reports) {
    return reports.stream()
        .filter(report -> ReportedRules.decidesBy(report, bundle))
        .map(RuleReport::activeSince)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(bundle.publishedAt())
        .plus(guards.watched());
  }

  /**
   * What may not happen to these rules in their first minutes: what they say themselves, and what
   * the rules before them say, or nobody would watch who switches it off.
   */
  public static Guards guards(RuleBundle bundle, PublishedRules published) {
    Guards own = LibrarySettings.in(bundle.sources()).publish().guards();
    Map.Entry<Long, RuleBundle> before = published.versions().lowerEntry(bundle.number());
    return before == null ? own : own.strictest(guardsOfBefore(before.getValue()));
  }

  private static Guards guardsOfBefore(RuleBundle before) {
    try {
      return LibrarySettings.in(before.sources()).publish().guards();
    } catch (IllegalArgumentException e) {
      // An earlier RTOTO took what this one does not read any more: the usual ones are left.
      return PublishSettings.DEFAULT.guards();
    }
  }

  private void takeBack(RuleBundle inForce, String reason) throws IOException {
    if (told == inForce.number()) {
      // To publish ends what others have begun: not again and again, for nothing.
      return;
    }
    try (RulePublisher publisher = new RulePublisher(bootstrapServers, signatory)) {
      // Another watch, or a person, may have been first.
      if (publisher.published().inForce().map(RuleBundle::number).orElse(0L) == inForce.number()) {
        Optional<RuleBundle> before = lastGood(inForce, publisher);
        if (before.isPresent()) {
          restore(inForce, before.get(), reason, publisher);
        } else {
          told = inForce.number();
          out.accept(
              "The rules %s (number %d) stay in force, for none were before them that could be put in force again; but %s."
                  .formatted(inForce.version(), inForce.number(), reason));
        }
      }
    }
    published = PublishedRules.on(bootstrapServers, signatory);
  }

  private void restore(
      RuleBundle inForce, RuleBundle before, String reason, RulePublisher publisher)
      throws IOException {
    RuleBundle restored = publisher.restore(before, new Origin(AUTHOR, reason, clock.instant()));
    out.accept(
        "The rules %s (number %d) were taken back: %s. Those of number %d are in force again, as number %d."
            .formatted(
                inForce.version(), inForce.number(), reason, before.number(), restored.number()));
  }

  /**
   * The newest rules before these that may be put in force again, that this RTOTO can decide by,
   * and that were not taken back themselves when they were in force last.
   */
  private static Optional<RuleBundle> lastGood(RuleBundle inForce, RulePublisher publisher) {
    NavigableMap<Long, RuleBundle> versions = publisher.published().versions();
    Set<String> bad = new HashSet<>();
    versions
        .headMap(inForce.number(), false)
        .forEach(
            (number, bundle) -> {
              RuleBundle next = versions.get(number + 1);
              if (next != null && next.seal() != null && next.seal().restores() > 0) {
                bad.add(bundle.version());
              } else {
                bad.remove(bundle.version());
              }
            });
    bad.add(inForce.version());
    return versions.headMap(inForce.number(), false).descendingMap().values().stream()
        .filter(bundle -> !bad.contains(bundle.version()))
        .filter(publisher::mayRestore)
        .filter(RulePublisher::loads)
        .findFirst();
  }

  private long numberInForce() {
    return published.inForce().map(RuleBundle::number).orElse(0L);
  }

  @Override
  public void close() {
    reports.close();
  }
}
