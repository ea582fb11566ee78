package io.rtoto.cli.publishing;

import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.rulebundles.RuleSigner;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who publishes.
 *
 * @param key signs; null where nobody does
 * @param others the public keys of others who may publish; what they tell of the one that signs
 *     holds for it too
 * @param passesOverStrangers whether a number is given again that a key has given which is none of
 *     these: so be it where the job knows no others either
 */
public record Signatory(@Nullable SigningKey key, TrustedKeys others, boolean passesOverStrangers) {
  /** Nobody signs, and all is believed: for a broker that only its owner can reach. */
  public static final Signatory NOBODY = new Signatory(null, TrustedKeys.NOBODY, true);

  /** The only one who may, by all that the job knows. */
  public static Signatory alone(SigningKey key) {
    return new Signatory(key, TrustedKeys.NOBODY, true);
  }

  /** Who publishes now: keys are trusted, and revoked, while others run. */
  @FunctionalInterface
  public interface Lookup {
    /** As the keys are now. */
    Signatory now() throws IOException;
  }

  /** Whether no key is known, so that what nobody signed is believed. */
  public boolean believesAnybody() {
    return succession().trusted().areNone();
  }

  RuleSigner signer() {
    return new RuleSigner(key == null ? null : key.signs());
  }

  /** Judges what is there already, as the job does. */
  Succession succession() {
    TrustedKeys own = key == null ? TrustedKeys.NOBODY : TrustedKeys.of(List.of(key.publicKey()));
    return new Succession(others.and(own), BundleSources.READING);
  }
}
