package io.rtoto.cli.keys;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key that events are sent with. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a key that events are sent with. A browser's is no secret: it counts on the pages of"
          + " its origins, and proves nothing of who a customer is.",
      "A server's key goes with a secret, which is told now and never again. A gateway that reads"
          + " the file takes either within a second, without a restart."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CreateKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "What it is called, such as web or shop-server.")
  private String id;

  @Option(names = "--server", description = "A server's key; otherwise it is a browser's.")
  private boolean server;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description =
          "Of a browser's key: pages that may use it, such as https://shop.example, or"
              + " http://localhost:* for any port; once for each.")
  private List<String> origins = new ArrayList<>();

  @Option(
      names = "--orders",
      description =
          "Of a browser's key: it may tell of orders that were placed. Whoever reads the key on a"
              + " page can then make up orders.")
  private boolean orders;

  @Mixin private KeyStore store;

  @Override
  public Integer call() throws IOException {
    check();
    String secret = Secrets.create();
    WriteKey key =
        server
            ? WriteKey.ofServer(id, Secrets.hashOf(secret), InstantSource.system().instant())
            : WriteKey.ofBrowser(id, origins, orders, InstantSource.system().instant());
    KeyRing unused = store.change(ring -> added(key, ring));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Key %s is in %s.%n", id, store.path());
    if (server) {
      tellSecret(out, id, secret);
    }
    out.flush();
    return 0;
  }

  /** Tells a secret, once. */
  static void tellSecret(PrintWriter out, String id, String secret) {
    out.printf(
        """
        This is told only now: give it to the server, as its write key, and to nobody else.

          %s.%s

        """,
        id, secret);
  }

  private void check() {
    KeysFile.objectionToId(id).ifPresent(this::refuse);
    origins.forEach(origin -> KeysFile.objectionToOrigin(origin).ifPresent(this::refuse));
    if (server && (!origins.isEmpty() || orders)) {
      refuse("--server goes with neither --origin nor --orders: its secret says who it is.");
    }
    if (!server && origins.isEmpty()) {
      refuse("--origin is missing; expected the pages that may use the key. Maybe --server is.");
    }
  }

  private void refuse(String sentence) {
    throw new ParameterException(spec.commandLine(), sentence);
  }

  private KeyRing added(WriteKey key, KeyRing ring) {
    if (ring.named(id).isPresent()) {
      throw new CommandFailure(
          "Key %s is in %s already. Maybe: rtoto keys rotate, or another id."
              .formatted(id, store.path()));
    }
    return ring.with(key);
  }
}
