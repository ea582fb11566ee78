package io.rtoto.schemas.rulebundles;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Seals bundles.
 *
 * @param key signs them; null where nobody does
 */
public record RuleSigner(@Nullable PrivateKey key) {
  /**
   * What is vouched for of a publication.
   *
   * @param publishedAs the key of its message
   * @param number see {@link Seal}
   * @param parent the version that was in force before; null when none was
   * @param author who publishes it
   * @param approver who approved it; null where nobody had to
   * @param restores see {@link Seal}
   * @param why why
   * @param at when
   */
  public record Claim(
      String publishedAs,
      long number,
      @Nullable String parent,
      String author,
      @Nullable String approver,
      long restores,
      String why,
      Instant at) {}

  /** The same rules, as what is published so. */
  public RuleBundle seal(RuleBundle rules, Claim claim) {
    Seal unsigned =
        new Seal(
            claim.number(),
            Content.hash(rules),
            claim.approver(),
            claim.restores(),
            claim.why(),
            null);
    RuleBundle bundle = with(rules, claim, unsigned);
    return key == null
        ? bundle
        : with(
            rules,
            claim,
            unsigned.signed(sign(key, Statement.of(bundle, unsigned, claim.publishedAs()))));
  }

  private static RuleBundle with(RuleBundle rules, Claim claim, Seal seal) {
    return new RuleBundle(
        rules.version(),
        claim.parent(),
        claim.author(),
        claim.at(),
        rules.sources(),
        rules.classes(),
        rules.models(),
        rules.rules(),
        rules.tags(),
        seal);
  }

  private static String sign(PrivateKey key, byte[] statement) {
    try {
      Signature signature = Signature.getInstance(RuleKeys.ALGORITHM);
      signature.initSign(key);
      signature.update(statement);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw RuleKeys.unknown(e);
    }
  }
}
