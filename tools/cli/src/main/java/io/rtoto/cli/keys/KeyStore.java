package io.rtoto.cli.keys;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.gateway.files.SharedFile;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of the keys that events are sent with. */
final class KeyStore {
  private static final String ENVIRONMENT = "RTOTO_KEYS";

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "The file of keys, as the gateway reads it (default: "
              + ENVIRONMENT
              + ", else data/keys.yaml in RTOTO).")
  private @Nullable Path file;

  /** Where it is, or would be. */
  Path path() {
    return ProjectRoot.kept(file, ENVIRONMENT, KeysFile.NAME);
  }

  /** The keys in it; none where it is yet to be written. */
  KeyRing keys() throws IOException {
    return keysIn(path());
  }

  /**
   * Changes the keys in it.
   *
   * @return what is in it now
   */
  KeyRing change(UnaryOperator<KeyRing> how) throws IOException {
    return change(path(), how);
  }

  /** Changes the keys in that file, which nobody but its owner may read. */
  static KeyRing change(Path path, UnaryOperator<KeyRing> how) throws IOException {
    return new SharedFile(path, SharedFile.OWNERS_ONLY)
        .change(
            () -> keysIn(path),
            how,
            ring -> KeysFile.written(ring).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key of that id which counts.
   *
   * @throws CommandFailure when there is none, or it is retired
   */
  static WriteKey named(String id, KeyRing ring) {
    WriteKey key =
        ring.named(id)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "No key is called %s; expected one of: %s."
                            .formatted(
                                id,
                                ring.keys().stream()
                                    .map(WriteKey::id)
                                    .collect(Collectors.joining(", ")))));
    if (key.retired() != null) {
      throw new CommandFailure(
          "Key %s was retired on %s. Maybe create another.".formatted(id, key.retired()));
    }
    return key;
  }

  private static KeyRing keysIn(Path path) throws IOException {
    if (!Files.exists(path)) {
      return KeyRing.EMPTY;
    }
    try {
      return KeysFile.read(Files.readString(path));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("The keys in " + path + " make no sense:\n" + e.getMessage(), e);
    }
  }
}
