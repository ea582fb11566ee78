package io.rtoto.cli.console;

/** So many of something, in words. */
public final class Counted {
  private Counted() {}

  /**
   * Such as {@code 1 customer} or {@code 2,357 customers}.
   *
   * @param one the word for one of them, which takes an s for several
   */
  public static String of(long number, String one) {
    return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }
}
