package io.rtoto.cli.formats;

import java.util.function.Consumer;

/** Reads the lines of one file, in order. */
public interface LineReader {

  /**
   * Reads the next line.
   *
   * @param number counted from 1
   * @param line without its line break; never blank
   * @param calls takes each call that is complete, as JSON in UTF-8
   * @throws UnreadableLine when the format has no such line; the next one can be read all the same
   */
  void read(long number, byte[] line, Consumer<byte[]> calls) throws UnreadableLine;

  /** Gives out what was held back until the end of the file. */
  default void end(Consumer<byte[]> calls) {}

  /** Whether that line, taken as the next one, is of the format; its calls are lost. */
  default boolean fits(byte[] line) {
    try {
      read(1, line, call -> {});
      return true;
    } catch (UnreadableLine e) {
      return false;
    }
  }

  /** What a line is, to end a sentence: {@code expected} and this. */
  String expected();
}
