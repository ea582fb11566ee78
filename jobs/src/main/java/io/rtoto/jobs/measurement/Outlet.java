package io.rtoto.jobs.measurement;

/** Where what was told goes on. */
interface Outlet {
  /** To the scorecards. */
  void scorecards(Change change);

  /** To the figures. */
  void figures(Change change);

  /** To the customer. */
  void customer(Word word);

  /** To the moment, and the rules that are asked there. */
  void asked(Asked asked);
}
