package io.rtoto.cli.formats;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The layouts that {@code rtoto run} reads. Each becomes calls of the Segment spec. */
public enum InputFormat {
  /** One call a line, as sent. */
  SEGMENT("segment", file -> new SegmentLines()),
  /** REES46 shop events: view, cart, purchase. */
  REES46("rees46", Rees46Lines::new),
  /** Taobao user behaviour: pv, cart, fav, buy. */
  TAOBAO("taobao", TaobaoLines::new),
  /** RetailRocket events: view, addtocart, transaction. */
  RETAILROCKET("retailrocket", RetailRocketLines::new),
  /** UCI Online Retail: invoices, many lines each. */
  ONLINE_RETAIL("online-retail", OnlineRetailLines::new),
  /** CDNOW purchases, separated by blanks. */
  CDNOW("cdnow", CdnowLines::new);

  private final String formatName;
  private final Function<String, LineReader> readers;

  InputFormat(String formatName, Function<String, LineReader> readers) {
    this.formatName = formatName;
    this.readers = readers;
  }

  /**
   * A reader of one file of this format.
   *
   * @param label names the file in the ids of its events; different for each file of a run
   */
  public LineReader reader(String label) {
    return readers.apply(label);
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
