package io.rtoto.cli.keys;

import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the keys. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells the keys that events are sent with: whose each is, and when it counts.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListKeysCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-7s  %-30s  %-30s  %s%n";

  @Spec private CommandSpec spec;
  @Mixin private KeyStore store;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<WriteKey> keys = store.keys().keys();
    if (keys.isEmpty()) {
      out.println("There is no key in " + store.path() + ". Maybe: rtoto keys create.");
    } else {
      out.printf(ROW, "key", "kind", "created", "retired", "");
      keys.forEach(key -> tell(out, key));
    }
    out.flush();
    return 0;
  }

  private static void tell(PrintWriter out, WriteKey key) {
    String more =
        key.isServer()
            ? (key.secretHashes().size() > 1 ? "two secrets" : "one secret")
            : String.join(", ", key.origins()) + (key.orders() ? "; orders" : "");
    out.printf(
        ROW,
        key.id(),
        key.kind().wireName(),
        key.created(),
        key.retired() == null ? "" : key.retired(),
        more);
  }
}
