package io.rtoto.schemas.rulebundles;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Messages;
import java.time.Instant;

/**
 * What is signed of a bundle: all that it says of its publication, the hash of its content, and
 * what it is published as, so that what was signed for a rehearsal is never in force. Its fields
 * and their order are for ever: another statement is another signature.
 *
 * @param publishedAs the key of its message
 */
record Statement(
    String publishedAs,
    long number,
    String version,
    String parent,
    String content,
    String author,
    String approver,
    long restores,
    String why,
    Instant publishedAt) {
  private static final Messages<Statement> CODEC = Messages.of(Statement.class);

  /** The bytes that are signed. */
  static byte[] of(RuleBundle bundle, Seal seal, String publishedAs) {
    return CODEC.write(
        new Statement(
            publishedAs,
            seal.number(),
            bundle.version(),
            requireNonNullElse(bundle.parent(), ""),
            seal.content(),
            bundle.author(),
            requireNonNullElse(seal.approver(), ""),
            seal.restores(),
            seal.why(),
            bundle.publishedAt()));
  }
}
