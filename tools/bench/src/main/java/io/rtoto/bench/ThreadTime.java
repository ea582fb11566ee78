package io.rtoto.bench;

/**
 * How long a thread has had a core since it began, as Linux tells it in {@code
 * /proc/self/task/*}{@code /stat}.
 *
 * @param id the system's id of the thread
 * @param name its name, cut to 15 bytes by the system
 * @param ticks time in user and system mode, in 1/100 s
 */
record ThreadTime(int id, String name, long ticks) {
  /** Length of a tick, in microseconds: Linux reports in 1/100 s on every architecture of today. */
  static final long MICROSECONDS_PER_TICK = 10_000;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  /**
   * Reads a line of {@code stat}; see proc(5).
   *
   * @throws IllegalArgumentException when it is no such line
   */
  static ThreadTime parse(String line) {
    int open = line.indexOf('(');
    // A name may hold brackets and blanks: the last bracket closes it.
    int close = line.lastIndexOf(')');
    if (open < 1 || close < open) {
      throw noStat(line);
    }
    String[] fields = line.substring(close + 1).strip().split(" ", -1);
    if (fields.length <= SYSTEM_TIME) {
      throw noStat(line);
    }
    return new ThreadTime(
        Integer.parseInt(line.substring(0, open).strip()),
        line.substring(open + 1, close),
        Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
  }

  private static IllegalArgumentException noStat(String line) {
    return new IllegalArgumentException(
        "\""
            + line
            + "\" is no line of /proc/self/task/*/stat; expected \"id (name) state ...\" with 52"
            + " fields.");
  }
}
