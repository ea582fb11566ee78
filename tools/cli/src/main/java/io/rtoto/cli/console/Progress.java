package io.rtoto.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells a person how far it is: a bar on a terminal, elsewhere a line every ten seconds. */
public final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  /**
   * Of the bar. Asked for the terminal's own width, the library would take over its signals too,
   * and Ctrl-C would end the process before anything is cleared away.
   */
  private static final int WIDTH = 80;

  private final PrintStream err;
  private final boolean terminal;
  private final InstantSource clock;
  private String step = "";
  private long total;
  private @Nullable ProgressBar bar;
  private Instant nextLine;

  /**
   * Nothing is under way yet.
   *
   * @param terminal whether a person looks at that stream as it is written
   */
  public Progress(PrintStream err, boolean terminal, InstantSource clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
    this.nextLine = clock.instant().plus(BETWEEN_LINES);
  }

  /**
   * Begins a step.
   *
   * @param nextTotal how much there is to do; -1 when nobody knows
   */
  public void begin(String nextStep, long nextTotal) {
    end();
    step = nextStep;
    total = nextTotal;
    nextLine = clock.instant().plus(BETWEEN_LINES);
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(nextStep)
              .setInitialMax(nextTotal)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
              .build();
    }
  }

  /** So much of the step is done. */
  public void reached(long done) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(done);
    } else if ((done & 0x3ff) == 0 || total >= 0) {
      tellNowAndThen(done);
    }
  }

  /** Ends the step. */
  public void end() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
    }
  }

  private void tellNowAndThen(long done) {
    Instant now = clock.instant();
    if (now.isBefore(nextLine)) {
      return;
    }
    nextLine = now.plus(BETWEEN_LINES);
    if (total < 0) {
      err.printf("%s: %,d%n", step, done);
    } else {
      err.printf("%s: %,d of %,d%n", step, done, total);
    }
  }
}
