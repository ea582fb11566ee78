package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that a key counts. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a public key into the file of trusted keys: whoever has the private one may publish.",
      "A job that is told the file (RTOTO_RULES_TRUST_FILE) takes that up with the next rules, without"
          + " a restart. Two keys of the same person have the same name."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysTrustCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "Whose key it is.")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The public key, or the file that it is in (rules.key.pub).")
  private String key;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "What it signs counts from then on, such as 2027-01-01T00:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--until", paramLabel = "TIME", description = "And until then.")
  private @Nullable Instant until;

  @Mixin private TrustFile file;

  @Override
  public Integer call() throws IOException {
    TrustedKey trusted = new TrustedKey(name.strip(), publicKey(), from, until, null, null);
    TrustedKeys unused =
        file.change(
            known -> {
              requireNew(trusted, known);
              return known.with(trusted);
            });
    spec.commandLine()
        .getOut()
        .printf("Key %s of %s counts, by %s.%n", trusted.id(), trusted.name(), file.path());
    return 0;
  }

  private void requireNew(TrustedKey trusted, TrustedKeys known) {
    if (trusted.name().isEmpty()) {
      throw new CommandFailure("NAME is blank; expected whose key it is.");
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw new CommandFailure(
          "--from is %s and --until is %s; expected a time before.".formatted(from, until));
    }
    if (known.keys().stream().anyMatch(one -> one.key().equals(trusted.key()))) {
      throw new CommandFailure(
          "Key %s is in %s already. ./rtoto rules keys list tells more."
              .formatted(trusted.id(), file.path()));
    }
  }

  private String publicKey() throws IOException {
    String written = key;
    if (Files.isRegularFile(Path.of(key))) {
      written = Files.readString(Path.of(key)).strip();
    }
    try {
      return RuleKeys.written(RuleKeys.publicKey(written));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          key
              + " is no public key, nor a file that holds one. Maybe it is the private one: the"
              + " public key is in the file that ends in .pub.",
          e);
    }
  }
}
