package io.rtoto.gateway.push;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of sessions.
 *
 * @param identitySecret the key by which the job makes names unreadable: with another one the
 *     gateway takes every visitor for somebody else
 * @param sessionKeys the file of the keys that session tokens are signed with, made when it is
 *     missing; null to keep them in memory, so that no token outlives the process
 * @param sessionsPerAddress how many sessions may be opened each second from one address (of IPv6,
 *     from one /64), but of this machine's own; four seconds' worth at once
 */
public record PushSettings(
    String identitySecret, @Nullable Path sessionKeys, int sessionsPerAddress) {
  /** The job's default secret, keys in memory, and five sessions a second from an address. */
  public static final PushSettings DEFAULTS = new PushSettings("rtoto-local", null, 5);

  /** The same, with the keys in that file. */
  public PushSettings withSessionKeys(Path file) {
    return new PushSettings(identitySecret, file, sessionsPerAddress);
  }

  /** Everything but the secret: settings are logged. */
  @Override
  public String toString() {
    return "PushSettings[identitySecret=***, sessionKeys="
        + sessionKeys
        + ", sessionsPerAddress="
        + sessionsPerAddress
        + "]";
  }
}
