package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobJarsTest {
  @TempDir private Path folder;

  @Test
  void areThoseThatTheJobRunsWithButWhatEveryFlinkHas() throws IOException {
    Files.createDirectory(folder.resolve("lib"));
    for (String jar :
        new String[] {
          "rtoto-jobs-1.jar",
          "flink-runtime-2.jar",
          "flink-connector-kafka-5.jar",
          "kafka-server-4.jar",
          "rtoto-cli-1.jar"
        }) {
      lay("lib/" + jar, "");
    }
    Path all =
        lay(
            "rtoto.jar",
            "lib/kafka-server-4.jar lib/rtoto-jobs-1.jar lib/flink-runtime-2.jar"
                + " lib/flink-connector-kafka-5.jar lib/rtoto-cli-1.jar lib/missing.jar");
    assertThat(JobJars.of(all.toString()))
        .extracting(jar -> Path.of(jar.getPath()).getFileName().toString())
        .containsExactly("rtoto-jobs-1.jar", "flink-connector-kafka-5.jar");
  }

  @Test
  void areNoneWhenTheJobIsAFolderOfClasses() throws IOException {
    Path other = lay("kafka-clients-4.jar", "");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertThat(JobJars.of(classes + File.pathSeparator + other)).isEmpty();
  }

  private Path lay(String name, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar)) {
      JarOutputStream content = new JarOutputStream(file, manifest);
      if (name.contains("rtoto-jobs-")) {
        content.putNextEntry(new ZipEntry("META-INF/job.class-path"));
        content.write(
            "lib/flink-runtime-2.jar:lib/flink-connector-kafka-5.jar:lib/not-here-1.jar\n"
                .getBytes(UTF_8));
      }
      content.close();
    }
    return jar;
  }
}
