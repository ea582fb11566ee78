package io.rtoto.cli.publishing;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of the keys that job and publishers trust. */
public final class TrustFile {
  /** Its name, in the folder where everything is kept. */
  public static final String FILE = "rules.trusted.json";

  private static final String ENVIRONMENT = "RTOTO_RULES_TRUST_FILE";

  @Option(
      names = "--trust-file",
      paramLabel = "FILE",
      description =
          "The keys of those who may publish, and when each counts, as the job reads it (default: "
              + ENVIRONMENT
              + ", else data/rules.trusted.json in RTOTO, if there is one).")
  private @Nullable Path file;

  /** Where it is, or would be. */
  public Path path() {
    if (file != null) {
      return file;
    }
    String told = System.getenv(ENVIRONMENT);
    return told == null || told.isBlank()
        ? ProjectRoot.find().resolve("data").resolve(FILE)
        : Path.of(told);
  }

  /** The keys in it; none where there is no file, and none was asked for. */
  public TrustedKeys keys() throws IOException {
    Path path = path();
    boolean asked = file != null || isTold();
    return asked || Files.exists(path) ? keysIn(path) : TrustedKeys.NOBODY;
  }

  /** The keys in it; none where it is yet to be written. */
  public TrustedKeys keysSoFar() throws IOException {
    return Files.exists(path()) ? keysIn(path()) : TrustedKeys.NOBODY;
  }

  private static boolean isTold() {
    String told = System.getenv(ENVIRONMENT);
    return told != null && !told.isBlank();
  }

  private static TrustedKeys keysIn(Path path) throws IOException {
    try {
      return TrustedKeys.in(path);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes it: whoever reads it meanwhile finds the old keys or the new ones. */
  public void write(TrustedKeys keys) throws IOException {
    Path path = path().toAbsolutePath();
    Files.createDirectories(path.getParent());
    Path whole = path.resolveSibling(path.getFileName() + ".new");
    Files.write(whole, keys.written());
    Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The one of these keys that is called so, by its id or by whose it is.
   *
   * @throws CommandFailure when none is, or several are
   */
  public static TrustedKey named(String called, TrustedKeys keys) {
    List<TrustedKey> found =
        keys.keys().stream()
            .filter(one -> one.id().equals(called) || one.name().equals(called))
            .toList();
    if (found.size() != 1) {
      throw new CommandFailure(
          "%s key is called %s; expected one of %s."
              .formatted(
                  found.isEmpty() ? "No" : "More than one",
                  called,
                  (found.isEmpty() ? keys.keys() : found)
                      .stream()
                          .map(one -> "%s (%s)".formatted(one.id(), one.name()))
                          .collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }
}
