package io.rtoto.cli.keys;

import io.rtoto.gateway.keys.KeyRing;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a key out of use. */
@Command(
    name = "retire",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes a key out of use: what is sent with it is answered 401, and proofs that it signed prove"
          + " nothing any more. There is no way back; the key stays in the file, so that its id is"
          + " not given to another."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RetireKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Which key: see rtoto keys list.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From when on, such as 2027-01-01T00:00:00Z (default: now).")
  private @Nullable Instant from;

  @Mixin private KeyStore store;

  @Override
  public Integer call() throws IOException {
    Instant end = from == null ? InstantSource.system().instant() : from;
    KeyRing unused = store.change(ring -> ring.with(KeyStore.named(id, ring).retiredFrom(end)));
    spec.commandLine().getOut().printf("Key %s does not count from %s on.%n", id, end);
    return 0;
  }
}
