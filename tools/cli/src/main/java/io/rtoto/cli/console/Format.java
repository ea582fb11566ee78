package io.rtoto.cli.console;

/** For whom an answer is written. */
public enum Format {
  /** For people. */
  TEXT,
  /** For programs: JSON. */
  JSON
}
