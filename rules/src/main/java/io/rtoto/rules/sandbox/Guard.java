package io.rtoto.rules.sandbox;

/**
 * Ends a rule that does not end. The code of rules is woven with calls of {@link #tick} wherever it
 * could go round or add up; while the thread is on guard, too many of them within its budget of
 * processor time are the end of the rule. Rules cannot call it themselves: {@link BytecodeCheck}
 * reads them before they are woven.
 */
public final class Guard {
  /** What is woven into rules calls it by this name. */
  static final String TICK = "tick";

  /** To ask for the time costs as much as a hundred ticks. */
  private static final int TICKS_A_LOOK = 1_024;

  /** As much as all rules of an event have: whoever needs it alone comes to no end. */
  private static final long NANOS = CpuBudget.USUAL.toNanos();

  private static final ThreadLocal<Guard> OF_THREAD = ThreadLocal.withInitial(Guard::new);

  private boolean on;
  private int ticks;
  private long since;
  private boolean spent;

  private Guard() {}

  /** From now on this thread is in the rules' code. */
  public static void begin() {
    Guard guard = OF_THREAD.get();
    guard.on = true;
    guard.ticks = 0;
    guard.since = -1;
    guard.spent = false;
  }

  /** This thread has left the rules' code. */
  public static void end() {
    OF_THREAD.get().on = false;
  }

  /**
   * A step that could be one of many.
   *
   * @throws OutOfTime when there were too many; from then on at every step, so that who catches it
   *     gets no further
   */
  public static void tick() {
    Guard guard = OF_THREAD.get();
    if (guard.on && (guard.spent || ++guard.ticks % TICKS_A_LOOK == 0)) {
      guard.look();
    }
  }

  private void look() {
    if (!spent) {
      long now = CpuBudget.ofThread();
      if (since < 0) {
        since = now;
      }
      spent = now - since > NANOS;
    }
    if (spent) {
      throw new OutOfTime();
    }
  }

  /** A rule took more processor time than all rules of an event have. */
  public static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTime() {
      super("A rule comes to no end. Maybe its bundle was not made by RTOTO.");
    }
  }
}
