package io.rtoto.cli.formats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layouts that {@code rtoto run} reads. Each becomes calls of the Segment spec. */
public enum InputFormat {
  /** One call a line, as sent. */
  SEGMENT("segment"),
  /** REES46 shop events: view, cart, purchase. */
  REES46("rees46"),
  /** Taobao user behaviour: pv, cart, fav, buy. */
  TAOBAO("taobao"),
  /** RetailRocket events: view, addtocart, transaction. */
  RETAILROCKET("retailrocket"),
  /** UCI Online Retail: invoices, many lines each. */
  ONLINE_RETAIL("online-retail"),
  /** CDNOW purchases, separated by blanks. */
  CDNOW("cdnow");

  private final String formatName;

  InputFormat(String formatName) {
    this.formatName = formatName;
  }

  /**
   * A reader of one file of this format.
   *
   * @param label names the file in the ids of its events; different for each file of a run
   */
  public LineReader reader(String label) {
    return switch (this) {
      case SEGMENT -> new SegmentLines();
      case REES46 -> new Rees46Lines(label);
      case TAOBAO -> new TaobaoLines(label);
      case RETAILROCKET -> new RetailRocketLines(label);
      case ONLINE_RETAIL -> new OnlineRetailLines(label);
      case CDNOW -> new CdnowLines(label);
    };
  }

  /** The format that a file which begins so may have; empty when it is none that we know. */
  public static Optional<InputFormat> beginningWith(byte[] firstLine) {
    return Arrays.stream(values()).filter(format -> format.reader("").fits(firstLine)).findFirst();
  }

  /** The format's name on the command line. */
  public String formatName() {
    return formatName;
  }

  /** The format of that name; empty when there is none. */
  public static Optional<InputFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.formatName.equals(name)).findFirst();
  }

  /** All names, for a person to choose from. */
  public static String names() {
    return Arrays.stream(values()).map(InputFormat::formatName).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return formatName;
  }
}
