package io.rtoto.gateway.push;

import org.jspecify.annotations.Nullable;

/**
 * Where a stream stands: the number that stands as {@code id} beside the last offer that it was
 * sent. It is made of the offer's place in its topic and of whom it was decided for, so that it
 * means the same to every gateway and after a restart:
 *
 * <pre>number = offset * 1024 + mark of the customer's id (0 to 1022)</pre>
 *
 * <p>Where two customers have become one, the numbers of theirs need not grow: then the next larger
 * number with the mark 1023 stands in, which says nothing of what was sent. A stream that resumes
 * there is sent again what is open, and the page passes over what it has shown.
 *
 * @param number the number; 0 before the first offer
 */
record Position(long number) {
  static final Position START = new Position(0);

  private static final long MARKS = 1024;
  private static final long NO_MARK = MARKS - 1;
  private static final int MAX_DIGITS = 18;

  /** What a page tells; the start when it tells none, or what is no number. */
  static Position read(@Nullable String text) {
    return text == null || !text.matches("[0-9]{1," + MAX_DIGITS + "}")
        ? START
        : new Position(Long.parseLong(text));
  }

  /** Where a stream that stands here stands once it was sent that offer. */
  Position after(Offer offer) {
    long exact = offer.offset() * MARKS + markOf(offer.customerId());
    if (exact > number) {
      return new Position(exact);
    }
    long without = number - number % MARKS + NO_MARK;
    return new Position(without > number ? without : without + MARKS);
  }

  /** Whether a stream that stands here was surely sent that offer. */
  boolean isPast(Offer offer) {
    return number > 0
        && number % MARKS == markOf(offer.customerId())
        && number / MARKS >= offer.offset();
  }

  /** The place in the topic that it speaks of. */
  long offset() {
    return number / MARKS;
  }

  private static long markOf(String customerId) {
    return Math.floorMod(customerId.hashCode(), NO_MARK);
  }
}
