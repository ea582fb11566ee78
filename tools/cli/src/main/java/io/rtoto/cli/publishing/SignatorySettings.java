package io.rtoto.cli.publishing;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose key signs, and whom else to believe. */
public final class SignatorySettings {
  private static final String KEY_FILE = "RTOTO_RULES_KEY_FILE";
  private static final String KEYS = "RTOTO_RULES_KEYS";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The private key that signs (default: " + KEY_FILE + ", else data/rules.key in RTOTO).")
  private @Nullable Path key;

  @Option(
      names = "--trust",
      paramLabel = "KEYS",
      description =
          "The public keys of others who may publish, with ; between, as the job is told them"
              + " (default: "
              + KEYS
              + ").")
  private @Nullable String trust;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private TrustFile trustFile;

  /** Where the key is, or would be. */
  public Path keyFile() {
    return ProjectRoot.kept(key, KEY_FILE, SigningKey.FILE);
  }

  /** Who publishes: there must be a key. */
  public Signatory signatory() throws IOException {
    Signatory found = signatoryIfAny();
    if (found.key() == null) {
      throw new CommandFailure(
          "There is no key in "
              + keyFile()
              + " to sign the rules with. Maybe another file (--key FILE): ./rtoto up keeps its own,"
              + " which its job knows, in the folder of its --data. Or make one, and let the job"
              + " know it: ./rtoto rules keys create.");
    }
    return found;
  }

  /** Who publishes, or only reads: where there is no key, nobody signs. */
  public Signatory signatoryIfAny() throws IOException {
    return new Signatory(
        SigningKey.find(keyFile()).orElse(null),
        trustFile.keys().and(TrustedKeys.of(trusted())),
        false);
  }

  private List<String> trusted() {
    String told = trust == null ? System.getenv(KEYS) : trust;
    try {
      return told == null
          ? List.of()
          : Stream.of(told.split(";", -1))
              .map(String::strip)
              .filter(one -> !one.isEmpty())
              .map(one -> RuleKeys.written(RuleKeys.publicKey(one)))
              .toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          (trust == null ? KEYS : "--trust") + " holds what is no key. " + e.getMessage(), e);
    }
  }
}
