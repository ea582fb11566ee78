package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.tables.Sheet;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionTableTest {
  private static final Path TABLES =
      Path.of(System.getProperty("rtoto.root", "."), "rules/src/test/resources/tables");
  private static final Map<String, String> SETTINGS =
      RuleLibrary.filesIn(TABLES.resolveSibling("broken/sound"), ".yaml").files();
  private static final String IDEA = "retail/cart_abandoned/thresholds.table";
  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String TEXT =
      """
      @id,retail.cart_abandoned.thresholds
      @name,Propose what fits the cart
      @owner,loyalty
      @since,2026-11-27

      rule,when,,,then,
      ,CartAbandoned,,Customer,Offer,
      ,items >=,worthMinor >=,tier in,name,priority
      few,2,,,reminder,10
      many,5,20000,"silver, gold",free-delivery,20
      """;

  @TempDir private Path folder;

  @Test
  void readsARuleFromEachRow() {
    assertThat(rules(IDEA + ".csv", TEXT))
        .isEqualTo(
            """
            package retail.cart_abandoned
            rule
            "Propose what fits the cart, few"
            @id("retail.cart_abandoned.thresholds.few")
            @owner("loyalty")
            @since("2026-11-27")
            agenda-group "propose"
            when CartAbandoned ( items >= 2 )
            then insert( new Offer ( "reminder" , 10 ) );
            end rule
            "Propose what fits the cart, many"
            @id("retail.cart_abandoned.thresholds.many")
            @owner("loyalty")
            @since("2026-11-27")
            agenda-group "propose"
            when CartAbandoned ( items >= 5 , worthMinor >= 20000 )
            Customer ( tier in ( "silver", "gold" ) )
            then insert( new Offer ( "free-delivery" , 20 ) );
            end
            """
                .replaceAll("\\s+", " "));
  }

  @Test
  void publishesEachRowUnderAnIdOfItsOwn() {
    RuleBundle bundle =
        RuleCompiler.compile(library(IDEA + ".csv", TEXT), "tests", null, Instant.EPOCH);
    assertThat(bundle.rules())
        .filteredOn(card -> card.source().equals(IDEA + ".csv"))
        .extracting(RuleCard::id)
        .containsExactly(
            "retail.cart_abandoned.thresholds.few", "retail.cart_abandoned.thresholds.many");
    assertThat(bundle.sources()).containsEntry(IDEA + ".csv", TEXT);
  }

  @Test
  void readsWhatSpreadsheetsWriteInOtherCountries() {
    String semicolons = TEXT.replace("\"silver, gold\"", "silver& gold").replace(',', ';');
    assertThat(rules(IDEA + ".csv", "\uFEFF" + semicolons.replace('&', ',').replace("\n", "\r\n")))
        .isEqualTo(rules(IDEA + ".csv", TEXT));
  }

  @Test
  void takesAFactThatIsWrittenOverEachColumnForOne() {
    assertThat(
            rules(
                IDEA + ".csv",
                TEXT.replace(
                    ",CartAbandoned,,Customer,Offer,",
                    ",CartAbandoned,CartAbandoned,Customer,Offer,Offer")))
        .isEqualTo(rules(IDEA + ".csv", TEXT));
  }

  @Test
  void leavesOutWhatIsForPeople() {
    String noted =
        TEXT.replace("priority\n", "priority,// why\n").replace("10\n", "10,\"to try, it\"\n")
            + "// more to come\n";
    assertThat(rules(IDEA + ".csv", noted)).isEqualTo(rules(IDEA + ".csv", TEXT));
  }

  /** Merged cells, a formula, a date, a truth value, a second sheet: saved by LibreOffice. */
  @Test
  void readsAWorkbookOfLibreOffice() throws IOException {
    String path = IDEA + ".xlsx";
    RuleLibrary library =
        library(path, workbook(Files.readAllBytes(TABLES.resolve("thresholds.table.xlsx"))));
    assertThat(RuleBookCheck.check(library)).isEmpty();
    assertThat(rules(path, library.files().getOrDefault(path, "")))
        .contains("@since(\"2026-11-27\")")
        .contains("when CartAbandoned ( items >= 1 , worthMinor >= 5000 ) then")
        .contains("worthMinor >= 10000 )")
        .contains("Customer ( identified == true , tags contains \"price-sensitive\" )")
        .contains("new Offer ( \"free-delivery\" , 20 , 4000 ) );")
        .doesNotContain("not read");
  }

  @Test
  void tellsSheetAndCellOfAWorkbook() {
    byte[] bytes =
        saved(
            sheet -> {
              write(sheet, TEXT);
              sheet.value(9, 3, "golld");
              sheet.value(8, 2, 5000.5);
              sheet.value(9, 2, 200);
              sheet.style(9, 2).format("#,##0.00 [$€-407]").set();
              sheet.formula(8, 1, "1/0");
            });
    assertThat(findings(IDEA + ".xlsx", workbook(bytes)))
        .containsExactly(
            IDEA
                + ".xlsx:9:2: Sheet Thresholds, cell B9: The formula came to nothing when the"
                + " workbook was saved. Maybe write the plain value into the cell.",
            IDEA
                + ".xlsx:9:3: Sheet Thresholds, cell C9: worthMinor takes a whole number, but found"
                + " 5000.5. Maybe money is meant: 20000 are 200.00.",
            IDEA
                + ".xlsx:10:3: Sheet Thresholds, cell C10: The number is 200, but it is shown with"
                + " decimals, a currency or percent. Maybe write the plain value into the cell.",
            IDEA
                + ".xlsx:10:4: Sheet Thresholds, cell D10: There is no tier golld in tiers.yaml."
                + " Maybe you meant gold.");
  }

  @Test
  void tellsWhatTheHeadSaysOnceAndNotForEachRow() {
    assertThat(findings(IDEA + ".csv", TEXT.replace("items", "itms")))
        .containsExactly(
            IDEA
                + ".csv:8:2: Cell B8: CartAbandoned has no field itms; it has products, items,"
                + " worthMinor, currency, idleMinutes, cause. Maybe you meant items.");
  }

  @Test
  void takesNoMoreRulesThanAnybodyOverlooks() {
    assertThat(findings(IDEA + ".csv", ofRules(DecisionTable.MOST_RULES + 1)))
        .containsExactly(
            IDEA
                + ".csv:509:1: Cell A509: The table has more than 500 rules. Maybe these are"
                + " several tables.");
  }

  @Test
  void compilesAsManyRulesAsATableMayHave() {
    RuleBundle bundle =
        RuleCompiler.compile(
            library(IDEA + ".csv", ofRules(DecisionTable.MOST_RULES)),
            "tests",
            null,
            Instant.EPOCH);
    int bytes = bundle.classes().values().stream().mapToInt(each -> each.length).sum();
    System.out.printf("A table of 500 rules compiles to %,d bytes.%n", bytes);
    assertThat(bundle.rules()).hasSize(DecisionTable.MOST_RULES);
    assertThat(bytes).isLessThan(8 << 20);
  }

  @Test
  void refusesATableThatIsTooLarge() throws IOException {
    Path library = folder.resolve("library/retail/cart_abandoned");
    Files.createDirectories(library);
    Files.writeString(library.resolve("a.table.csv"), "x".repeat(70_000));
    Files.write(library.resolve("b.table.xlsx"), new byte[2 << 20]);
    assertThat(RuleBookCheck.check(folder.resolve("library")))
        .extracting(Finding::message)
        .containsExactly("The table is larger than 64 KB.", "The workbook is larger than 1 MB.");
  }

  @Test
  void refusesAWorkbookThatUnpacksToTooMuch() throws IOException {
    byte[] bomb =
        packed(Map.of("xl/worksheets/sheet1.xml", " ".repeat(17 << 20), "xl/workbook.xml", ""));
    assertThat(bomb).hasSizeLessThan(1 << 20);
    assertThat(findings(IDEA + ".xlsx", workbook(bomb)))
        .containsExactly(
            IDEA
                + ".xlsx:1:1: The workbook unpacks to more than 16 MB, or has more than 1,000"
                + " parts. Maybe copy the table to a new one.");
  }

  @Test
  void refusesARowOfRowsWithoutEnd() {
    String rows = "//\n".repeat(2_001);
    assertThat(findings(IDEA + ".csv", TEXT + rows))
        .containsExactly(
            IDEA
                + ".csv:2001:1: The table has more than 2,000 rows. Maybe these are several"
                + " tables.");
  }

  /** An entity that names a file would show it in a finding. */
  @Test
  void readsNoFileThatAWorkbookNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "sesame");
    String entity =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri());
    String broken =
        changed(
            "xl/sharedStrings.xml",
            text -> entity + text.replaceFirst("<\\?xml[^>]*\\?>", "").replace("loyalty", "&x;"));
    assertThat(findings(IDEA + ".xlsx", broken))
        .containsExactly(
            refusal(
                "The workbook declares a type of document in xl/sharedStrings.xml, as no"
                    + " spreadsheet does. Maybe it is damaged: open it in a spreadsheet and save it"
                    + " again."));
    assertThat(rules(IDEA + ".xlsx", broken)).isEmpty();
  }

  @Test
  void takesNoMoreColumnsThanAnybodyOverlooks() {
    String wide = TEXT.replace("few,2", "few,2" + ",".repeat(99) + "x");
    assertThat(findings(IDEA + ".csv", wide))
        .containsExactly(
            IDEA
                + ".csv:9:105: Cell CW9: The table has more than 100 columns. Maybe the cell was"
                + " filled by mistake, or these are several tables.");
    byte[] wider =
        saved(
            sheet -> {
              write(sheet, TEXT);
              sheet.value(8, 16_383, "x");
            });
    assertThat(findings(IDEA + ".xlsx", workbook(wider)))
        .containsExactly(
            IDEA
                + ".xlsx:9:16384: Sheet Thresholds, cell XFD9: The table has more than 100 columns."
                + " Maybe the cell was filled by mistake, or these are several tables.");
  }

  @Test
  void takesNoCellThatNobodyReads() throws IOException {
    assertThat(findings(IDEA + ".csv", TEXT.replace("reminder", "x".repeat(1_001))))
        .containsExactly(
            IDEA
                + ".csv:9:9: Cell E9: The cell holds 1,001 characters; expected at most 1,000. Maybe"
                + " it was filled by mistake, or a note is better kept elsewhere.");
    String megabyte =
        changed("xl/sharedStrings.xml", text -> text.replace("reminder", "x".repeat(1 << 20)));
    assertThat(findings(IDEA + ".xlsx", megabyte))
        .containsExactly(
            IDEA
                + ".xlsx:9:5: Sheet Thresholds, cell E9: The cell holds 1,048,576 characters;"
                + " expected at most 1,000. Maybe it was filled by mistake, or a note is better kept"
                + " elsewhere.");
  }

  /** To read a number takes time by the square of its digits. */
  @Test
  void takesNoNumberThatTakesLongToRead() throws IOException {
    assertThat(
            findings(
                IDEA + ".xlsx",
                changed(
                    SHEET,
                    text -> text.replace("<v>20000</v>", "<v>" + "9".repeat(1 << 20) + "</v>"))))
        .containsExactly(
            refusal(
                "Cell C10 in xl/worksheets/sheet1.xml has a value of 1,048,576 characters; expected"
                    + " at most 32,767. Maybe copy the values of the table to a new workbook."));
  }

  /** The reader makes room for all columns up to that one: 300 million. */
  @Test
  void takesNoCellBeyondTheLastColumnOfSpreadsheets() throws IOException {
    assertThat(
            findings(
                IDEA + ".xlsx", changed(SHEET, text -> text.replace("\"C10\"", "\"ZZZZZZ10\""))))
        .containsExactly(
            refusal(
                "Cell ZZZZZZ10 in xl/worksheets/sheet1.xml is none that a spreadsheet has: the last"
                    + " column is XFD. Maybe it is damaged: open it in a spreadsheet and save it"
                    + " again."));
  }

  /** The reader goes on to that text: two billion empty ones. */
  @Test
  void takesNoTextThatIsNotThere() throws IOException {
    assertThat(
            findings(
                IDEA + ".xlsx",
                changed(
                    SHEET,
                    text -> text.replaceFirst("t=\"s\"><v>0</v>", "t=\"s\"><v>999999999</v>"))))
        .singleElement()
        .asString()
        .startsWith(
            IDEA + ".xlsx:1:1: A cell of the workbook shows its text number 1,000,000,000, and it");
  }

  @Test
  void takesNoMoreFormulasThanATableNeeds() throws IOException {
    String formulas =
        IntStream.range(0, 2_501)
            .mapToObj(i -> "<c><f t=\"array\" ref=\"A1\">1</f><v>1</v></c>")
            .collect(Collectors.joining("", "<row r=\"11\">", "</row></sheetData>"));
    assertThat(
            findings(
                IDEA + ".xlsx", changed(SHEET, text -> text.replace("</sheetData>", formulas))))
        .containsExactly(
            refusal(
                "The workbook has more than 2,500 formulas. Maybe copy the values of the table to a"
                    + " new workbook."));
    String lengthy = "1+".repeat(600) + "1";
    assertThat(
            findings(
                IDEA + ".xlsx",
                workbook(
                    saved(
                        sheet -> {
                          write(sheet, TEXT);
                          sheet.formula(8, 1, lengthy);
                        }))))
        .containsExactly(
            refusal(
                "Cell B9 in xl/worksheets/sheet1.xml has a formula of 1,201 characters; expected at"
                    + " most 1,000. Maybe copy the values of the table to a new workbook."));
  }

  @Test
  void readsTheFirstOfAFewSheetsThatCanBeSeen() {
    assertThat(findings(IDEA + ".xlsx", workbook(savedIn(50, sheet -> write(sheet, TEXT)))))
        .isEmpty();
    assertThat(findings(IDEA + ".xlsx", workbook(savedIn(51, sheet -> write(sheet, TEXT)))))
        .containsExactly(
            refusal(
                "The workbook has 51 sheets; expected at most 50, of which the first is read. Maybe"
                    + " copy the table to a new one."));
    byte[] hidden =
        savedIn(
            2,
            sheet -> {
              write(sheet, TEXT);
              sheet.setVisibilityState(VisibilityState.HIDDEN);
            });
    assertThat(findings(IDEA + ".xlsx", workbook(hidden)))
        .containsExactly(
            refusal(
                "Sheet Thresholds is the first, and so the one that is read, but it is hidden."
                    + " Maybe another was meant: put that one first."));
  }

  @Test
  void refusesWhatIsNoWorkbook() {
    assertThat(findings(IDEA + ".xlsx", workbook(TEXT.getBytes(StandardCharsets.UTF_8))))
        .containsExactly(
            IDEA
                + ".xlsx:1:1: This is no workbook that can be read. Maybe it is of an older format,"
                + " or protected by a password: save it as .xlsx.");
  }

  @Test
  void refusesASpreadsheetThatIsNotNamedAsATable() {
    assertThat(findings("retail/cart_abandoned/thresholds.xlsx", ""))
        .contains(
            "retail/cart_abandoned/thresholds.xlsx:1:1: A decision table is called name.table.csv"
                + " or name.table.xlsx, but found thresholds.xlsx. Maybe save it as"
                + " thresholds.table.xlsx.");
  }

  @Test
  void letsNoCellBreakOutOfItsText() {
    for (String attack :
        List.of(
            "\"\"\" ) ); System.exit(1); insert( new Offer( \"\"x\"",
            "\"gold\nend\nrule x\"",
            "\\u0022",
            "eval(true)")) {
      String broken = TEXT.replace("free-delivery", attack);
      assertThat(RuleBookCheck.check(library(IDEA + ".csv", broken)))
          .as(attack)
          .allSatisfy(finding -> assertThat(finding.file()).isEqualTo(IDEA + ".csv"))
          .hasSize(attack.startsWith("eval") ? 0 : 1);
      String head = TEXT.replace("worthMinor >=", attack.replace("gold", "items"));
      assertThat(RuleBookCheck.check(library(IDEA + ".csv", head))).as(attack).isNotEmpty();
    }
  }

  private static String ofRules(int number) {
    return TEXT.substring(0, TEXT.indexOf("few,"))
        + IntStream.range(0, number)
            .mapToObj(i -> "rule_%d,%d,%d,,reminder,10%n".formatted(i, i, 1000 + i))
            .collect(Collectors.joining());
  }

  private static String rules(String path, String text) {
    RuleText rules =
        RuleText.of(path, new RuleLibrary(Map.of(path, text)).files().getOrDefault(path, ""));
    return rules.text().replaceAll("\\s+", " ");
  }

  private static List<String> findings(String path, String text) {
    return RuleBookCheck.check(library(path, text)).stream().map(Finding::toString).toList();
  }

  private static RuleLibrary library(String path, String text) {
    Map<String, String> files = new TreeMap<>(SETTINGS);
    files.put(path, text);
    return new RuleLibrary(files);
  }

  private static String workbook(byte[] bytes) {
    return Sheet.textOf("a.xlsx", bytes);
  }

  private interface Author {
    void write(Worksheet sheet);
  }

  private static byte[] saved(Author author) {
    return savedIn(1, author);
  }

  /** With as many sheets, of which the others are empty. */
  private static byte[] savedIn(int sheets, Author author) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "tests", "1.0")) {
      Worksheet sheet = book.newWorksheet("Thresholds");
      author.write(sheet);
      for (int more = 1; more < sheets; more++) {
        book.newWorksheet("Sheet " + more);
      }
      book.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Worksheet sheet, String text) {
    List<String> lines = text.lines().toList();
    for (int row = 0; row < lines.size(); row++) {
      List<String> cells =
          Arrays.asList(lines.get(row).replace("\"silver, gold\"", "gold").split(",", -1));
      for (int column = 0; column < cells.size(); column++) {
        String cell = cells.get(column);
        if (cell.matches("[0-9]+")) {
          sheet.value(row, column, Integer.parseInt(cell));
        } else if (!cell.isEmpty()) {
          sheet.value(row, column, cell);
        }
      }
    }
  }

  /** The table as a workbook, of which a part was changed afterwards. */
  private static String changed(String part, UnaryOperator<String> change) throws IOException {
    Map<String, String> parts = new TreeMap<>(unpacked(saved(sheet -> write(sheet, TEXT))));
    String before = parts.get(part);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    parts.put(part, after);
    return workbook(packed(parts));
  }

  private static String refusal(String told) {
    return IDEA + ".xlsx:1:1: " + told;
  }

  private static byte[] packed(Map<String, String> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, String> unpacked(byte[] bytes) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
        try (InputStream in = zip.getInputStream(part)) {
          parts.put(part.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return parts;
  }
}
