package io.rtoto.cli.bounded;

import io.rtoto.cli.lines.LineWriter;
import java.io.IOException;

/** Of the messages of each key, which come one after the other, writes the last one. */
final class NewestOfEach {
  private final LineWriter writer;
  private String key = "";
  private byte[] newest = new byte[0];
  private long written;

  NewestOfEach(LineWriter writer) {
    this.writer = writer;
  }

  /** Takes the next message; an empty one takes the key out. */
  void next(String nextKey, byte[] message) throws IOException {
    if (!nextKey.equals(key)) {
      end();
      key = nextKey;
    }
    newest = message;
  }

  /** Writes what is still open. */
  void end() throws IOException {
    if (newest.length > 0) {
      writer.write(newest);
      written++;
    }
    newest = new byte[0];
  }

  /** How many keys there were. */
  long written() {
    return written;
  }
}
