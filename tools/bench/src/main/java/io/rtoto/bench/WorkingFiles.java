package io.rtoto.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Adds up files that are in use: what goes while they are looked at is passed over. */
final class WorkingFiles extends SimpleFileVisitor<Path> {
  private final Path within;
  private long size;

  /**
   * Of the files below folders of a name.
   *
   * @param within the name, at any depth
   */
  WorkingFiles(Path within) {
    this.within = within;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    for (Path part : file) {
      if (part.equals(within)) {
        size += attributes.size();
        break;
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    return passedOver(e);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
      throws IOException {
    return passedOver(e);
  }

  private static FileVisitResult passedOver(@Nullable IOException e) throws IOException {
    if (e == null || e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
