package io.rtoto.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkplaceTest {
  @TempDir private Path directory;

  @Test
  void goesWithAllThatIsInItWhenItIsClosed() throws IOException {
    try (Workplace workplace = Workplace.in(directory.resolve("out"))) {
      Files.writeString(Files.createDirectory(workplace.folder().resolve("a")).resolve("b"), "b");
    }
    assertThat(directory.resolve("out")).isEmptyDirectory();
  }

  @Test
  void letsNobodyStartOnceItIsClosed() throws IOException {
    Workplace workplace = Workplace.in(directory);
    workplace.close();
    Path started = directory.resolve("started");
    assertThatThrownBy(() -> workplace.start(new ProcessBuilder("touch", started.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has ended");
    assertThat(started).doesNotExist();
  }

  @Test
  void goesWithWhoWorksInItWhenTheProcessIsToldToEnd() throws IOException, InterruptedException {
    Path complaints = directory.resolve("complaints");
    Path work = directory.resolve("work");
    Process process =
        new ProcessBuilder(java(Works.class, work)).redirectError(complaints.toFile()).start();
    try (BufferedReader said = process.inputReader(UTF_8)) {
      ProcessHandle worker =
          ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow(AssertionError::new);
      assertThat(worker.isAlive()).isTrue();
      assertThat(work).isNotEmptyDirectory();

      process.destroy();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(worker.isAlive()).isFalse();
      assertThat(work).isEmptyDirectory();
      // The end is what ended the worker: no reason to complain of it.
      assertThat(Files.readString(complaints)).doesNotContain("The worker ended");
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> java(Class<?> main, Path argument) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName(),
        argument.toString());
  }

  /** Works, with another process, until it is told to end. */
  static final class Works {
    private Works() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (Workplace workplace = Workplace.in(Path.of(arguments[0]))) {
        Files.writeString(workplace.folder().resolve("work"), "done by half");
        Process worker = workplace.start(new ProcessBuilder("sleep", "600"));
        System.out.println(worker.pid());
        throw new IOException("The worker ended with " + worker.waitFor() + ".");
      }
    }
  }
}
