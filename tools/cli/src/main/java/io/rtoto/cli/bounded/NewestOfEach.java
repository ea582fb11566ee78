package io.rtoto.cli.bounded;

import io.rtoto.cli.lines.LineWriter;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import java.io.IOException;

/**
 * Of the states of each customer, which come one after the other, writes the last one when it is a
 * snapshot: whoever is another by now is written as that one.
 */
final class NewestOfEach {
  private static final Messages<CustomerState> STATES = Messages.of(CustomerState.class);

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
    if (newest.length > 0 && STATES.read(newest) instanceof CustomerSnapshot) {
      writer.write(newest);
      written++;
    }
    newest = new byte[0];
  }

  /** How many customers there are. */
  long written() {
    return written;
  }
}
