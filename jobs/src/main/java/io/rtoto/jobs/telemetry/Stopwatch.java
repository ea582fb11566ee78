package io.rtoto.jobs.telemetry;

/** Measures how long something takes. Nothing that is decided hangs on it. */
public final class Stopwatch {
  private static final long NANOS_A_MICRO = 1000;

  private final long began = System.nanoTime();

  /** Microseconds since it was made. */
  public long micros() {
    return (System.nanoTime() - began) / NANOS_A_MICRO;
  }
}
