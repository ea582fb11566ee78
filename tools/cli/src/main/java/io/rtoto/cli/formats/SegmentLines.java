package io.rtoto.cli.formats;

import java.util.function.Consumer;

/** Calls of the Segment spec, one a line: they pass as they are. */
final class SegmentLines implements LineReader {
  @Override
  public void read(long number, byte[] line, Consumer<byte[]> calls) {
    calls.accept(line);
  }
}
