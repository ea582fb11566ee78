package io.rtoto.rules.authoring;

import io.rtoto.rules.tables.Sheet;
import io.rtoto.schemas.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a folder of rules, as text.
 *
 * @param files text by path from the library's root with forward slashes, such as {@code
 *     retail/cart_abandoned/rescue.drl}; sorted, {@code \r\n} read as {@code \n}; what is not UTF-8
 *     is U+FFFD in it, which its reader refuses where it stands; a workbook is base64
 */
public record RuleLibrary(Map<String, String> files) {
  private static final String RULES = ".drl";
  private static final List<String> TABLES = List.of(".table.csv", ".table" + Sheet.WORKBOOK);

  /** What a spreadsheet is saved as. */
  private static final List<String> SPREADSHEETS = List.of(".csv", Sheet.WORKBOOK, ".xls", ".ods");

  /** So begins the name of the file by which a spreadsheet keeps others out of a workbook. */
  private static final String LOCK = "~$";

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String SETTINGS = ".yaml";
  private static final String CASES = ".cases.yaml";

  /** More than any reader of such a file takes: it is refused where it is read. */
  private static final int MOST_BYTES = 3 << 20;

  /** More than the files of a library of the most rules. */
  private static final int MOST_FILES = 5_000;

  private static final long MOST_BYTES_TOGETHER = 64 << 20;

  private static final int VERSION_DIGITS = 12;
  private static final RecordComponent[] NO_FIELDS = {};

  /**
   * Sorts the files, and ends their lines in one way, wherever they were written. The byte order
   * mark that some spreadsheets write goes.
   */
  public RuleLibrary {
    files = new TreeMap<>(files);
    files.replaceAll(
        (path, text) -> {
          String lines = text.replace("\r\n", "\n");
          return isTable(path) && lines.startsWith(BYTE_ORDER_MARK) ? lines.substring(1) : lines;
        });
  }

  /**
   * Reads the rule files below a folder, and what is set beside them; not the cases.
   *
   * @throws UncheckedIOException when there is no such folder, or it cannot be read
   */
  public static RuleLibrary rulesIn(Path folder) {
    Map<String, String> files = new TreeMap<>(filesIn(folder, RULES).files());
    files.putAll(filesIn(folder, SETTINGS).files());
    SPREADSHEETS.forEach(suffix -> files.putAll(filesIn(folder, suffix).files()));
    files.keySet().removeIf(RuleLibrary::holdsCases);
    return new RuleLibrary(files);
  }

  /** Whether that file holds rules, in the rule language or in a table. */
  static boolean holdsRules(String path) {
    return path.endsWith(RULES) || isTable(path);
  }

  /** Whether that file holds cases. */
  public static boolean holdsCases(String path) {
    return path.endsWith(CASES);
  }

  /** Whether a file of that name is one of a library's: of its rules, its settings or its cases. */
  public static boolean isOurs(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return !name.startsWith(LOCK)
        && (name.endsWith(RULES) || name.endsWith(SETTINGS) || isSpreadsheet(name));
  }

  /** Whether that file is a decision table. */
  public static boolean isTable(String path) {
    return TABLES.stream().anyMatch(path::endsWith);
  }

  /** Whether that file is a spreadsheet, be it a decision table or not. */
  static boolean isSpreadsheet(String path) {
    return SPREADSHEETS.stream().anyMatch(path::endsWith);
  }

  /** Whether that file is text, as its author sees it; else it is of a spreadsheet's own format. */
  public static boolean isText(String path) {
    return !isSpreadsheet(path) || path.endsWith(".csv");
  }

  /**
   * The path of the cases beside a file of rules.
   *
   * @param path of the file of rules, such as {@code retail/cart_abandoned/rescue.drl}
   */
  public static String casesBeside(String path) {
    return withoutSuffix(path) + CASES;
  }

  /** What files about one idea have in common: the path without what says which of them it is. */
  public static String withoutSuffix(String path) {
    return Stream.concat(Stream.of(RULES), TABLES.stream())
        .filter(path::endsWith)
        .findFirst()
        .map(suffix -> path.substring(0, path.length() - suffix.length()))
        .orElse(path);
  }

  /**
   * Reads the files below a folder whose names end so.
   *
   * @throws UncheckedIOException when there is no such folder, or it cannot be read
   */
  public static RuleLibrary filesIn(Path folder, String suffix) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      List<Path> paths;
      try (Stream<Path> walk = Files.walk(folder)) {
        paths =
            walk.filter(path -> path.toString().endsWith(suffix) && Files.isRegularFile(path))
                .filter(path -> !path.getFileName().toString().startsWith(LOCK))
                .toList();
      }
      requireFew(paths);
      Map<String, String> files = new TreeMap<>();
      for (Path path : paths) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, textOf(path));
      }
      return new RuleLibrary(files);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rules in %s cannot be read (%s). Maybe it is not the library's folder."
              .formatted(folder, e),
          e);
    }
  }

  /** What is no library is not read into memory first. */
  private static void requireFew(List<Path> paths) throws IOException {
    long bytes = 0;
    for (Path path : paths) {
      bytes += Math.min(Files.size(path), MOST_BYTES);
    }
    if (paths.size() > MOST_FILES || bytes > MOST_BYTES_TOGETHER) {
      throw new IOException(
          "%,d files of %,d MB; expected at most %,d of %,d MB"
              .formatted(paths.size(), bytes >> 20, MOST_FILES, MOST_BYTES_TOGETHER >> 20));
    }
  }

  private static String textOf(Path path) throws IOException {
    String name = path.toString();
    try (InputStream in = Files.newInputStream(path)) {
      return isSpreadsheet(name)
          ? Sheet.textOf(name, in.readNBytes(Sheet.mostBytes(name)))
          : new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8);
    }
  }

  /** What tells these sources from others: their version against no facts at all. */
  public String version() {
    return versionAgainst("");
  }

  /**
   * The version of these sources, compiled against these facts: first 12 hex digits of SHA-256 over
   * paths, texts and the facts. Compiled rules are written to the fields of their day: with other
   * fields the same text must be published again.
   *
   * @param facts what tells them from others: {@link #hashOf}; empty for none
   */
  String versionAgainst(String facts) {
    MessageDigest digest = Sha256.begun();
    files.forEach(
        (path, text) -> {
          add(digest, path);
          add(digest, text);
        });
    if (!facts.isEmpty()) {
      add(digest, facts);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
  }

  /**
   * What tells these facts from others: SHA-256 over their names and fields, in hex.
   *
   * @param facts in any order
   */
  static String hashOf(Collection<Class<?>> facts) {
    MessageDigest digest = Sha256.begun();
    facts.stream().map(RuleLibrary::signature).sorted().forEach(fact -> add(digest, fact));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** A fact's name, and its fields in their order, which a rule's {@code new} depends on. */
  static String signature(Class<?> fact) {
    RecordComponent[] fields = fact.isRecord() ? fact.getRecordComponents() : NO_FIELDS;
    return Arrays.stream(fields)
        .map(field -> field.getGenericType().getTypeName() + " " + field.getName())
        .collect(Collectors.joining(", ", fact.getName() + "(", ")"));
  }
}
