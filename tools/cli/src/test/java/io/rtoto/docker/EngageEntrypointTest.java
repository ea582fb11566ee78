package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script runs on the files of its image, with Flink's own classes answering. */
final class EngageEntrypointTest {
  private static final String JOB_ID = "00000000000000000000000000000001";

  @TempDir Path directory;
  private Script entrypoint = new Script(Path.of("not laid yet"));

  @BeforeEach
  void layTheImage() throws IOException {
    ImageTree image = ImageTree.lay(directory.resolve("image"), "engage");
    entrypoint =
        new Script(image.script("engage-entrypoint.sh"))
            .with("RTOTO_HOME", image.home().toString())
            .with("RTOTO_STATE", directory.resolve("state").toString())
            .with("RTOTO_WORK", directory.resolve("work").toString())
            .with("RTOTO_JOB_ID", JOB_ID);
  }

  @Test
  void tellsHowItIsUsed() throws IOException, InterruptedException {
    Script.Ending ending = entrypoint.run(directory, "--help");
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.said())
        .contains("jobmanager")
        .contains("taskmanager")
        .contains("RTOTO_STATE");
  }

  @Test
  void refusesAPartThatItDoesNotKnow() throws IOException, InterruptedException {
    Script.Ending ending = entrypoint.run(directory, "jobmanger");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.said()).contains("jobmanger");
  }

  @Test
  void rendersTheSettingsWithWhatTheEnvironmentSays() throws IOException, InterruptedException {
    Script.Ending ending =
        entrypoint
            .with("RTOTO_JOBMANAGER", "jobmanager.shop.example")
            .with("RTOTO_FLINK_OPTIONS", "-Dtaskmanager.numberOfTaskSlots=7 -Drest.port=1234")
            .run(directory, "config");
    assertThat(ending.exitCode()).as(ending.said()).isZero();
    assertThat(ending.said().lines())
        .contains(
            "jobmanager.rpc.address: jobmanager.shop.example",
            "taskmanager.numberOfTaskSlots: '7'",
            "rest.port: '1234'",
            "pipeline.generic-types: false",
            "state.backend.type: rocksdb",
            "execution.checkpointing.dir: file://" + directory.resolve("state/checkpoints"));
  }

  @Test
  void givesTheTaskManagerTheMemoryThatFlinkComputes() throws IOException, InterruptedException {
    Script.Ending ending = withJavaThatOnlySaysItsArguments().run(directory, "taskmanager");
    assertThat(ending.exitCode()).as(ending.said()).isZero();
    assertThat(ending.said())
        .contains("org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
        .containsPattern("-Xmx[0-9]+ ")
        .containsPattern("-D taskmanager.memory.managed.size=[0-9]+b");
  }

  @Test
  void beginsAfreshWhenNoCheckpointWasFinished() throws IOException, InterruptedException {
    Files.createDirectories(checkpoint(3));
    Script.Ending ending = withJavaThatOnlySaysItsArguments().run(directory, "jobmanager");
    assertThat(ending.exitCode()).as(ending.said()).isZero();
    assertThat(ending.said())
        .contains("--job-classname io.rtoto.jobs.EngageJob")
        .contains("--job-id " + JOB_ID)
        .doesNotContain("--fromSavepoint");
  }

  @Test
  void runsMeasureWhereThatIsAskedFor() throws IOException, InterruptedException {
    Script.Ending ending =
        withJavaThatOnlySaysItsArguments()
            .with("RTOTO_JOB", "measure")
            .run(directory, "jobmanager");
    assertThat(ending.exitCode()).as(ending.said()).isZero();
    assertThat(ending.said()).contains("--job-classname io.rtoto.jobs.MeasureJob ");

    Script.Ending misspelt = entrypoint.with("RTOTO_JOB", "mesure").run(directory, "jobmanager");
    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.said()).contains("mesure", "engage or measure");
  }

  @Test
  void goesOnFromTheNewestCheckpointThatWasFinished() throws IOException, InterruptedException {
    Files.createDirectories(checkpoint(11));
    for (int finished : new int[] {2, 9, 10}) {
      Files.createFile(Files.createDirectories(checkpoint(finished)).resolve("_metadata"));
    }
    Script.Ending ending = withJavaThatOnlySaysItsArguments().run(directory, "jobmanager");
    assertThat(ending.exitCode()).as(ending.said()).isZero();
    assertThat(ending.said()).contains("--fromSavepoint file://" + checkpoint(10) + " ");
  }

  private Path checkpoint(int number) {
    return directory.resolve("state/checkpoints/" + JOB_ID + "/chk-" + number);
  }

  /** Flink still computes the memory sizes; the process that would stay says how it was called. */
  private Script withJavaThatOnlySaysItsArguments() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path stand = bin.resolve("java");
    Files.writeString(
        stand,
        "#!/usr/bin/env bash\n"
            + "if [[ $* == *BashJavaUtils* ]]; then exec \""
            + java
            + "\" \"$@\"; fi\necho \"java $*\"\n");
    assertThat(stand.toFile().setExecutable(true)).isTrue();
    return entrypoint.with("PATH", bin + ":" + System.getenv("PATH"));
  }
}
