package io.rtoto.bench;

/**
 * What it was measured on: figures of two machines do not compare.
 *
 * @param cores how many the job's process may use
 * @param java the Java machine, such as {@code 17.0.15 (Eclipse Adoptium)}
 * @param system the operating system, such as {@code Linux amd64}
 */
record Machine(int cores, String java, String system) {

  /** The one on which this process runs. */
  static Machine ofThisProcess() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        property("java.version") + " (" + property("java.vendor") + ")",
        property("os.name") + " " + property("os.arch"));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
