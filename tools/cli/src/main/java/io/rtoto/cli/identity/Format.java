package io.rtoto.cli.identity;

/** For whom an answer is written. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs: JSON. */
  JSON
}
