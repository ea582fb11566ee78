package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What a Flink cluster needs to run our jobs, beside the jars that every Flink has. */
final class JobJars {
  /** Written when the job's jar is built: all jars that it runs with. */
  private static final String CLASS_PATH = "META-INF/job.class-path";

  private static final Pattern EVERY_FLINK_HAS =
      Pattern.compile("flink-(?!connector-).*|frocksdbjni-.*|log4j-.*|slf4j-.*|scala-.*");

  private JobJars() {}

  /**
   * The jar of the jobs in a class path, or in what its jars' manifests name, and those that it
   * runs with. None when the job itself comes from a folder of classes, which cannot be sent: then
   * the cluster must have everything.
   *
   * @throws IOException when a jar cannot be read
   */
  static List<URL> of(String classPath) throws IOException {
    Map<String, Path> jars = new LinkedHashMap<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(file)) {
        jars.putIfAbsent(nameOf(file), file);
        for (String named : namedBy(file)) {
          Path other = Path.of(file.toUri().resolve(URI.create(named)));
          if (Files.isRegularFile(other)) {
            jars.putIfAbsent(nameOf(other), other);
          }
        }
      }
    }
    List<URL> needed = new ArrayList<>();
    for (Path jar : jars.values()) {
      if (nameOf(jar).startsWith("rtoto-jobs-")) {
        needed.add(jar.toUri().toURL());
        for (String name : runsWith(jar)) {
          Path other = jars.get(name);
          if (other != null && !EVERY_FLINK_HAS.matcher(name).matches()) {
            needed.add(other.toUri().toURL());
          }
        }
      }
    }
    return List.copyOf(needed);
  }

  private static String nameOf(Path jar) {
    return jar.getFileName().toString();
  }

  private static List<String> runsWith(Path jobs) throws IOException {
    try (JarFile jar = new JarFile(jobs.toFile())) {
      ZipEntry list = jar.getEntry(CLASS_PATH);
      if (list == null) {
        throw new IOException(jobs + " does not tell what it runs with: build it again.");
      }
      try (InputStream content = jar.getInputStream(list)) {
        return Stream.of(new String(content.readAllBytes(), UTF_8).strip().split(":", -1))
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .toList();
      }
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
