package io.rtoto.cli.publishing;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.gateway.files.SharedFile;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of the keys that job and publishers trust. */
public final class TrustFile {
  /** Its name, in the folder where everything is kept. */
  public static final String FILE = "rules.trusted.json";

  /** The job may run as another user: public keys are no secret. */
  private static final String READABLE_BY_ALL = "rw-r--r--";

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
    Path asked = asked();
    return asked == null ? ProjectRoot.data().resolve(FILE) : asked;
  }

  /** The keys in it; none where there is no file, and none was asked for. */
  public TrustedKeys keys() throws IOException {
    Path asked = asked();
    return asked == null ? keysSoFar() : keysIn(asked);
  }

  /** The keys in it; none where it is yet to be written. */
  public TrustedKeys keysSoFar() throws IOException {
    return keysSoFar(path());
  }

  private static TrustedKeys keysSoFar(Path path) throws IOException {
    return Files.exists(path) ? keysIn(path) : TrustedKeys.NOBODY;
  }

  /** The file that somebody named; null where nobody did. */
  private @Nullable Path asked() {
    String told = System.getenv(ENVIRONMENT);
    return file != null || told == null || told.isBlank() ? file : Path.of(told);
  }

  /**
   * The keys in that file.
   *
   * @throws CommandFailure when it holds anything else, or there is no such file
   */
  public static TrustedKeys keysIn(Path path) throws IOException {
    try {
      return TrustedKeys.in(path);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Changes the keys in it.
   *
   * @return what is in it now
   */
  public TrustedKeys change(UnaryOperator<TrustedKeys> how) throws IOException {
    return change(path(), how);
  }

  /**
   * Changes one of the keys in it.
   *
   * @param called its id, or whose it is
   * @return the key as it is now
   * @throws CommandFailure when none is called so, or several are
   */
  public TrustedKey change(String called, UnaryOperator<TrustedKey> how) throws IOException {
    return named(called, change(known -> known.with(how.apply(named(called, known)))));
  }

  /**
   * Changes the keys in that file, one after the other who does: a key that one revokes is not
   * written back by another who read before. Whoever reads meanwhile finds the old keys or the new
   * ones.
   *
   * @return what is in it now
   */
  public static TrustedKeys change(Path file, UnaryOperator<TrustedKeys> how) throws IOException {
    return new SharedFile(file, READABLE_BY_ALL)
        .change(() -> keysSoFar(file), how, TrustedKeys::written);
  }

  /**
   * The one of these keys that is called so, by its id or by whose it is.
   *
   * @throws CommandFailure when none is, or several are
   */
  private static TrustedKey named(String called, TrustedKeys keys) {
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
