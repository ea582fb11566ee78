package io.rtoto.cli.formats;

import java.util.function.Consumer;

/** A comma-separated file in which each line is one event. */
abstract class TableLines implements LineReader {
  private final String label;
  private final Columns columns;

  TableLines(String label, String... columns) {
    this.label = label;
    this.columns = new Columns(columns);
  }

  /** The line as a call; {@code lineId} is unique to it. */
  abstract Call call(Row row, String lineId) throws UnreadableLine;

  @Override
  public final void read(long number, byte[] line, Consumer<byte[]> calls) throws UnreadableLine {
    Row row = columns.row(line);
    if (row != null) {
      calls.accept(call(row, Call.lineId(label, number)).json());
    }
  }

  @Override
  public final String expected() {
    return columns.expected();
  }
}
