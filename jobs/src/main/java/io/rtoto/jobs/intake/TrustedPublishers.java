package io.rtoto.jobs.intake;

import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * Who may publish rules.
 *
 * @param keys the public keys of those who are known from the start
 * @param file a file of more, which says of each when it counts; read anew whenever rules come, so
 *     that a key is taken up, or revoked, without a restart. Empty for none
 */
public record TrustedPublishers(List<String> keys, String file) implements Serializable {
  /** Serializable keys. */
  public TrustedPublishers {
    keys = List.copyOf(keys);
  }

  /**
   * Judges by what the file holds now.
   *
   * @throws IllegalArgumentException when it holds no keys, or is not there
   * @throws IOException when it cannot be read
   */
  Succession succession() throws IOException {
    TrustedKeys known = TrustedKeys.of(keys);
    return new Succession(
        file.isEmpty() ? known : TrustedKeys.in(Path.of(file)).and(known), BundleSources.READING);
  }
}
