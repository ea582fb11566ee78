package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {
  private final Dockerfile dockerfile;

  ImagesTest() throws IOException {
    dockerfile = Dockerfile.read(ImageTree.project().resolve("docker/Dockerfile"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"engage", "gateway", "demo"})
  void runAsSomeoneWhoIsNotRoot(String target) {
    assertThat(stage(target).last("USER")).isEqualTo("10001:10001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engage", "gateway", "demo"})
  void tellWhetherTheyAreHealthy(String target) {
    assertThat(stage(target).last("HEALTHCHECK")).contains("/opt/rtoto/bin/healthcheck.sh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engage", "gateway", "demo"})
  void beginOnAJavaRuntimeAndBuildOnAJavaCompiler(String target) {
    List<Dockerfile.Stage> lineage = dockerfile.lineage(target);
    assertThat(lineage.get(0).from()).isEqualTo("eclipse-temurin:17-jre");
    assertThat(stage("build").from()).isEqualTo("maven:3-eclipse-temurin-17");
  }

  @Test
  void copyFilesThatThereAre() {
    int copied = 0;
    for (Dockerfile.Stage stage : dockerfile.stages().values()) {
      for (Dockerfile.Instruction instruction : stage.instructions()) {
        String[] words = instruction.arguments().split("\\s+", -1);
        if (!instruction.keyword().equals("COPY") || words[0].startsWith("--from=")) {
          continue;
        }
        for (int word = 0; word < words.length - 1; word++) {
          if (!words[word].startsWith("--")) {
            copied++;
            Path file = ImageTree.project().resolve(words[word]);
            assertThat(file).exists();
            if (words[0].equals("--chmod=755")) {
              assertThat(Files.isExecutable(file)).as("%s is executable", file).isTrue();
            }
          }
        }
      }
    }
    assertThat(copied).isGreaterThanOrEqualTo(7);
  }

  private Dockerfile.Stage stage(String name) {
    Dockerfile.Stage stage = dockerfile.stages().get(name);
    if (stage == null) {
      throw new AssertionError("docker/Dockerfile has no stage " + name + ".");
    }
    return stage;
  }
}
