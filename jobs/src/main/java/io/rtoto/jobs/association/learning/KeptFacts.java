package io.rtoto.jobs.association.learning;

import io.rtoto.schemas.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the products at their places. Neighbours are of few categories and of one
 * currency, so that each product takes three or four bytes: a label for its category and currency,
 * and the price.
 */
final class KeptFacts {
  /** A longer category is not remembered. */
  private static final int LONGEST = 200;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  /** Category and currency of the labels from 1 on; of 0, none. */
  private List<Label> labels = new ArrayList<>();

  private byte[] labelOf = {};
  private long[] prices = {};

  private record Label(String category, String currency) {}

  /** What is told of the product at that place from now on. */
  void tell(int place, Facts facts) {
    if (place >= labelOf.length) {
      labelOf = Arrays.copyOf(labelOf, place + 1);
      prices = Arrays.copyOf(prices, place + 1);
    }
    labelOf[place] = 0; // What is told anew is not in the way where labels run out.
    Money price = facts.price();
    String category = known(facts.category());
    if (price == null || price.minor() < 0) {
      labelOf[place] = label(new Label(category, ""));
      prices[place] = 0;
    } else {
      labelOf[place] = label(new Label(category, known(price.currency())));
      prices[place] = price.minor();
    }
  }

  private static String known(@Nullable String text) {
    return text == null || text.length() > LONGEST ? "" : text;
  }

  private byte label(Label wanted) {
    if (wanted.category().isEmpty() && wanted.currency().isEmpty()) {
      return 0;
    }
    int at = labels.indexOf(wanted);
    if (at >= 0) {
      return (byte) (at + 1);
    }
    if (labels.size() == AssociationSettings.MOST_NEIGHBOURS) {
      forgetUnused();
    }
    labels.add(wanted);
    return (byte) labels.size();
  }

  /** There are never more in use than there are places. */
  private void forgetUnused() {
    List<Label> used = new ArrayList<>(labels.size());
    byte[] labelNow = new byte[labels.size() + 1];
    for (int place = 0; place < labelOf.length; place++) {
      int label = Byte.toUnsignedInt(labelOf[place]);
      if (label != 0 && labelNow[label] == 0) {
        used.add(labels.get(label - 1));
        labelNow[label] = (byte) used.size();
      }
      labelOf[place] = labelNow[label];
    }
    labels = used;
  }

  Facts of(int place) {
    if (place >= labelOf.length || labelOf[place] == 0) {
      return Facts.NONE;
    }
    Label label = labels.get(Byte.toUnsignedInt(labelOf[place]) - 1);
    return new Facts(
        label.category().isEmpty() ? null : label.category(),
        label.currency().isEmpty() ? null : new Money(prices[place], label.currency()));
  }

  void writeTo(DataOutput out) throws IOException {
    forgetUnused();
    out.writeByte(labels.size());
    for (Label label : labels) {
      out.writeUTF(label.category());
      out.writeUTF(label.currency());
    }
    out.writeByte(labelOf.length);
    for (int place = 0; place < labelOf.length; place++) {
      out.writeByte(labelOf[place]);
      if (labelOf[place] != 0) {
        writeNumber(prices[place], out);
      }
    }
  }

  static KeptFacts readFrom(DataInput in) throws IOException {
    KeptFacts read = new KeptFacts();
    int labels = in.readUnsignedByte();
    for (int i = 0; i < labels; i++) {
      read.labels.add(new Label(in.readUTF(), in.readUTF()));
    }
    int places = in.readUnsignedByte();
    read.labelOf = new byte[places];
    read.prices = new long[places];
    for (int place = 0; place < places; place++) {
      read.labelOf[place] = in.readByte();
      if (read.labelOf[place] != 0) {
        read.prices[place] = readNumber(in);
      }
    }
    return read;
  }

  /** Seven bits a byte, the lowest first; the highest bit says that there are more. */
  private static void writeNumber(long number, DataOutput out) throws IOException {
    long left = number;
    while (left >= MORE) {
      out.writeByte((int) (left & (MORE - 1)) | MORE);
      left >>>= BITS;
    }
    out.writeByte((int) left);
  }

  private static long readNumber(DataInput in) throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += BITS) {
      int part = in.readUnsignedByte();
      number |= (long) (part & (MORE - 1)) << shift;
      if (part < MORE) {
        return number;
      }
    }
  }
}
