package io.rtoto.cli.formats;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Calls of the Segment spec, one a line: they pass as they are, for the engine to judge. */
final class SegmentLines implements LineReader {
  @Override
  public void read(long number, byte[] line, Consumer<byte[]> calls) {
    calls.accept(line);
  }

  @Override
  public boolean fits(byte[] line) {
    return new String(line, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }

  @Override
  public String expected() {
    return "a JSON object, such as {\"type\":\"track\", ...}";
  }
}
