package io.rtoto.cli.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first lines of a file: it is of the format when one of them is. Then a line that
 * cannot be read is that line's fault; else it is the wrong file, or the wrong format.
 */
public final class FirstLines {
  private static final int ENOUGH = 10;
  private static final int LONGEST_SHOWN = 60;

  private final Path file;
  private final InputFormat format;
  private final LineReader trial;
  private byte @Nullable [] first;
  private int looked;
  private boolean fit;

  /** Looks at that file. */
  public FirstLines(Path file, InputFormat format) {
    this.file = file;
    this.format = format;
    this.trial = format.reader("");
  }

  /**
   * Looks at the next line.
   *
   * @throws WrongFormat when it has seen enough of them
   */
  public void look(byte[] line) {
    if (fit) {
      return;
    }
    if (first == null) {
      first = line;
    }
    fit = trial.fits(line);
    looked++;
    if (looked == ENOUGH) {
      end();
    }
  }

  /**
   * There are no more lines.
   *
   * @throws WrongFormat when there were some, and none was of the format
   */
  public void end() {
    if (first != null && !fit) {
      throw new WrongFormat(
          String.format(
              "%s is no %s file: its first line is %s; expected %s.%s",
              file,
              format,
              shown(first),
              trial.expected(),
              InputFormat.beginningWith(first)
                  .map(other -> " Maybe --format " + other + ".")
                  .orElse("")));
    }
  }

  /** A line for a terminal: short, and without what would command it. */
  private static String shown(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?").strip();
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }
}
