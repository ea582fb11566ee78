package io.rtoto.cli.shop;

import java.util.SplittableRandom;

/** Random numbers that depend on a seed and on what they are for, and on nothing else. */
final class Chance {
  private Chance() {}

  /** The numbers of one thing: the same whatever else is simulated, and in which order. */
  static SplittableRandom of(long seed, long... what) {
    long mixed = seed;
    for (long part : what) {
      // Constants of SplitMix64: neighbouring numbers must not give similar sequences.
      mixed = (mixed ^ (part + 0x9e3779b97f4a7c15L)) * 0xbf58476d1ce4e5b9L;
      mixed ^= mixed >>> 27;
    }
    return new SplittableRandom(mixed);
  }
}
