package io.rtoto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code rtoto} in a small tree of its own, where {@code mvn} only numbers its builds,
 * and {@code java} tells which jar it was given, waits for the end of its input, and then reads it.
 */
final class RtotoScriptTest {
  private static final String MVN =
      """
      #!/usr/bin/env bash
      cd tools/cli && mkdir -p target/lib && echo . >>builds
      echo "build $(wc -l <builds | tr -d ' ')" | tee target/rtoto.jar >target/lib/rtoto-local.jar
      [[ -f target/lib/other-1.jar ]] || echo other >target/lib/other-1.jar
      """;
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      while [[ "$1" != -jar ]]; do shift; done
      echo "$2"
      cat >/dev/null
      cat "$2" "$(dirname "$2")/lib/rtoto-local.jar" "$(dirname "$2")/lib/other-1.jar"
      """;

  @TempDir private Path root;

  @BeforeEach
  void layTree() throws IOException {
    Files.copy(Path.of(System.getProperty("rtoto.root"), "rtoto"), root.resolve("rtoto"));
    for (String module : new String[] {"schemas", "rules", "jobs", "gateway", "tools"}) {
      Files.createDirectories(root.resolve(module + "/src/main/java"));
    }
    Files.createDirectories(root.resolve("tools/cli"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(root.resolve("jobs/src/main/java/One.java"));
    Files.createFile(root.resolve("jobs/src/main/java/Another.java"));
    program("bin/mvn", MVN);
    program("bin/java", JAVA);
  }

  @Test
  void buildsOnceUntilASourceChangesOrGoes() throws IOException, InterruptedException {
    assertThat(run()).contains("build 1");
    assertThat(run()).contains("build 1");
    age();
    Files.writeString(root.resolve("jobs/src/main/java/One.java"), "changed");
    assertThat(run()).contains("build 2");
    age();
    Files.delete(root.resolve("jobs/src/main/java/Another.java"));
    assertThat(run()).contains("build 3");
  }

  @Test
  void changesNoFileOfOneThatRuns() throws IOException, InterruptedException {
    Process running = start();
    BufferedReader said = running.inputReader(UTF_8);
    Path jar = Path.of(said.readLine());
    age();
    Files.writeString(root.resolve("jobs/src/main/java/One.java"), "changed");

    assertThat(run()).contains("build 2");

    running.getOutputStream().close();
    assertThat(said.lines()).containsExactly("build 1", "build 1", "other");
    assertThat(running.waitFor()).isZero();
    assertThat(run()).contains("build 2");
    assertThat(jar.getParent()).doesNotExist();
  }

  @Test
  void leavesTheFolderAloneOfOneThatRunsWhereItsNumberIsNotSeen()
      throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/flock")).exists();
    // No process has such a number here.
    Path folder = Files.createDirectories(root.resolve("tools/cli/target/run/99999999.elsewhere"));
    Process elsewhere =
        new ProcessBuilder("flock", folder.toString(), "-c", "echo locked; cat").start();
    assertThat(elsewhere.inputReader(UTF_8).readLine()).isEqualTo("locked");

    run();
    assertThat(folder).exists();

    elsewhere.getOutputStream().close();
    assertThat(elsewhere.waitFor()).isZero();
    run();
    assertThat(folder).doesNotExist();
  }

  private void program(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What was written a moment ago would else look as old as the jar. */
  private void age() throws IOException {
    Files.setLastModifiedTime(
        root.resolve("tools/cli/target/rtoto.jar"),
        FileTime.fromMillis(Files.getLastModifiedTime(root.resolve("bin/java")).toMillis() + 1));
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", root.resolve("rtoto").toString(), "up")
            .redirectError(root.resolve("said").toFile());
    builder.environment().put("JAVA_HOME", root.toString());
    builder
        .environment()
        .merge("PATH", root.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    return builder.start();
  }

  private String run() throws IOException, InterruptedException {
    Process process = start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(root.resolve("said"))).isZero();
    return said;
  }
}
