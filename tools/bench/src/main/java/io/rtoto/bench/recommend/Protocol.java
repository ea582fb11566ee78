package io.rtoto.bench.recommend;

import io.rtoto.bench.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How it is tried, and on which files. */
enum Protocol {
  /** Learn from the training sessions, foretell the others; the product looked at is not named. */
  serenade("sessions-serenade") {
    @Override
    Report report(DataFolder folder, Progress progress) throws IOException {
      return ofSessions(Trials.batch(folder, false), progress);
    }
  },
  /** The same, and the product looked at may be named. */
  rsc15("sessions-rsc15") {
    @Override
    Report report(DataFolder folder, Progress progress) throws IOException {
      return ofSessions(Trials.batch(folder, true), progress);
    }
  },
  /** Sessions without times, and pairs of what was looked at and what came next. */
  pairs("sessions-retailrocket") {
    @Override
    Report report(DataFolder folder, Progress progress) throws IOException {
      return ofSessions(Trials.pairs(folder), progress);
    }
  },
  /** Foretell each click of the last fifth, and learn from it at once. */
  streaming("sessions-serenade") {
    @Override
    Report report(DataFolder folder, Progress progress) throws IOException {
      return ofSessions(Trials.streaming(folder), progress);
    }
  },
  /** Complete the baskets of the last month, and foretell what returning customers buy in it. */
  basket("online-retail") {
    @Override
    Report report(DataFolder folder, Progress progress) throws IOException {
      return Orders.of(folder).report(progress);
    }
  };

  private final String usualFolder;

  Protocol(String usualFolder) {
    this.usualFolder = usualFolder;
  }

  abstract Report report(DataFolder folder, Progress progress) throws IOException;

  Report report(Path data, Progress progress) throws IOException {
    return report(DataFolder.of(data, usualFolder), progress);
  }

  Report ofSessions(Trial trial, Progress progress) {
    progress.begins(trial.told());
    Map<String, Supplier<Recommender>> all = new LinkedHashMap<>();
    all.put("engine", Engine::new);
    all.put("popularity", Popularity::new);
    all.put("cooccurrence", CoOccurrence::new);
    all.put("vstan", Vstan::new);
    Map<String, Quality> by = new LinkedHashMap<>();
    all.forEach((name, made) -> by.put(name, trial.of(name, made.get(), progress)));
    return new Report(name(), trial.told(), by);
  }
}
