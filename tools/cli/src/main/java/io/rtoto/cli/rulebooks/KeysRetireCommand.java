package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.schemas.rulebundles.TrustedKey;
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
      "Takes a key out of use: what it signs from then on does not count. What it signed before stays"
          + " in force, and can be gone back to.",
      "A key that is out of use is not put in use again: a later time is refused.",
      "Where another may have the private key, revoke it: who has it can date rules back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysRetireCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KEY",
      description = "Its id, or whose it is: see rtoto rules keys list.")
  private String called;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From when on, such as 2027-01-01T00:00:00Z (default: now).")
  private @Nullable Instant from;

  @Mixin private TrustFile file;

  @Override
  public Integer call() throws IOException {
    Instant end = from == null ? InstantSource.system().instant() : from;
    TrustedKey retired = file.change(called, key -> retired(key, end));
    spec.commandLine()
        .getOut()
        .printf("Key %s of %s is out of use from %s on.%n", retired.id(), retired.name(), end);
    return 0;
  }

  /** What was out of use would count again where it was retired from a later time. */
  private static TrustedKey retired(TrustedKey key, Instant end) {
    if (key.until() != null && end.isAfter(key.until())) {
      throw new CommandFailure(
          "Key %s of %s is out of use from %s on already, and %s is later. Maybe trust another key: rtoto rules keys trust."
              .formatted(key.id(), key.name(), key.until(), end));
    }
    return key.retired(end);
  }
}
