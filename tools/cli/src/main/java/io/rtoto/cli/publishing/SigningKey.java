package io.rtoto.cli.publishing;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.schemas.rulebundles.RuleKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The key that rules are signed by, in a file that nobody else may read; beside it, in a file that
 * ends in {@code .pub}, the public key that the job must be told.
 *
 * @param signs the private key
 * @param publicKey the public one, as it is written
 */
public record SigningKey(PrivateKey signs, String publicKey) {
  /** Its name, in the folder where everything is kept. */
  public static final String FILE = "rules.key";

  /**
   * Makes a key.
   *
   * @throws CommandFailure when there is one already
   */
  public static SigningKey create(Path file) throws IOException {
    KeyPair pair = RuleKeys.create();
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    try {
      Files.createFile(file, ownersOnly(file));
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          "There is a key in "
              + file
              + " already, and the job may trust it. Maybe another file: --key FILE.",
          e);
    }
    Files.writeString(
        file,
        RuleKeys.written(pair.getPrivate()) + "\n",
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    String written = RuleKeys.written(pair.getPublic());
    Files.writeString(publicFile(file), written + "\n");
    return new SigningKey(pair.getPrivate(), written);
  }

  /** The key in that file; none where there is no such file. */
  public static Optional<SigningKey> find(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String publicKey = Files.readString(publicFile(file)).strip();
      RuleKeys.publicKey(publicKey);
      return Optional.of(
          new SigningKey(RuleKeys.privateKey(Files.readString(file).strip()), publicKey));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "In "
              + file
              + " or "
              + publicFile(file)
              + " is no key of rtoto rules keys create. "
              + e.getMessage(),
          e);
    }
  }

  /** The key in that file, which is made where there is none. */
  public static SigningKey findOrCreate(Path file) throws IOException {
    Optional<SigningKey> found = find(file);
    return found.isPresent() ? found.get() : create(file);
  }

  /** Where the public key of the one in that file is. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  private static FileAttribute<?>[] ownersOnly(Path file) {
    Set<PosixFilePermission> rights =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
        : new FileAttribute<?>[0];
  }

  /** Nothing of the private key: it may be logged. */
  @Override
  public String toString() {
    return "SigningKey[" + publicKey + "]";
  }
}
