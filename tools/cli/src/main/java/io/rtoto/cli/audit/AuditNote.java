package io.rtoto.cli.audit;

import io.rtoto.gateway.audit.AuditLog;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what a command has done. */
public final class AuditNote {
  private static final Logger LOG = LoggerFactory.getLogger(AuditNote.class);
  private static final Duration ACK_WITHIN = Duration.ofSeconds(5);

  private AuditNote() {}

  /**
   * Writes it down. It is done already, and its own topic tells of it for ever, or of users a
   * gateway that sees their file: where the audit does not take it, the log says so.
   *
   * @param at when it was done
   */
  public static void write(String bootstrapServers, Instant at, List<Deed> deeds) {
    try (AuditLog audit = new AuditLog(bootstrapServers, ACK_WITHIN, () -> at, Secrets::create)) {
      for (Deed deed : deeds) {
        audit.append(deed);
      }
    } catch (IOException e) {
      LOG.warn("It is done, and not in the audit: {}", e.getMessage());
    }
  }
}
