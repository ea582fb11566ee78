package io.rtoto.docker;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

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

  /** A link for each jar of this test's class path, and a jar for each folder of our classes. */
  private static void layJars(Path into) throws IOException {
    int folders = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        if (!path.endsWith("test-classes")) {
          jar(path, into.resolve("ours-" + folders++ + ".jar"));
        }
      } else if (Files.exists(path) && !Files.exists(into.resolve(path.getFileName()))) {
        Files.createSymbolicLink(into.resolve(path.getFileName()), path);
      }
    }
  }

  private static void jar(Path classes, Path jar) throws IOException {
    if (Files.exists(jar)) {
      return;
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, entries);
        entries.closeEntry();
      }
    }
  }
}
