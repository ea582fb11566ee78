package io.rtoto.schemas.rulebundles;

import io.rtoto.schemas.Messages;
import java.time.Instant;

/**
 * That somebody stands for the content of a bundle, whenever and under whatever number it is
 * published: who made it, and who approved it.
 *
 * @param at when
 * @param signature Ed25519 over content, version and that date; base64
 */
public record Approval(Instant at, String signature) {
  /** What is signed. Its fields and their order are for ever. */
  private record Approved(String content, String version, Instant approvedAt) {}

  private static final Messages<Approved> CODEC = Messages.of(Approved.class);

  /** The bytes that are signed. */
  static byte[] statement(String content, String version, Instant at) {
    return CODEC.write(new Approved(content, version, at));
  }
}
