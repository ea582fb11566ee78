package io.rtoto.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.schemas.JsonFault;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.decisions.Decision;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far what was decided then comes out again: the decisions of both are laid side by side by
 * their ids, on disk.
 */
final class Reproduction implements Closeable {
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final int SAMPLES = 5;

  /** Decisions of one id come in this order. */
  private static final char RECORDED = 'R';

  private static final char REHEARSED = 'T';

  private final LineSorter byId;
  private long byOthers;
  private final SortedSet<String> otherVersions = new TreeSet<>();
  private long notRehearsed;
  private long recorded;
  private long same;
  private long otherwise;
  private long missing;
  private long more;
  private final List<String> samples = new ArrayList<>();

  private Reproduction(LineSorter byId) {
    this.byId = byId;
  }

  /**
   * Of the decisions that were recorded.
   *
   * @return null where they are not at hand
   * @throws CommandFailure when what is said to be a decision is none
   */
  static @Nullable Reproduction of(BacktestRequest request, Window window) throws IOException {
    if (!request.recorded().hasDecisions()) {
      return null;
    }
    Reproduction reproduction = new Reproduction(new LineSorter(request.workplace(), "decisions"));
    String version = request.base().bundle().version();
    try {
      request
          .recorded()
          .decisions(
              (place, message) -> {
                Decision decision = decision(place, message);
                if (window.contains(decision.decidedAt())) {
                  reproduction.recorded(decision, version);
                }
              });
      return reproduction;
    } catch (IOException | CommandFailure e) {
      reproduction.close();
      throw e;
    }
  }

  private static Decision decision(Recorded.Place place, byte[] message) throws IOException {
    try {
      return DECISIONS.read(message);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "%s is no decision: %s. Maybe the file is another one; rtoto run writes decisions.jsonl."
              .formatted(place.told(), JsonFault.of(e).what()),
          e);
    }
  }

  private void recorded(Decision decision, String version) throws IOException {
    if (decision.moment().equals(Backtest.NOT_REHEARSED)) {
      notRehearsed++;
    } else if (decision.bundleVersion().equals(version)) {
      add(decision, RECORDED);
    } else {
      byOthers++;
      otherVersions.add(decision.bundleVersion());
    }
  }

  /** Takes what the rules as they are decide now. */
  void hear(List<Decision> rehearsed) throws IOException {
    for (Decision decision : rehearsed) {
      add(decision, REHEARSED);
    }
  }

  private void add(Decision decision, char when) throws IOException {
    String what = when + decision.rule() + " " + decision.kind().wireName() + " " + decision.name();
    byId.add(decision.decisionId(), what.getBytes(StandardCharsets.UTF_8));
  }

  /** What came of it. */
  Report.Reproduced told() throws IOException {
    Pair[] pair = {new Pair("", null, null)};
    byId.forEach(
        (id, line) -> {
          if (!id.equals(pair[0].id())) {
            count(pair[0]);
            pair[0] = new Pair(id, null, null);
          }
          pair[0] = pair[0].with(new String(line, StandardCharsets.UTF_8));
        });
    count(pair[0]);
    return new Report.Reproduced(
        recorded,
        same,
        otherwise,
        missing,
        more,
        byOthers,
        otherVersions,
        notRehearsed,
        List.copyOf(samples));
  }

  /**
   * What was decided under an id.
   *
   * @param then what was recorded; null when nothing was
   * @param now what is decided now; null when nothing is
   */
  private record Pair(String id, @Nullable String then, @Nullable String now) {
    /** A decision may be written twice: the first counts. */
    Pair with(String line) {
      String what = line.substring(1);
      return line.charAt(0) == RECORDED
          ? new Pair(id, then == null ? what : then, now)
          : new Pair(id, then, now == null ? what : now);
    }
  }

  private void count(Pair pair) {
    if (pair.id().isEmpty()) {
      return;
    }
    String then = pair.then();
    recorded += then == null ? 0 : 1;
    if (then == null) {
      more++;
    } else if (pair.now() == null) {
      missing++;
    } else if (then.equals(pair.now())) {
      same++;
      return;
    } else {
      otherwise++;
    }
    if (samples.size() < SAMPLES) {
      samples.add(pair.id());
    }
  }

  @Override
  public void close() throws IOException {
    byId.close();
  }
}
