package io.rtoto.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineSorterTest {
  @TempDir private Path folder;

  @Test
  void sortsByKeyThenByLineWhateverTheOrder() throws IOException {
    assertThat(sorted("b 2", "a 9", "b 1", "a 1")).containsExactly("a 1", "a 9", "b 1", "b 2");
  }

  @Test
  void givesEveryByteBackAsItWas() throws IOException {
    byte[] allBytes = new byte[256];
    for (int value = 0; value < allBytes.length; value++) {
      allBytes[value] = (byte) value;
    }
    List<byte[]> lines = new ArrayList<>();
    try (LineSorter sorter = new LineSorter(folder, "bytes")) {
      sorter.add("鍵\t\r\n\u0001", allBytes);
      sorter.forEach(
          (key, line) -> {
            assertThat(key).isEqualTo("鍵\t\r\n\u0001");
            lines.add(line);
          });
    }
    assertThat(lines).containsExactly(allBytes);
  }

  @Test
  void leavesNothingBehind() throws IOException {
    sorted("b 2", "a 9");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void sortsTimesBeforeAndAfterTheEpoch() {
    assertThat(
            List.of(
                TimeKey.of(Instant.MIN),
                TimeKey.of(Instant.parse("1969-12-31T23:59:59.999Z")),
                TimeKey.of(Instant.EPOCH),
                TimeKey.of(Instant.parse("2026-01-01T00:00:00.000000001Z")),
                TimeKey.of(Instant.MAX)))
        .isSorted();
  }

  @Test
  void readsLinesWithoutTheirBreaksAndPackedOnesToo() throws IOException {
    byte[] text = "one\r\n\ntwo\rthree\nlast".getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    }
    Path plain = Files.write(folder.resolve("plain"), text);
    Path gzipped = Files.write(folder.resolve("gzipped"), packed.toByteArray());
    assertThat(lines(plain)).containsExactly("one", "", "two\rthree", "last");
    assertThat(lines(gzipped)).isEqualTo(lines(plain));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputLines in = InputLines.open(file)) {
      for (byte[] line = in.next(); line != null; line = in.next()) {
        lines.add(new String(line, UTF_8));
      }
    }
    return lines;
  }

  private List<String> sorted(String... lines) throws IOException {
    List<String> sorted = new ArrayList<>();
    try (LineSorter sorter = new LineSorter(folder, "lines")) {
      for (String line : lines) {
        sorter.add(line.substring(0, 1), line.getBytes(UTF_8));
      }
      sorter.forEach((key, line) -> sorted.add(new String(line, UTF_8)));
    }
    return sorted;
  }
}
