package io.rtoto.jobs.association.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest sessions in which a product was looked at, each with what was looked at before and
 * after, as places among the neighbours. The oldest is forgotten where there are too many, and of a
 * session all but the last look at the product.
 */
final class RecentSessions {
  private static final int BITS = 4;
  private static final byte[] NOTHING = {};

  /** Oldest first. */
  private final List<Session> sessions = new ArrayList<>();

  /** One of them; what is nearest to the look comes first on both sides. */
  static final class Session {
    private final int id;
    private final int second;
    private byte[] before;
    private byte[] after;

    Session(int id, int second, byte[] before, byte[] after) {
      this.id = id;
      this.second = second;
      this.before = before;
      this.after = after;
    }

    /** Seconds since the epoch, as 32 bits without a sign. */
    long second() {
      return Integer.toUnsignedLong(second);
    }

    /** How much it is like a session that wants those, by place; the longer, the less. */
    double likeness(double[] wanted) {
      double likeness = 1;
      for (int i = 0; i < before.length; i++) {
        likeness += isFirst(i, before) ? wanted[Byte.toUnsignedInt(before[i])] : 0;
      }
      for (int i = 0; i < after.length; i++) {
        boolean isNew = isFirst(i, after) && indexOf(after[i], before) == before.length;
        likeness += isNew ? wanted[Byte.toUnsignedInt(after[i])] : 0;
      }
      return likeness / Math.sqrt(1 + before.length + after.length);
    }

    private static boolean isFirst(int i, byte[] places) {
      return indexOf(places[i], places) == i;
    }

    private static int indexOf(byte place, byte[] places) {
      int i = 0;
      while (i < places.length && places[i] != place) {
        i++;
      }
      return i;
    }

    byte[] before() {
      return before;
    }

    byte[] after() {
      return after;
    }
  }

  int size() {
    return sessions.size();
  }

  Session get(int i) {
    return sessions.get(i);
  }

  /** The session comes to this product, be it again. */
  void begin(String session, long second, int most) {
    int id = session.hashCode();
    sessions.removeIf(one -> one.id == id);
    sessions.add(new Session(id, (int) second, NOTHING, NOTHING));
    while (sessions.size() > most) {
      sessions.remove(0);
    }
  }

  /** Takes note of what was before in the session that came last, one look further back. */
  void goBack(int place) {
    Session last = sessions.get(sessions.size() - 1);
    last.before = with((byte) place, last.before);
  }

  /** Takes note of what came next in a session; does nothing when that is forgotten already. */
  void goOn(String session, int place, int reach) {
    int id = session.hashCode();
    for (int i = sessions.size() - 1; i >= 0; i--) {
      Session one = sessions.get(i);
      if (one.id == id) {
        if (one.after.length < reach) {
          one.after = with((byte) place, one.after);
        }
        return;
      }
    }
  }

  /** Another product takes that place. */
  void forget(int place) {
    for (Session one : sessions) {
      one.before = without((byte) place, one.before);
      one.after = without((byte) place, one.after);
    }
  }

  private static byte[] with(byte place, byte[] places) {
    byte[] more = Arrays.copyOf(places, places.length + 1);
    more[places.length] = place;
    return more;
  }

  private static byte[] without(byte place, byte[] places) {
    int kept = 0;
    for (byte one : places) {
      if (one != place) {
        kept++;
      }
    }
    if (kept == places.length) {
      return places;
    }
    byte[] others = new byte[kept];
    int next = 0;
    for (byte one : places) {
      if (one != place) {
        others[next++] = one;
      }
    }
    return others;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeShort(sessions.size());
    for (Session one : sessions) {
      out.writeInt(one.id);
      out.writeInt(one.second);
      out.writeByte((one.before.length << BITS) | one.after.length);
      out.write(one.before);
      out.write(one.after);
    }
  }

  static RecentSessions readFrom(DataInput in) throws IOException {
    RecentSessions read = new RecentSessions();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      int id = in.readInt();
      int second = in.readInt();
      int lengths = in.readUnsignedByte();
      byte[] before = new byte[lengths >> BITS];
      in.readFully(before);
      byte[] after = new byte[lengths & ((1 << BITS) - 1)];
      in.readFully(after);
      read.sessions.add(new Session(id, second, before, after));
    }
    return read;
  }
}
