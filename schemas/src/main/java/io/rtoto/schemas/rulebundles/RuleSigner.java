package io.rtoto.schemas.rulebundles;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

  /**
   * The same rules, as what is published so. Who signs stands for their content, beside those who
   * did already; but not who only puts in force again what was.
   */
  public RuleBundle seal(RuleBundle rules, Claim claim) {
    String content = Content.hash(rules);
    Seal unsigned =
        new Seal(
            claim.number(),
            content,
            claim.approver(),
            claim.restores(),
            claim.why(),
            null,
            approvals(rules, content, claim));
    RuleBundle bundle = with(rules, claim, unsigned);
    return key == null
        ? bundle
        : with(
            rules,
            claim,
            unsigned.signed(sign(key, Statement.of(bundle, unsigned, claim.publishedAs()))));
  }

  private List<Approval> approvals(RuleBundle rules, String content, Claim claim) {
    List<Approval> approvals = new ArrayList<>();
    if (rules.seal() != null && rules.seal().content().equals(content)) {
      approvals.addAll(rules.seal().approvals());
    }
    if (key != null && claim.restores() == 0) {
      byte[] statement = Approval.statement(content, rules.version(), claim.at());
      approvals.add(new Approval(claim.at(), sign(key, statement)));
    }
    return approvals;
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
        seal,
        rules.facts(),
        rules.cases());
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
