package io.rtoto.cli.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rtoto.cli.lines.InputLines;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of lines in one of the formats.
 *
 * @param file where it lies
 * @param format what its lines are
 * @param label names the file in the ids of its events
 */
public record SourceFile(Path file, InputFormat format, String label) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Takes what a file holds, in its order. */
  public interface Taker {
    /** A call is complete, as JSON in UTF-8. */
    void call(byte[] call);

    /**
     * The format has no such line.
     *
     * @param number counted from 1
     */
    void unreadable(long number, byte[] line, UnreadableLine why) throws IOException;

    /** A line, blank or not, is dealt with. */
    void passed();
  }

  /**
   * Reads the file to its end.
   *
   * @throws WrongFormat when none of its first lines is of the format
   */
  public void read(Taker taker) throws IOException {
    LineReader layout = format.reader(label);
    FirstLines firstLines = new FirstLines(file, format);
    try (InputLines in = InputLines.open(file)) {
      byte[] line = in.next();
      for (long number = 1; line != null; number++) {
        if (!InputLines.isBlank(line)) {
          firstLines.look(line);
          try {
            layout.read(number, line, taker::call);
          } catch (UnreadableLine e) {
            taker.unreadable(number, line, e);
          }
        }
        taker.passed();
        line = in.next();
      }
    }
    firstLines.end();
    layout.end(taker::call);
  }

  /** A call as a tree, to be routed by; whoever reads it judges what is no JSON. */
  public static JsonNode tree(byte[] call) {
    try {
      return JSON.readTree(call);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
