package io.rtoto.cli.keys;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a server's key another secret. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Gives a server's key another secret, and tells it. Both count until every server has the new"
          + " one; then --finish lets the old one count no more."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RotateKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Which key: see rtoto keys list.")
  private String id;

  @Option(names = "--finish", description = "From now on only the newer secret counts.")
  private boolean finish;

  @Mixin private KeyStore store;

  @Override
  public Integer call() throws IOException {
    String secret = Secrets.create();
    KeyRing unused =
        store.change(
            ring -> {
              WriteKey key = ofServer(ring);
              return ring.with(finish ? finished(key) : begun(key, secret));
            });
    PrintWriter out = spec.commandLine().getOut();
    if (finish) {
      out.printf("Only the newer secret of key %s counts.%n", id);
    } else {
      CreateKeyCommand.tellSecret(out, id, secret);
      out.printf("The one before counts, too, until you say: rtoto keys rotate %s --finish%n", id);
    }
    out.flush();
    return 0;
  }

  private WriteKey ofServer(KeyRing ring) {
    WriteKey key = KeyStore.named(id, ring);
    if (!key.isServer()) {
      throw new CommandFailure(
          "Key %s is a browser's, and has no secret. Maybe create another and retire this one."
              .formatted(id));
    }
    return key;
  }

  private WriteKey begun(WriteKey key, String secret) {
    if (key.secretHashes().size() > 1) {
      throw new CommandFailure(
          "Key %s has two secrets already. Maybe, once every server has the newer one: rtoto keys rotate %s --finish"
              .formatted(id, id));
    }
    return key.withSecretHashes(List.of(Secrets.hashOf(secret), key.secretHashes().get(0)));
  }

  private WriteKey finished(WriteKey key) {
    if (key.secretHashes().size() < 2) {
      throw new CommandFailure(
          "Key %s has one secret; expected a newer and an older one. Maybe: rtoto keys rotate %s"
              .formatted(id, id));
    }
    return key.withSecretHashes(List.of(key.secretHashes().get(0)));
  }
}
