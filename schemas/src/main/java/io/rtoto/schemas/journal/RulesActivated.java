package io.rtoto.schemas.journal;

/**
 * A subtask began to decide by a version of the rules, or refused it.
 *
 * @param bundleVersion the version
 * @param subtask which subtask, from 0
 * @param parallelism of how many
 * @param refusal why it was refused and nothing changed; empty when it is in force
 */
public record RulesActivated(String bundleVersion, int subtask, int parallelism, String refusal)
    implements JournalEntry {
  @Override
  public String key() {
    return bundleVersion;
  }
}
