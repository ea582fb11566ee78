package io.rtoto.schemas.rulebundles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges what is published: it must be whole, be signed by one who may, follow what was accepted
 * before, and be approved where that is asked for. Job and publisher judge alike, so that one who
 * may write to the topic, but has no key, changes nothing of what decides: they make dead letters,
 * and end a rehearsal, for an empty message, which does that, bears no signature.
 *
 * @param trusted the keys of those who may publish; where there is none, nobody need sign
 * @param reading what the sources say
 */
public record Succession(TrustedKeys trusted, SourceReading reading) {
  /** An author, and another who approves. */
  private static final int WHO_MUST_STAND_FOR_IT = 2;

  /**
   * What was accepted last.
   *
   * @param number its number; 0 where none had a number yet
   * @param content the hash of its content; empty where none had one yet
   * @param demandsApproval whether what follows must be approved, whatever it says itself
   */
  public record Place(long number, String content, boolean demandsApproval) {
    /** Before anything was accepted. */
    public static final Place NONE = new Place(0, "", false);
  }

  /**
   * What comes of a bundle that is to be in force.
   *
   * @param objection why it is refused; empty when it is not
   * @param last where the succession stands then. A number that somebody known has signed is given,
   *     also where the rules are refused because the key is not to be used any more, or nobody
   *     approved them: else whoever has a revoked key could hold up all others
   */
  public record Judgement(String objection, Place last) {
    /** Whether it is in force. */
    public boolean accepts() {
      return objection.isEmpty();
    }
  }

  /** Judges a bundle that is to be in force. */
  public Judgement judge(RuleBundle bundle, Place last) {
    Seal seal = bundle.seal();
    if (seal == null) {
      return new Judgement(unsigned(bundle), last);
    }
    Optional<String> objection =
        soundness(bundle, seal)
            .or(() -> stranger(bundle, seal, RuleBundle.ACTIVE_KEY))
            .or(() -> order(bundle, seal, last));
    if (objection.isPresent()) {
      return new Judgement(objection.get(), last);
    }
    boolean demands = reading.demandApproval(bundle);
    boolean same = seal.content().equals(last.content());
    objection =
        standing(bundle, seal, RuleBundle.ACTIVE_KEY)
            .or(() -> same ? Optional.empty() : provenance(bundle))
            .or(
                () ->
                    demands || last.demandsApproval() ? approval(bundle, seal) : Optional.empty());
    if (objection.isPresent()) {
      return new Judgement(
          objection.get(),
          last.number() == 0
              ? last
              : new Place(seal.number(), seal.content(), last.demandsApproval()));
    }
    return new Judgement("", new Place(seal.number(), seal.content(), demands));
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
      String objection = unsigned(bundle);
      return objection.isEmpty() ? Optional.empty() : Optional.of(objection);
    }
    return soundness(bundle, seal)
        .or(() -> stranger(bundle, seal, publishedAs))
        .or(() -> standing(bundle, seal, publishedAs))
        .or(() -> provenance(bundle));
  }

  /**
   * Whether somebody signed this whole bundle whose key is none of these: where the job knows it,
   * its number is given.
   */
  public boolean isOfAStranger(RuleBundle bundle) {
    Seal seal = bundle.seal();
    return seal != null
        && seal.signature() != null
        && soundness(bundle, seal).isEmpty()
        && stranger(bundle, seal, RuleBundle.ACTIVE_KEY).isPresent();
  }

  /**
   * Whether one of these keys signed this whole bundle, be it that the key counts any more or not.
   */
  public boolean isKnown(RuleBundle bundle) {
    Seal seal = bundle.seal();
    return seal != null
        && soundness(bundle, seal).isEmpty()
        && signer(bundle, seal, RuleBundle.ACTIVE_KEY).isPresent();
  }

  /** Whether enough stand for its content, by keys that may be used: an author, and another. */
  public boolean isApproved(RuleBundle bundle) {
    return bundle.seal() != null && objectionToApproval(bundle).isEmpty();
  }

  /**
   * Why not enough stand for its content, by keys that may be used; empty where an author and
   * another do, or nobody need sign.
   */
  public Optional<String> objectionToApproval(RuleBundle bundle) {
    Seal seal = bundle.seal();
    return seal == null ? Optional.empty() : approval(bundle, seal);
  }

  /** Whether there are two people whose keys may be used then: an author, and another. */
  public boolean knowsAnother(Instant at) {
    return people(trusted.keys().stream().filter(key -> key.objectionTo(at).isEmpty()))
        >= WHO_MUST_STAND_FOR_IT;
  }

  private String unsigned(RuleBundle bundle) {
    return trusted.areNone() ? "" : "Rules %s are not signed.".formatted(bundle.version());
  }

  private Optional<String> soundness(RuleBundle bundle, Seal seal) {
    if (!seal.content().equals(Content.hash(bundle))) {
      return Optional.of(
          "Rules %s are not what was published: their content has another hash. Maybe they were"
                  .formatted(bundle.version())
              + " changed afterwards.");
    }
    return reading
        .version(bundle)
        .filter(version -> !version.equals(bundle.version()))
        .map(
            version ->
                "Rules %s are not that version: by their sources they are %s. Maybe they were not made by rtoto rules publish."
                    .formatted(bundle.version(), version));
  }

  /**
   * Without the facts nobody can make its version anew, and it could claim any. Bundles of an
   * earlier RTOTO do not tell them: those go on where they were taken before.
   */
  private Optional<String> provenance(RuleBundle bundle) {
    return trusted.areNone() || bundle.facts() != null
        ? Optional.empty()
        : Optional.of(
            "Rules %s do not tell the facts that they were compiled against; expected their hash, for without it any version could be claimed. Maybe an earlier RTOTO made them: rtoto rules publish makes them anew."
                .formatted(bundle.version()));
  }

  private Optional<String> stranger(RuleBundle bundle, Seal seal, String publishedAs) {
    return trusted.areNone() || signer(bundle, seal, publishedAs).isPresent()
        ? Optional.empty()
        : Optional.of(
            "Rules %s are signed by nobody who may publish. Maybe RTOTO_RULES_KEYS, or the file of trusted keys, lacks a key."
                .formatted(bundle.version()));
  }

  private static Optional<String> order(RuleBundle bundle, Seal seal, Place last) {
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

  private Optional<String> standing(RuleBundle bundle, Seal seal, String publishedAs) {
    return signer(bundle, seal, publishedAs)
        .flatMap(
            key ->
                key.objectionTo(bundle.publishedAt())
                    .map(
                        why ->
                            "Rules %s are signed by key %s of %s, which %s. Maybe publish them again, by another key."
                                .formatted(bundle.version(), key.id(), key.name(), why)));
  }

  private Optional<TrustedKey> signer(RuleBundle bundle, Seal seal, String publishedAs) {
    return trusted.signerOf(Statement.of(bundle, seal, publishedAs), seal.signature());
  }

  private Optional<String> approval(RuleBundle bundle, Seal seal) {
    List<TrustedKey> signers =
        seal.approvals().stream().flatMap(one -> whoApproves(bundle, seal, one)).toList();
    long who = people(signers.stream());
    return trusted.areNone() || who >= WHO_MUST_STAND_FOR_IT
        ? Optional.empty()
        : Optional.of(
            "Rules %s must be approved by another than their author, and %s. Maybe, by another's key: ./rtoto rules publish --approve --author NAME --key FILE"
                .formatted(
                    bundle.version(),
                    who == 0
                        ? "nobody known has signed for them"
                        : signers.stream().allMatch(TrustedKey::isNamed)
                            ? "only one has signed for them"
                            : "of a key that signed for them nobody knows whose it is: rtoto rules"
                                + " keys trust tells that"));
  }

  /** A key of which nobody knows whose it is may be the same person's as any other. */
  private static long people(Stream<TrustedKey> keys) {
    List<TrustedKey> all = keys.toList();
    long named = all.stream().filter(TrustedKey::isNamed).map(TrustedKey::name).distinct().count();
    return all.isEmpty() ? 0 : Math.max(1, named);
  }

  private Stream<TrustedKey> whoApproves(RuleBundle bundle, Seal seal, Approval approval) {
    return trusted
        .signerOf(
            Approval.statement(seal.content(), bundle.version(), approval.at()),
            approval.signature())
        .filter(key -> key.objectionTo(approval.at()).isEmpty())
        .stream();
  }
}
