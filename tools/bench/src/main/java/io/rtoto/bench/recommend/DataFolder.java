package io.rtoto.bench.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A folder with files of the past: text, or text in gzip, told apart by parts of their names.
 *
 * @param path where it is
 */
record DataFolder(Path path) {
  /**
   * The folder of one protocol: the one that is told, or that one within it.
   *
   * @throws MissingDataException when there is no such folder
   */
  static DataFolder of(Path told, String within) {
    Path inner = told.resolve(within);
    Path meant = Files.isDirectory(inner) ? inner : told;
    if (!Files.isDirectory(meant)) {
      throw new MissingDataException(
          "%s is no folder; expected the folder with the data.".formatted(told));
    }
    return new DataFolder(meant);
  }

  /** The data files whose names are so, by name. */
  List<Path> files(Predicate<String> isMeant) throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(Files::isRegularFile)
          .filter(one -> isData(name(one)) && isMeant.test(name(one)))
          .sorted()
          .toList();
    }
  }

  private static boolean isData(String name) {
    return !name.startsWith("source") && name.matches(".*\\.(txt|csv|tsv|dat)(\\.gz)?");
  }

  static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** Tells what is missing. */
  MissingDataException lacks(String what, String maybe) {
    return new MissingDataException("In %s there is no %s. Maybe %s.".formatted(path, what, maybe));
  }

  /** The lines of one of its files. */
  static List<String> lines(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    name(file).endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, UTF_8))) {
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
