package io.rtoto.cli.backtest;

import io.rtoto.cli.lines.InputLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In files, as {@code rtoto run} writes them: who is who is settled there.
 *
 * @param journal of the journal, an entry a line; gzip is accepted
 * @param decided of the decisions, likewise; null when they are not at hand
 */
public record RecordedFiles(Path journal, @Nullable Path decided) implements Recorded {
  @Override
  public String name() {
    return journal.toString();
  }

  @Override
  public void journal(Sink sink) throws IOException {
    read(journal, sink);
  }

  @Override
  public boolean hasDecisions() {
    return decided != null;
  }

  @Override
  public void decisions(Sink sink) throws IOException {
    if (decided != null) {
      read(decided, sink);
    }
  }

  @Override
  public Map<String, String> owners() {
    return Map.of();
  }

  private static void read(Path file, Sink sink) throws IOException {
    try (InputLines lines = InputLines.open(file)) {
      byte[] line = lines.next();
      for (long number = 1; line != null; number++) {
        if (!InputLines.isBlank(line)) {
          long here = number;
          sink.accept(() -> file + ", line " + here, line);
        }
        line = lines.next();
      }
    }
  }
}
