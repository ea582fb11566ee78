package io.rtoto.jobs.association.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How much each of a bounded number of products weighs, where what is added counts for half after a
 * half-life. Where there is no room, the weakest is forgotten, and a product that comes again
 * starts from nothing: the weight of a product that is remembered is too small by at most {@link
 * #forgotten}, the sum of all that was forgotten.
 *
 * <p>A product keeps its place, a small number, as long as it is remembered.
 */
final class FadingWeights {
  /** A longer product id is not remembered: in UTF-8 this one fits into 255 bytes. */
  static final int LONGEST_ID = 80;

  /** Weights are told as of a time that moves on before they could become too great for a float. */
  private static final int MOST_DOUBLINGS = 32;

  private static final int FEW = 4;
  private static final byte[] NOTHING = {};

  private long asOf;
  private float own;
  private float forgotten;
  private int size;
  private String[] ids = new String[FEW];
  private float[] weights = new float[FEW];
  private float[] owns = new float[FEW];
  private KeptFacts facts = new KeptFacts();

  static boolean canBeRemembered(String id) {
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  /** What 1 weighs that is added at that time. */
  double unit(long at, long halfLife) {
    if (own == 0 && size == 0) {
      asOf = at;
    }
    long doublings = Math.floorDiv(at - asOf, halfLife);
    if (doublings > MOST_DOUBLINGS) {
      fade((int) Math.min(doublings, Short.MAX_VALUE));
      asOf += doublings * halfLife;
    }
    return Math.pow(2, (double) (at - asOf) / halfLife);
  }

  /** Exact, but for what is too small for a float and becomes nothing. */
  private void fade(int halvings) {
    own = Math.scalb(own, -halvings);
    forgotten = Math.scalb(forgotten, -halvings);
    for (int i = 0; i < size; i++) {
      weights[i] = Math.scalb(weights[i], -halvings);
      owns[i] = Math.scalb(owns[i], -halvings);
    }
  }

  /** What remains at that time of a weight of 1 as it is kept. */
  double remains(long at, long halfLife) {
    return Math.pow(2, -(double) (at - asOf) / halfLife);
  }

  void count(double weight) {
    own += (float) weight;
  }

  /** How often the product itself was counted, as kept. */
  double own() {
    return own;
  }

  double forgotten() {
    return forgotten;
  }

  /**
   * The place of a product; that of the weakest, which is forgotten, where there is no other.
   *
   * @param whenForgotten hears of a place whose product is forgotten
   */
  int place(String id, int most, IntConsumer whenForgotten) {
    int place = find(id);
    if (place >= 0) {
      return place;
    }
    if (size < most) {
      place = append();
    } else {
      place = weakest();
      forgotten += weights[place];
      whenForgotten.accept(place);
    }
    ids[place] = id;
    weights[place] = 0;
    owns[place] = 0;
    facts.tell(place, Facts.NONE);
    return place;
  }

  private int append() {
    if (size == ids.length) {
      int more = size + size / 2;
      ids = Arrays.copyOf(ids, more);
      weights = Arrays.copyOf(weights, more);
      owns = Arrays.copyOf(owns, more);
    }
    return size++;
  }

  private int weakest() {
    int weakest = 0;
    for (int i = 1; i < size; i++) {
      int order = Float.compare(weights[i], weights[weakest]);
      if (order < 0 || (order == 0 && ids[i].compareTo(ids[weakest]) > 0)) {
        weakest = i;
      }
    }
    return weakest;
  }

  /** The place of a product; -1 when it is not remembered. */
  int find(String id) {
    for (int i = 0; i < size; i++) {
      if (ids[i].equals(id)) {
        return i;
      }
    }
    return -1;
  }

  void add(int place, double weight) {
    weights[place] += (float) weight;
  }

  /** Takes note of how often the product at that place was counted itself. */
  void counted(int place, double total) {
    owns[place] = (float) total;
  }

  void tell(int place, Facts told) {
    facts.tell(place, told);
  }

  Facts facts(int place) {
    return facts.of(place);
  }

  int size() {
    return size;
  }

  String id(int place) {
    return ids[place];
  }

  double weight(int place) {
    return weights[place];
  }

  double ownOf(int place) {
    return owns[place];
  }

  /**
   * Writes all of it.
   *
   * @param withOwns whether how often each was counted itself is part of it
   */
  void writeTo(DataOutput out, boolean withOwns) throws IOException {
    out.writeLong(asOf);
    out.writeFloat(own);
    out.writeFloat(forgotten);
    out.writeShort(size);
    byte[][] written = new byte[size][];
    Arrays.setAll(written, i -> ids[i].getBytes(StandardCharsets.UTF_8));
    int shared = shared(written);
    out.writeByte(shared);
    out.write(size == 0 ? NOTHING : written[0], 0, shared);
    for (int i = 0; i < size; i++) {
      out.writeByte(written[i].length - shared);
      out.write(written[i], shared, written[i].length - shared);
      out.writeFloat(weights[i]);
      if (withOwns) {
        out.writeFloat(owns[i]);
      }
    }
    facts.writeTo(out);
  }

  /** With how many bytes all of them begin: the ids of a shop are much alike. */
  private static int shared(byte[][] ids) {
    int shared = ids.length == 0 ? 0 : ids[0].length;
    for (byte[] id : ids) {
      int differs = Arrays.mismatch(ids[0], 0, shared, id, 0, Math.min(shared, id.length));
      shared = differs < 0 ? shared : differs;
    }
    return shared;
  }

  /**
   * Reads what was written.
   *
   * @param areShared whether what all ids begin with is written once
   */
  static FadingWeights readFrom(DataInput in, boolean withOwns, boolean areShared)
      throws IOException {
    FadingWeights read = new FadingWeights();
    read.asOf = in.readLong();
    read.own = in.readFloat();
    read.forgotten = in.readFloat();
    read.size = in.readUnsignedShort();
    int room = Math.max(FEW, read.size);
    read.ids = new String[room];
    read.weights = new float[room];
    read.owns = new float[room];
    byte[] shared = areShared ? new byte[in.readUnsignedByte()] : NOTHING;
    in.readFully(shared);
    for (int i = 0; i < read.size; i++) {
      byte[] id = Arrays.copyOf(shared, shared.length + in.readUnsignedByte());
      in.readFully(id, shared.length, id.length - shared.length);
      read.ids[i] = new String(id, StandardCharsets.UTF_8);
      read.weights[i] = in.readFloat();
      if (withOwns) {
        read.owns[i] = in.readFloat();
      }
    }
    read.facts = KeptFacts.readFrom(in);
    return read;
  }
}
