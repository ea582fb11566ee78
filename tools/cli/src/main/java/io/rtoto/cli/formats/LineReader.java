package io.rtoto.cli.formats;

import java.util.function.Consumer;

/**
 * Reads the lines of one file, in order. A line that it cannot read it passes on as it is: the
 * engine refuses it with a reason, and nothing gets lost on the way.
 */
public interface LineReader {

  /**
   * Reads the next line.
   *
   * @param number counted from 1
   * @param line without its line break
   * @param calls takes each call that is complete, as JSON in UTF-8, or the line itself
   */
  void read(long number, byte[] line, Consumer<byte[]> calls);

  /** Gives out what was held back until the end of the file. */
  default void end(Consumer<byte[]> calls) {}
}
