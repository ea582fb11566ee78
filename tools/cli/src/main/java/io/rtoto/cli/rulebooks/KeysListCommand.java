package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the trusted keys. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Tells the trusted keys: how each is called, whose it is, and when it counts."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysListCommand implements Callable<Integer> {
  private static final String ROW = "%-8s  %-12s  %-20s  %-20s  %s%n";

  @Spec private CommandSpec spec;

  @Mixin private TrustFile file;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TrustedKeys known = file.keysSoFar();
    if (known.areNone()) {
      out.println(
          "There is no file of trusted keys in "
              + file.path()
              + ". Maybe: rtoto rules keys trust.");
    } else {
      out.printf(ROW, "key", "of", "from", "until", "revoked");
      known.keys().forEach(key -> tell(out, key));
    }
    out.flush();
    return 0;
  }

  private static void tell(PrintWriter out, TrustedKey key) {
    String why = key.why() == null ? "" : ": " + key.why();
    out.printf(
        ROW,
        key.id(),
        key.name(),
        text(key.from()),
        text(key.until()),
        key.revoked() == null ? "" : key.revoked() + why);
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }
}
