package io.rtoto.schemas.rulebundles;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Judges what is published: it must be whole, be signed by one who may, and follow what was
 * accepted before. Job and publisher judge alike, so that one who may write to the topic, but has
 * no key, changes nothing but the dead letters.
 *
 * @param trusted the keys of those who may publish; where there is none, nobody need sign
 */
public record Succession(List<PublicKey> trusted) {
  /**
   * What was accepted last.
   *
   * @param number its number; 0 where none had a number yet
   * @param content the hash of its content; empty where none had one yet
   */
  public record Place(long number, String content) {
    /** Before anything was accepted. */
    public static final Place NONE = new Place(0, "");
  }

  /**
   * Judges a bundle that is to be in force.
   *
   * @return why it is refused; empty when it is not
   */
  public Optional<String> objectionTo(RuleBundle bundle, Place last) {
    Optional<String> objection = objectionAs(bundle, RuleBundle.ACTIVE_KEY);
    Seal seal = bundle.seal();
    if (objection.isPresent() || seal == null) {
      return objection;
    }
    if (seal.number() < 1) {
      return Optional.of(
          "Rules %s have no number; expected %d.".formatted(bundle.version(), last.number() + 1));
    }
    boolean same = seal.number() == last.number() && seal.content().equals(last.content());
    if (last.number() == 0 || seal.number() == last.number() + 1 || same) {
      return Optional.empty();
    }
    return Optional.of(
        seal.number() <= last.number()
            ? ("Rules %s are number %d, and number %d was accepted already. Maybe an old message"
                    + " was written again: rtoto rules rollback makes old rules a new version.")
                .formatted(bundle.version(), seal.number(), last.number())
            : "Rules %s are number %d, and the last was number %d: what is between is missing."
                .formatted(bundle.version(), seal.number(), last.number()));
  }

  /**
   * Judges a bundle by itself: its content and its signature.
   *
   * @param publishedAs the key of its message
   * @return why it is refused; empty when it is not
   */
  public Optional<String> objectionAs(RuleBundle bundle, String publishedAs) {
    Seal seal = bundle.seal();
    if (seal == null) {
      return trusted.isEmpty()
          ? Optional.empty()
          : Optional.of("Rules %s are not signed.".formatted(bundle.version()));
    }
    if (!seal.content().equals(Content.hash(bundle))) {
      return Optional.of(
          "Rules %s are not what was published: their content has another hash. Maybe they were"
                  .formatted(bundle.version())
              + " changed afterwards.");
    }
    return trusted.isEmpty() || isSigned(bundle, seal, publishedAs)
        ? Optional.empty()
        : Optional.of(
            "Rules %s are signed by nobody who may publish. Maybe RTOTO_RULES_KEYS lacks a key."
                .formatted(bundle.version()));
  }

  /** Where the succession stands once that bundle is accepted. */
  public static Place after(RuleBundle bundle, Place last) {
    Seal seal = bundle.seal();
    return seal == null ? last : new Place(seal.number(), seal.content());
  }

  private boolean isSigned(RuleBundle bundle, Seal seal, String publishedAs) {
    String written = seal.signature();
    if (written == null) {
      return false;
    }
    byte[] statement = Statement.of(bundle, seal, publishedAs);
    return trusted.stream().anyMatch(key -> verifies(key, statement, written));
  }

  private static boolean verifies(PublicKey key, byte[] statement, String written) {
    try {
      Signature signature = Signature.getInstance(RuleKeys.ALGORITHM);
      signature.initVerify(key);
      signature.update(statement);
      return signature.verify(Base64.getDecoder().decode(written));
    } catch (SignatureException | IllegalArgumentException e) {
      // It is no signature at all.
      return false;
    } catch (GeneralSecurityException e) {
      throw RuleKeys.unknown(e);
    }
  }
}
