package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.SignatorySettings;
import io.rtoto.cli.publishing.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a key that rules are signed by. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the key that signs the rules you publish, in a file that only you may read, and tells"
          + " the public key that the job must know.",
      "./rtoto up makes one of its own in its data folder, and its job knows it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SignatorySettings signing;

  @Override
  public Integer call() throws IOException {
    Path file = signing.keyFile();
    SigningKey key = SigningKey.create(file);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        """
        The private key is in %s: whoever reads it can publish rules.
        The public key, beside it in %s, the job must know:

          RTOTO_RULES_KEYS=%s

        Several keys stand with ; between; or they are in a file that can be changed while the job runs:
        ./rtoto rules keys trust. A job that knows none takes rules that nobody signed.
        """,
        file, SigningKey.publicFile(file), key.publicKey());
    out.flush();
    return 0;
  }
}
