package io.rtoto.schemas.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Sha256;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One writer's chain of entries. Each holds the hash of the one before, so that whoever changes,
 * takes out or puts in an entry would have to write all later ones anew.
 *
 * <p>It remembers the writer's last entry. Only for one thread at a time.
 */
public final class AuditChain {
  /** What the first entry of a topic follows. */
  public static final String BEGINNING = "0".repeat(64);

  private static final Messages<AuditEntry> ENTRIES = Messages.of(AuditEntry.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HASH = "hash";

  private final String writer;
  private String previous;
  private long next;

  /**
   * A chain that begins.
   *
   * @param writer a name that no other chain has
   * @param newest the hash of the newest entry of the topic, or {@link #BEGINNING}
   */
  public AuditChain(String writer, String newest) {
    this.writer = writer;
    this.previous = newest;
  }

  /** The writer's name: the key of the entries. */
  public String writer() {
    return writer;
  }

  /** The next entry, as it is to be written. */
  public byte[] append(Deed deed, Instant at) {
    AuditEntry open =
        new AuditEntry(
            writer,
            next,
            at,
            deed.actor(),
            deed.address(),
            deed.action(),
            deed.subject(),
            deed.detail(),
            previous,
            "");
    String hash;
    try {
      hash = hashOf(ENTRIES.write(open));
    } catch (IOException e) {
      throw new IllegalStateException("What was just written as JSON is none.", e);
    }
    next++;
    previous = hash;
    return ENTRIES.write(open.withHash(hash));
  }

  /**
   * The hash that an entry is to have: SHA-256 of its JSON, compact and in its order, without its
   * hash; in hexadecimal. So it covers also what only later versions know.
   *
   * @throws IOException when that is no JSON object
   */
  public static String hashOf(byte[] entry) throws IOException {
    JsonNode read = JSON.readTree(entry);
    if (!(read instanceof ObjectNode object)) {
      throw new IOException("An entry is a JSON object; this is none.");
    }
    object.remove(HASH);
    try {
      return HexFormat.of().formatHex(Sha256.of(JSON.writeValueAsString(object)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was read as JSON cannot be written.", e);
    }
  }
}
