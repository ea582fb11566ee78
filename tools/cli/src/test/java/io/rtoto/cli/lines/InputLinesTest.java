package io.rtoto.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputLinesTest {
  @TempDir private Path folder;

  @Test
  void unpacksWhatIsPackedWhateverItsName() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.gz"), "a\r\n\nb");
    Path packed = Files.write(folder.resolve("packed.csv"), packed("a\r\n\nb"));
    assertThat(read(plain)).containsExactly("a", "", "b").isEqualTo(read(packed));
  }

  @ParameterizedTest
  @ValueSource(ints = {65_534, 65_535, 65_536, 65_537, 200_000})
  void readsLinesOfAnyLengthWhole(int length) throws IOException {
    String line = "x".repeat(length);
    Path file = Files.writeString(folder.resolve("long"), line + "\r\n" + line + "\n\n" + line);
    assertThat(read(file)).containsExactly(line, line, "", line);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 60})
  void namesTheFileThatWasNotCopiedToItsEnd(int bytes) throws IOException {
    byte[] whole = packed("one line\nanother line, which is some other thing\n");
    assertThat(bytes).isLessThan(whole.length);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, bytes));
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(cut + " is packed with gzip and cannot be unpacked beyond line ")
        .hasMessageContaining("copy it again");
  }

  @Test
  void namesTheFileAndTheLineWhereItIsDamaged() throws IOException {
    byte[] whole = packed("one line\nanother line, which is some other thing\n");
    // The sum over all that was packed.
    whole[whole.length - 6] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.gz"), whole);
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith(damaged + " ")
        .hasMessageContaining("beyond line 3: Corrupt GZIP trailer");
  }

  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (InputLines lines = InputLines.open(file)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        read.add(new String(line, UTF_8));
      }
    }
    return read;
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
