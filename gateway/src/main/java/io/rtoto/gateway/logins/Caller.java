package io.rtoto.gateway.logins;

import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever asks.
 *
 * @param name a user's, or {@code guest}
 * @param roles what they are; none of a guest
 * @param rights what they may do
 * @param csrf what their page must send with all that changes something
 * @param guest whether nobody has ever had a password, and they sit at this machine
 * @param address from where; null on this machine
 */
public record Caller(
    String name,
    Set<Role> roles,
    Set<Right> rights,
    String csrf,
    boolean guest,
    @Nullable String address) {

  /** What is to be written down of what they do. */
  public Deed deed(AuditAction action, @Nullable String subject, @Nullable String detail) {
    return new Deed(name, address, action, subject, detail);
  }
}
