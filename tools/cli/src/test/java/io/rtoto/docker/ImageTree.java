package io.rtoto.docker;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The files of an image, laid out below a directory as its Dockerfile says; the jars are those that
 * this test runs with.
 *
 * @param root stands for {@code /} of the image
 */
record ImageTree(Path root) {
  private static final Path PROJECT = Path.of(System.getProperty("rtoto.root", "."));

  static Path project() {
    return PROJECT.toAbsolutePath().normalize();
  }

  /** Lays out the image of that target. */
  static ImageTree lay(Path root, String target) throws IOException {
    ImageTree tree = new ImageTree(root);
    Dockerfile dockerfile = Dockerfile.read(project().resolve("docker/Dockerfile"));
    for (Dockerfile.Stage stage : dockerfile.lineage(target)) {
      for (Dockerfile.Instruction instruction : stage.instructions()) {
        if (instruction.keyword().equals("COPY")) {
          tree.copy(List.of(instruction.arguments().split("\\s+", -1)));
        }
      }
    }
    return tree;
  }

  /** Where RTOTO lies in the image. */
  Path home() {
    return root.resolve("opt/rtoto");
  }

  /** A script of the image. */
  Path script(String name) {
    return home().resolve("bin").resolve(name);
  }

  private void copy(List<String> words) throws IOException {
    Path into = root.resolve(words.get(words.size() - 1).substring(1));
    Files.createDirectories(into);
    if (words.contains("--from=build")) {
      layJars(into);
      return;
    }
    boolean executable = words.contains("--chmod=755");
    for (String word : words.subList(0, words.size() - 1)) {
      if (!word.startsWith("--")) {
        copyTree(project().resolve(word), into, executable);
      }
    }
  }

  private static void copyTree(Path source, Path into, boolean executable) throws IOException {
    if (Files.isDirectory(source)) {
      try (Stream<Path> children = Files.list(source)) {
        for (Path child : children.toList()) {
          Path below = Files.isDirectory(child) ? into.resolve(child.getFileName()) : into;
          Files.createDirectories(below);
          copyTree(child, below, executable);
        }
      }
      return;
    }
    Path copy = Files.copy(source, into.resolve(source.getFileName()));
    if (!copy.toFile().setExecutable(executable)) {
      throw new IOException(copy + " cannot be made executable.");
    }
  }

  /** One jar without classes, which names everything that this test's class path is made of. */
  private static void layJars(Path into) throws IOException {
    StringJoiner entries = new StringJoiner(" ");
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.endsWith("test-classes")) {
        entries.add(Path.of(entry).toUri().toString());
      }
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, entries.toString());
    try (OutputStream file = Files.newOutputStream(into.resolve("everything.jar"))) {
      new JarOutputStream(file, manifest).close();
    }
  }
}
