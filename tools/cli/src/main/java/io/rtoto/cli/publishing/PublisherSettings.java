package io.rtoto.cli.publishing;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who publishes, and what becomes of numbers that strangers have given. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class PublisherSettings {
  @Mixin private SignatorySettings signing;

  @Option(
      names = "--pass-over-strangers",
      description =
          "Give a number again that rules have which a key signed that you do not know: only where"
              + " the job does not know it either.")
  private boolean passOverStrangers;

  /** Where the key is, or would be. */
  public Path keyFile() {
    return signing.keyFile();
  }

  /** Who publishes: there must be a key. */
  public Signatory signatory() throws IOException {
    return told(signing.signatory());
  }

  /** Who publishes, where nobody need sign. */
  public Signatory signatoryIfAny() throws IOException {
    return told(signing.signatoryIfAny());
  }

  private Signatory told(Signatory found) {
    return new Signatory(found.key(), found.others(), passOverStrangers);
  }
}
