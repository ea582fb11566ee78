package io.rtoto.schemas.audit;

import io.rtoto.schemas.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the audit's chains, entry by entry in the order of the topic.
 *
 * <p>It remembers the hash of each entry, so that it knows what a writer's first one follows.
 */
public final class AuditCheck {
  private static final Messages<AuditEntry> ENTRIES = Messages.of(AuditEntry.class);

  private final boolean fromTheBeginning;
  private final Map<String, AuditEntry> lastOf = new HashMap<>();
  private final Set<String> hashes = new HashSet<>();
  private String newest = AuditChain.BEGINNING;
  private long entries;

  /**
   * Of a topic.
   *
   * @param fromTheBeginning whether its first entries are still there: what is older than it keeps
   *     is nothing that anybody has taken out
   */
  public AuditCheck(boolean fromTheBeginning) {
    this.fromTheBeginning = fromTheBeginning;
  }

  /**
   * Takes the next entry.
   *
   * @param place where it stands, for people, such as its offset
   * @return what is wrong, a sentence each; none when it follows as it should
   */
  public List<String> take(String place, byte[] message) {
    entries++;
    AuditEntry entry;
    String hash;
    try {
      entry = ENTRIES.read(message);
      hash = AuditChain.hashOf(message);
    } catch (IOException e) {
      return List.of(noEntry(place));
    }
    if (!isWhole(entry)) {
      return List.of(noEntry(place));
    }
    List<String> wrong = new ArrayList<>();
    String what = place + " (" + entry.writer() + " " + entry.seq() + ")";
    if (!hash.equals(entry.hash())) {
      wrong.add(
          what
              + " was changed: its hash is "
              + entry.hash()
              + "; expected "
              + hash
              + " by what it says.");
    }
    objection(entry).ifPresent(sentence -> wrong.add(what + sentence));
    lastOf.put(entry.writer(), entry);
    hashes.add(entry.hash());
    newest = entry.hash();
    return List.copyOf(wrong);
  }

  private static String noEntry(String place) {
    return place + " is no entry of an audit. Maybe somebody else has written it.";
  }

  /** What is read may lack anything. */
  private static boolean isWhole(AuditEntry entry) {
    return Stream.of(entry.writer(), entry.previous(), entry.hash()).allMatch(Objects::nonNull);
  }

  /** What is wrong with the place of an entry in its chain. */
  private Optional<String> objection(AuditEntry entry) {
    AuditEntry before = lastOf.get(entry.writer());
    if (before != null) {
      return entry.seq() == before.seq() + 1 && entry.previous().equals(before.hash())
          ? Optional.empty()
          : Optional.of(
              " does not follow the writer's entry "
                  + before.seq()
                  + ". Maybe entries between them were taken out, or one was put in.");
    }
    boolean follows =
        entry.seq() == 0
            && (hashes.contains(entry.previous())
                || (entry.previous().equals(AuditChain.BEGINNING) && hashes.isEmpty()));
    return follows || !fromTheBeginning
        ? Optional.empty()
        : Optional.of(
            " follows nothing that is there. Maybe the entries before it were taken out, or it was"
                + " put in.");
  }

  /** Whether an entry with that hash was among them. */
  public boolean has(String hash) {
    return hashes.contains(hash);
  }

  /** The hash of the last entry; {@link AuditChain#BEGINNING} when there was none. */
  public String newest() {
    return newest;
  }

  /** How many messages it has taken. */
  public long entries() {
    return entries;
  }
}
