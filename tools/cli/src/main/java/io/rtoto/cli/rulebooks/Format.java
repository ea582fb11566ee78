package io.rtoto.cli.rulebooks;

/** For whom problems are told. */
enum Format {
  /** For people: a sentence, and the line with a marker below the place. */
  TEXT,
  /** For programs: an array of objects. */
  JSON,
  /** For code hosts and editors: SARIF 2.1.0. */
  SARIF
}
