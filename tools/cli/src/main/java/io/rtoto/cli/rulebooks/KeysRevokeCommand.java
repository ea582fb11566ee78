package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.schemas.rulebundles.TrustedKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Revokes a key. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Revokes a key that another may have: nothing that it ever signed counts from now on, whatever"
          + " its date. The job refuses it, and nobody can go back to it.",
      "What is in force stays until other rules come: publish again, by another key. There is no way"
          + " back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysRevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KEY",
      description = "Its id, or whose it is: see rtoto rules keys list.")
  private String called;

  @Option(
      names = "--why",
      paramLabel = "REASON",
      required = true,
      description = "For what reason, in a sentence. Whoever uses the key is told.")
  private String why;

  @Mixin private TrustFile file;

  @Override
  public Integer call() throws IOException {
    TrustedKey key = file.change(called, this::revoked);
    spec.commandLine()
        .getOut()
        .printf(
            """
            Key %s of %s is revoked: nothing that it signed counts any more.
            What is in force stays until other rules come. Look at it, and publish again by another key:
              ./rtoto rules publish --key FILE
            """,
            key.id(), key.name());
    return 0;
  }

  private TrustedKey revoked(TrustedKey key) {
    if (key.revoked() != null) {
      throw new CommandFailure(
          "Key %s of %s was revoked on %s already.".formatted(key.id(), key.name(), key.revoked()));
    }
    return key.revoked(InstantSource.system().instant(), why);
  }
}
