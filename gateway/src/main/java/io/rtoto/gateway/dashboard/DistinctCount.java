package io.rtoto.gateway.dashboard;

import java.util.BitSet;

/**
 * About how many different texts were seen, in half a megabyte whatever their number: linear
 * counting (Whang, Vander-Zanden, Taylor 1990), good to within one percent up to some millions.
 */
final class DistinctCount {
  private static final int CELLS = 1 << 22;

  private final BitSet seen = new BitSet(CELLS);
  private int occupied;

  void add(String text) {
    int cell = cellOf(text);
    if (!seen.get(cell)) {
      seen.set(cell);
      occupied++;
    }
  }

  long estimate() {
    return Math.round(-(double) CELLS * Math.log1p(-(double) occupied / CELLS));
  }

  /** FNV-1a with 64 bits: {@link String#hashCode} has too few for that many. */
  private static int cellOf(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return (int) ((hash ^ (hash >>> 32)) & (CELLS - 1));
  }
}
