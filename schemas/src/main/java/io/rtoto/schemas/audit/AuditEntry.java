package io.rtoto.schemas.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has done something in RTOTO itself, or was refused. Key of its topic: the writer.
 *
 * @param writer who keeps this chain: a process, under a name of chance that it gave itself
 * @param seq the place in the writer's chain, from 0
 * @param at when, by the writer's clock
 * @param actor who
 * @param address from where, as the gateway saw it; null on this machine
 * @param action what
 * @param subject of whom or what; null where the action says it
 * @param detail what more there is to say; null for nothing
 * @param previous the hash of the writer's entry before; of the first, that of the topic's newest
 *     entry then, or {@link AuditChain#BEGINNING}
 * @param hash of all the rest: see {@link AuditChain#hashOf}
 */
public record AuditEntry(
    String writer,
    long seq,
    Instant at,
    String actor,
    @Nullable String address,
    AuditAction action,
    @Nullable String subject,
    @Nullable String detail,
    String previous,
    String hash) {

  /** The same with that hash. */
  AuditEntry withHash(String newHash) {
    return new AuditEntry(
        writer, seq, at, actor, address, action, subject, detail, previous, newHash);
  }

  /**
   * What is to be written down, before it has a place in a chain.
   *
   * @param actor who
   * @param address from where; null on this machine
   * @param action what
   * @param subject of whom or what; null where the action says it
   * @param detail what more there is to say; null for nothing
   */
  public record Deed(
      String actor,
      @Nullable String address,
      AuditAction action,
      @Nullable String subject,
      @Nullable String detail) {}
}
