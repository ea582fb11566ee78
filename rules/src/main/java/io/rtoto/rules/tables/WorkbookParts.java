package io.rtoto.rules.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through the parts of a workbook before its reader does. That one believes what is written
 * there: it makes room for each column up to a cell's, goes on to the text whose number a cell has,
 * and works out each formula.
 */
final class WorkbookParts {
  /** A workbook of the largest table unpacks to about two megabytes. */
  static final int MOST_UNPACKED_BYTES = 16 << 20;

  static final int MOST_PARTS = 1_000;
  static final int MOST_FORMULAS = 2_500;

  /** A text or a number takes no more, as the format has it; a long number takes long to read. */
  static final int MOST_VALUE_CHARACTERS = 32_767;

  /** As the format has it: that column is called XFD. */
  private static final int LAST_COLUMN = 16_384;

  private static final Pattern CELL = Pattern.compile("\\$?([A-Za-z]{1,3})\\$?[0-9]{1,7}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String SAVE_AGAIN =
      "Maybe it is damaged: open it in a spreadsheet and save it again.";
  private static final String ONLY_VALUES = "Maybe copy the values of the table to a new workbook.";

  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
  private int formulas;
  private int texts;
  private int furthestText = -1;

  private WorkbookParts() {
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /**
   * Refuses what would take its reader too much memory or time.
   *
   * @throws UnreadableSheet when it would
   * @throws IOException when it is no archive
   */
  static void requireModest(byte[] workbook) throws IOException {
    WorkbookParts parts = new WorkbookParts();
    int unpacked = 0;
    int number = 0;
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook)).get()) {
      for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(part)) {
          // What claims to be small and is not ends here.
          bytes = in.readNBytes(MOST_UNPACKED_BYTES - unpacked + 1);
        }
        unpacked += bytes.length;
        number++;
        if (unpacked > MOST_UNPACKED_BYTES || number > MOST_PARTS) {
          throw new UnreadableSheet(
              "The workbook unpacks to more than %d MB, or has more than %,d parts."
                  .formatted(MOST_UNPACKED_BYTES >> 20, MOST_PARTS),
              "Maybe copy the table to a new one.");
        }
        parts.look(part.getName(), bytes);
      }
    }
    parts.requireTexts();
  }

  private void look(String part, byte[] bytes) {
    boolean begun = false;
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(bytes));
      Cell cell = new Cell(part, "", false);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new UnreadableSheet(
              "The workbook declares a type of document in %s, as no spreadsheet does."
                  .formatted(part),
              SAVE_AGAIN);
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          begun = true;
          cell = look(reader, cell);
        }
      }
    } catch (XMLStreamException e) {
      // What cannot even be begun is a picture or the like, of which the reader takes nothing.
      if (begun) {
        throw new UnreadableSheet(
            "Part %s of the workbook cannot be read to its end.".formatted(part), SAVE_AGAIN);
      }
    }
  }

  /** The cell that the next elements are of. */
  private Cell look(XMLStreamReader reader, Cell cell) throws XMLStreamException {
    switch (reader.getLocalName()) {
      case "c" -> {
        String address = reader.getAttributeValue(null, "r");
        boolean isText = "s".equals(reader.getAttributeValue(null, "t"));
        Cell next = new Cell(cell.part(), address == null ? "" : address, isText);
        if (address != null) {
          next.requireColumn();
        }
        return next;
      }
      case "f" -> {
        formulas++;
        cell.requireAtMost(Sheet.MOST_CHARACTERS, reader.getElementText(), "formula");
        requireFewFormulas();
      }
      case "v" -> {
        String value = reader.getElementText();
        cell.requireAtMost(MOST_VALUE_CHARACTERS, value, "value");
        if (cell.isText() && !value.isBlank()) {
          furthestText = Math.max(furthestText, cell.numberOf(value.strip()));
        }
      }
      case "si" -> texts++;
      default -> {
        // Nothing that the reader makes much of.
      }
    }
    return cell;
  }

  private void requireFewFormulas() {
    if (formulas > MOST_FORMULAS) {
      throw new UnreadableSheet(
          "The workbook has more than %,d formulas.".formatted(MOST_FORMULAS), ONLY_VALUES);
    }
  }

  private void requireTexts() {
    if (furthestText >= texts) {
      throw new UnreadableSheet(
          "A cell of the workbook shows its text number %,d, and it has %,d."
              .formatted(furthestText + 1L, texts),
          SAVE_AGAIN);
    }
  }

  /**
   * A cell of some sheet.
   *
   * @param part that the sheet is in
   * @param address as it is written, such as {@code C7}; empty where none is
   * @param isText whether its value is the number of a text
   */
  private record Cell(String part, String address, boolean isText) {
    void requireColumn() {
      Matcher cell = CELL.matcher(address);
      if (!cell.matches() || columnOf(cell.group(1)) > LAST_COLUMN) {
        throw refused("is none that a spreadsheet has: the last column is XFD.", SAVE_AGAIN);
      }
    }

    private static int columnOf(String letters) {
      return letters
          .toUpperCase(Locale.ROOT)
          .chars()
          .reduce(0, (before, letter) -> before * 26 + letter - 'A' + 1);
    }

    void requireAtMost(int most, String text, String what) {
      if (text.length() > most) {
        throw refused(
            "has a %s of %,d characters; expected at most %,d."
                .formatted(what, text.length(), most),
            ONLY_VALUES);
      }
    }

    int numberOf(String value) {
      if (!NUMBER.matcher(value).matches()) {
        throw refused("shows a text whose number is none.", SAVE_AGAIN);
      }
      return Integer.parseInt(value);
    }

    private UnreadableSheet refused(String what, String hint) {
      String shown = address.length() > 20 ? address.substring(0, 20) + "…" : address;
      return new UnreadableSheet("Cell %s in %s %s".formatted(shown, part, what), hint);
    }
  }
}
