package io.rtoto.cli.keys;

import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.gateway.files.SharedFile;
import io.rtoto.gateway.keys.KeyRing;
import io.rtoto.gateway.keys.KeysFile;
import io.rtoto.gateway.keys.ProofMint;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The keys that {@code rtoto up} makes, in the folder where everything is kept: one for pages on
 * this machine, and one for the business that plays, whose secret is in a file of its own that
 * nobody else may read.
 *
 * @param folder where they are
 */
public record DemoKeys(Path folder) {
  /** The browser's key. */
  public static final String BROWSER = "demo";

  private static final String SERVER = "demo-server";
  private static final String SECRET = SERVER + ".key";

  /** What pages on this machine are called. */
  private static final List<String> THIS_MACHINE =
      List.of("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*");

  /** Those in the data folder of RTOTO. */
  public static DemoKeys ofProject() {
    return new DemoKeys(ProjectRoot.data());
  }

  /** The file of keys. */
  public Path file() {
    return folder.resolve(KeysFile.NAME);
  }

  /** The file that holds the server's key, as it is presented. */
  public Path secretFile() {
    return folder.resolve(SECRET);
  }

  /**
   * Makes those that are missing. One that was made and retired stays retired; a server's key whose
   * secret is lost gets another.
   *
   * @return the server's key, as it is presented, and what makes proofs with it
   */
  public ProofMint make(Instant now) throws IOException {
    Path secretFile = secretFile();
    String before = Files.exists(secretFile) ? Files.readString(secretFile).strip() : "";
    String kept = before.startsWith(SERVER + ".") ? before.substring(SERVER.length() + 1) : "";
    String secret = kept.isEmpty() ? Secrets.create() : kept;
    KeyRing made = KeyStore.change(file(), ring -> completed(ring, secret, now));
    String presented = SERVER + "." + secret;
    if (!presented.equals(before)) {
      new SharedFile(secretFile, SharedFile.OWNERS_ONLY).replace(presented + "\n");
    }
    return new ProofMint(presented, made.tenant());
  }

  private static KeyRing completed(KeyRing ring, String secret, Instant now) {
    KeyRing completed =
        ring.named(BROWSER).isPresent()
            ? ring
            : ring.with(WriteKey.ofBrowser(BROWSER, THIS_MACHINE, true, now));
    String hash = Secrets.hashOf(secret);
    WriteKey server = completed.named(SERVER).orElseGet(() -> WriteKey.ofServer(SERVER, hash, now));
    return completed.with(
        server.secretHashes().contains(hash) ? server : server.withSecretHashes(List.of(hash)));
  }
}
