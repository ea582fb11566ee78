package io.rtoto.jobs.memory;

import io.rtoto.schemas.Sha256;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How much of a list is kept: so many entries, and no more once the names in them have so many
 * bytes. Names are the shop's own and may be long, and a memory is bounded in bytes: who has short
 * names has room for all entries, who has long ones for fewer.
 *
 * <p>What is kept depends on all that was ever put in, and not on the order, as long as the names
 * of an entry hang on its key alone: whatever is newer takes room and never gives it back. An entry
 * is kept where there was any room left before it, be it longer than that; for one that was passed
 * over would make room for an older one, or not, as they happen to come in.
 *
 * @param entries how many at most
 * @param bytes of names, in UTF-8, after which there is no room for another
 */
record Room(int entries, int bytes) {
  /** What has longer names, of which no shop knows any, is not remembered: in UTF-8. */
  static final int MOST_BYTES_OF_NAMES = 256;

  private static final int BYTES_OF_A_HASH = 16;
  private static final int FEW_MORE = 0x80;
  private static final int MANY_MORE = 0x800;

  /** Room for so many, however long. */
  static Room forEntries(int entries) {
    return new Room(entries, Integer.MAX_VALUE);
  }

  /** How many bytes that name has in UTF-8; none where there is no name. */
  static int bytes(@Nullable String name) {
    if (name == null) {
      return 0;
    }
    int bytes = name.length();
    for (int i = 0; i < name.length(); i++) {
      char one = name.charAt(i);
      if (one >= FEW_MORE) {
        // Of a pair of surrogates, which has four bytes, each half counts for two.
        bytes += one < MANY_MORE || Character.isSurrogate(one) ? 1 : 2;
      }
    }
    return bytes;
  }

  /** Whether what has names of so many bytes is not remembered. */
  static boolean isTooLong(int bytesOfNames) {
    return bytesOfNames > MOST_BYTES_OF_NAMES;
  }

  /**
   * What is only shown to people, in so many bytes: of a longer text the beginning, and an
   * ellipsis.
   */
  static String shortened(String text, int most) {
    if (bytes(text) <= most) {
      return text;
    }
    int end = text.length();
    while (bytes(text.substring(0, end)) > most - bytes("…")) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  /** What only tells one from another, in so many bytes: of a longer one, a number in its place. */
  static String identified(String id, int most) {
    return bytes(id) <= most
        ? id
        : "#" + HexFormat.of().formatHex(Sha256.of(id), 0, BYTES_OF_A_HASH);
  }

  /** An empty one. */
  Filling empty() {
    return new Filling(this);
  }

  /** What was put into a room. */
  static final class Filling {
    private final Room room;
    private int entries;
    private int bytes;

    private Filling(Room room) {
      this.room = room;
    }

    /**
     * Takes one more, if there is room left, and its names are not too long to be remembered.
     *
     * @param ofNames how many bytes its names have
     */
    boolean takes(int ofNames) {
      if (isFull() || isTooLong(ofNames)) {
        return false;
      }
      entries++;
      bytes += ofNames;
      return true;
    }

    /** Whether nothing more goes in. */
    boolean isFull() {
      return entries >= room.entries || bytes >= room.bytes;
    }
  }
}
