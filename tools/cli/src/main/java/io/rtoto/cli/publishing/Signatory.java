package io.rtoto.cli.publishing;

import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.RuleSigner;
import io.rtoto.schemas.rulebundles.Succession;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who publishes.
 *
 * @param key signs; null where nobody does
 * @param others the public keys of others who may publish
 */
public record Signatory(@Nullable SigningKey key, List<PublicKey> others) {
  /** Nobody signs, and all is believed: for a broker that only its owner can reach. */
  public static final Signatory NOBODY = new Signatory(null, List.of());

  /** The only one who may. */
  public static Signatory alone(SigningKey key) {
    return new Signatory(key, List.of());
  }

  RuleSigner signer() {
    return new RuleSigner(key == null ? null : key.signs());
  }

  /** Judges what is there already, as the job does. */
  Succession succession() {
    List<PublicKey> trusted = new ArrayList<>(others);
    if (key != null) {
      trusted.add(RuleKeys.publicKey(key.publicKey()));
    }
    return new Succession(trusted);
  }
}
