package io.rtoto.cli.backtest;

import io.rtoto.cli.console.Progress;
import io.rtoto.cli.lines.LineWriter;
import io.rtoto.rules.authoring.Thresholds;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.settings.RecommendSettings;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Goes through a journal by the rules of both sides, and tells in what they differ. */
public final class Backtest {
  /** The moment that hangs on what all customers do. */
  public static final String NOT_REHEARSED = Moment.nameOf(RecommendationReady.class);

  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private final BacktestRequest request;
  private final Progress progress;

  /** A backtest that is yet to be run. */
  public Backtest(BacktestRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * What a backtest found, and what it took.
   *
   * @param report the same for the same journal and rules
   * @param cpu of the threads that went through customers
   */
  public record Result(Report report, CpuPerEvent cpu) {}

  /**
   * CPU time for an event, in microseconds.
   *
   * @param reading to read it from JSON
   * @param base to go through an event by the rules as they are
   * @param candidate the same, by the rules as they may be
   */
  public record CpuPerEvent(double reading, double base, double candidate) {
    private static final double NANOS = 1e3;

    static CpuPerEvent of(Contrast.Cost cost, long events, long compared) {
      return new CpuPerEvent(
          cost.reading() / NANOS / Math.max(1, events),
          (cost.warmUp() + cost.base()) / NANOS / Math.max(1, events),
          cost.candidate() / NANOS / Math.max(1, compared));
    }
  }

  /**
   * Runs it.
   *
   * @throws io.rtoto.cli.console.CommandFailure when the journal cannot be read, or holds no events
   */
  public Result run() throws IOException {
    try (Recording recording =
        Recording.read(request.recorded(), request.workplace(), request.threads(), progress)) {
      Window window = new Window(recording.newest().minus(request.since()), recording.end());
      try (Reproduction reproduction = Reproduction.of(request, window)) {
        return compare(recording, window, reproduction);
      }
    } finally {
      progress.end();
    }
  }

  private Result compare(Recording recording, Window window, @Nullable Reproduction reproduction)
      throws IOException {
    Tally tally = new Tally();
    Thresholds thresholds = Thresholds.of(request.candidate().bundle().sources());
    Contrast.Cost[] cost = {Contrast.Cost.NONE};
    long[] passed = {0};
    progress.begin("deciding", recording.events());
    try (Written base = Written.in(request.out(), "decisions-base.jsonl");
        Written candidate = Written.in(request.out(), "decisions-candidate.jsonl");
        Lanes lanes =
            new Lanes(
                () -> new Lane(request, window, recording::isErased),
                request.threads(),
                contrast -> {
                  tally.take(contrast);
                  base.write(contrast.base().decisions());
                  candidate.write(contrast.candidate().decisions());
                  if (reproduction != null) {
                    reproduction.hear(contrast.base().decisions());
                  }
                  cost[0] = cost[0].plus(contrast.cost());
                  passed[0] += contrast.events();
                  progress.reached(passed[0]);
                })) {
      recording.forEachCustomer(lanes::take);
      lanes.finish();
      lanes.thresholds().forEach(thresholds::add);
    }
    return new Result(
        report(recording, window, tally, thresholds, reproduction),
        CpuPerEvent.of(cost[0], tally.events(), tally.compared()));
  }

  private Report report(
      Recording recording,
      Window window,
      Tally tally,
      Thresholds thresholds,
      @Nullable Reproduction reproduction)
      throws IOException {
    return new Report(
        new Report.Recorded(
            request.recorded().name(),
            recording.entries(),
            tally.events(),
            recording.events() - tally.events(),
            tally.customers(),
            recording.first(),
            recording.newest(),
            window.since(),
            window.until(),
            tally.compared(),
            recording.versions()),
        tally.base(request.base()),
        tally.candidate(request.candidate()),
        tally.changes(),
        tally.stopped(),
        tally.failures(),
        thresholds.told(),
        notRehearsed(tally.looks()),
        reproduction == null ? null : reproduction.told());
  }

  private Report.NotRehearsed notRehearsed(long looks) {
    Map<String, String> base = recommending(request.base().bundle());
    Map<String, String> candidate = recommending(request.candidate().bundle());
    NavigableSet<String> rules = new TreeSet<>();
    for (Side side : List.of(request.base(), request.candidate())) {
      side.bundle().rules().stream()
          .filter(card -> card.moment().equals(NOT_REHEARSED))
          .map(RuleCard::id)
          .forEach(rules::add);
    }
    return new Report.NotRehearsed(NOT_REHEARSED, looks, rules, !base.equals(candidate));
  }

  /** The files that say what is recommended. */
  private static Map<String, String> recommending(RuleBundle bundle) {
    Map<String, String> files = new TreeMap<>();
    bundle.rules().stream()
        .filter(card -> card.moment().equals(NOT_REHEARSED))
        .map(RuleCard::source)
        .forEach(file -> files.put(file, bundle.sources().getOrDefault(file, "")));
    files.put(RecommendSettings.FILE, bundle.sources().getOrDefault(RecommendSettings.FILE, ""));
    return files;
  }

  /**
   * The decisions of a side in a file.
   *
   * @param file where; null when nobody wants them
   */
  private record Written(@Nullable LineWriter file) implements Closeable {
    static Written in(@Nullable Path folder, String name) throws IOException {
      return new Written(folder == null ? null : new LineWriter(folder.resolve(name)));
    }

    void write(List<Decision> decisions) throws IOException {
      if (file != null) {
        for (Decision decision : decisions) {
          file.write(DECISIONS.write(decision));
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
