package io.rtoto.jobs.identity;

import org.jspecify.annotations.Nullable;

/** How an event stands to the one that came under its message id before. */
enum Novelty {
  /** There was none. */
  NEW,
  /** It says the same again. */
  REPEAT,
  /** It says something else. */
  COLLISION;

  static Novelty of(@Nullable Long knownFingerprint, long fingerprint) {
    if (knownFingerprint == null) {
      return NEW;
    }
    return knownFingerprint == fingerprint ? REPEAT : COLLISION;
  }
}
