package io.rtoto.bench.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells people how far it is, at most every two seconds. */
public final class Progress {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final PrintWriter out;
  private long lastTold;

  private Progress(PrintWriter out) {
    this.out = out;
    this.lastTold = System.nanoTime() - PAUSE;
  }

  /** A progress that is told there. */
  public static Progress to(PrintWriter out) {
    return new Progress(out);
  }

  /** What begins now. */
  public void begins(String what) {
    out.println(what);
    out.flush();
    lastTold = System.nanoTime();
  }

  /** How far it is. */
  public void reached(String what, long done, long all) {
    long now = System.nanoTime();
    if (now - lastTold >= PAUSE) {
      lastTold = now;
      out.println(String.format(Locale.ROOT, "%s: %,d of %,d", what, done, all));
      out.flush();
    }
  }
}
