package io.rtoto.jobs.settings;

import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.jobs.intake.NameSettings;
import io.rtoto.jobs.settings.reading.SettingsReader;
import io.rtoto.schemas.rulebundles.RuleKeys;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of engage, with its default in {@link #defaults}. How Flink runs it
 * (parallelism, checkpoints, memory) is set with Flink's own settings.
 *
 * @param bootstrapServers hosts and ports of the Kafka broker
 * @param replayEnd null when live. Else the run is a replay: time stands still until everything is
 *     read and the job is drained (stopped with a savepoint, with {@code --drain}); then it takes
 *     each customer's events in event-time order, as one who knows from the start who is who, and
 *     time moves on to this instant and no further
 * @param recordedPast live, of a past that was recorded and is played as if it happened now, to
 *     measure or to try: then nothing is too late to be said, whatever the clock says
 * @param identitySecret key of the keyed hash that makes identifiers unreadable
 * @param names how names are read
 * @param defaultCurrency ISO 4217; of a price that comes without one
 * @param latestEvent events that claim to be later go to the dead letters
 * @param outOfOrder by how much events may overtake each other. Live, what is later still is taken
 *     all the same; a replay stops at it
 * @param partitionIdleAfter after how long without a message a partition no longer holds up time
 * @param repeatsKeptFor for how long an event is known, so that a repeat of it is noticed: by the
 *     wall clock since it was read, in a replay as well
 * @param patience for how long what is awaited may fail to happen before it is noticed
 * @param offerAgainAfter after how long the same offer may be made to a customer again
 * @param association how much products remember of what goes with them
 * @param exploration of so many looks, from 0 to 1, the answer has something in it that hardly
 *     anybody knows; which, hangs on the event. The rules' own share can only be smaller
 * @param audiencesApart how long after a change an audience is told, and so how long lies between
 *     two messages of the same one: each tells all of it, up to a thousand customers
 * @param rulesKeys the public keys of those who may publish rules, as {@code rtoto rules keys
 *     create} tells them; where there is none, rules need not be signed
 * @param rulesTrustFile a file of more such keys, as {@code rtoto rules keys trust} writes it, on
 *     the machines that the job runs on; it says when each counts, and what it says goes before.
 *     Read anew whenever rules come; blank for none
 * @param transactionalIdPrefix of the journal's transactions, and the name of the group that reads:
 *     no job's on a broker may be the beginning of another's, or one would end the other's
 *     transactions
 */
public record EngageSettings(
    String bootstrapServers,
    @Nullable Instant replayEnd,
    boolean recordedPast,
    String identitySecret,
    NameSettings names,
    String defaultCurrency,
    Instant latestEvent,
    Duration outOfOrder,
    Duration partitionIdleAfter,
    Duration repeatsKeptFor,
    Patience patience,
    Duration offerAgainAfter,
    AssociationSettings association,
    double exploration,
    Duration audiencesApart,
    List<String> rulesKeys,
    String rulesTrustFile,
    String transactionalIdPrefix)
    implements Serializable {
  /** Live, on that broker, with the defaults. */
  public static EngageSettings defaults(String bootstrapServers) {
    return new EngageSettings(
        bootstrapServers,
        null,
        false,
        "rtoto-local",
        NameSettings.defaults(),
        "USD",
        Instant.parse("2100-01-01T00:00:00Z"),
        Duration.ofMillis(500),
        Duration.ofMinutes(1),
        Duration.ofDays(7),
        Patience.defaults(),
        Duration.ofHours(4),
        AssociationSettings.DEFAULT,
        0.1,
        Duration.ofMinutes(1),
        List.of(),
        "",
        "rtoto-engage");
  }

  /**
   * The settings of a process: its arguments, else its environment, else the defaults.
   *
   * @param arguments names and values in turn, such as {@code --kafka broker:9092}
   * @param environment such as {@code RTOTO_KAFKA=broker:9092}
   * @throws IllegalArgumentException when something is wrong: it tells everything that is
   */
  public static EngageSettings read(String[] arguments, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(arguments, environment);
    EngageSettings defaults = defaults(reader.text("KAFKA", "localhost:9092"));
    EngageSettings settings =
        new EngageSettings(
            defaults.bootstrapServers,
            reader.instant("REPLAY_END"),
            defaults.recordedPast,
            reader.secret("IDENTITY_SECRET", defaults.identitySecret),
            NameSettings.read(reader),
            reader.currency("DEFAULT_CURRENCY", defaults.defaultCurrency),
            reader.instant("LATEST_EVENT", defaults.latestEvent),
            reader.duration("OUT_OF_ORDER", defaults.outOfOrder),
            reader.duration("PARTITION_IDLE_AFTER", defaults.partitionIdleAfter),
            reader.duration("REPEATS_KEPT_FOR", defaults.repeatsKeptFor),
            Patience.read(reader),
            reader.duration("OFFER_AGAIN_AFTER", defaults.offerAgainAfter),
            AssociationSettings.read(reader),
            reader.value(
                "EXPLORATION", defaults.exploration, "a share from 0 to 1", EngageSettings::share),
            reader.duration("AUDIENCES_APART", defaults.audiencesApart),
            reader.list(
                "RULES_KEYS",
                defaults.rulesKeys,
                "public keys as rtoto rules keys create tells them, with ; between",
                EngageSettings::publicKey),
            reader.value("RULES_TRUST_FILE", defaults.rulesTrustFile, "a file", String::strip),
            reader.text("TRANSACTIONAL_ID_PREFIX", defaults.transactionalIdPrefix));
    reader.check();
    return settings;
  }

  private static @Nullable Double share(String text) {
    try {
      double share = Double.parseDouble(text);
      return share >= 0 && share <= 1 ? share : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable String publicKey(String text) {
    try {
      return RuleKeys.written(RuleKeys.publicKey(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** How much may belong together. */
  public Limits identityLimits() {
    return new Limits(names.limits(), names.mostNeighbours(), names.mostIdentifiers());
  }

  /** Whether the run is a replay: see {@code replayEnd}. */
  public boolean isReplay() {
    return replayEnd != null;
  }

  /** Everything but the secret: settings are logged. */
  @Override
  public String toString() {
    return "EngageSettings[bootstrapServers="
        + bootstrapServers
        + ", replayEnd="
        + replayEnd
        + ", recordedPast="
        + recordedPast
        + ", identitySecret=***, names="
        + names
        + ", defaultCurrency="
        + defaultCurrency
        + ", latestEvent="
        + latestEvent
        + ", outOfOrder="
        + outOfOrder
        + ", partitionIdleAfter="
        + partitionIdleAfter
        + ", repeatsKeptFor="
        + repeatsKeptFor
        + ", patience="
        + patience
        + ", offerAgainAfter="
        + offerAgainAfter
        + ", association="
        + association
        + ", exploration="
        + exploration
        + ", audiencesApart="
        + audiencesApart
        + ", rulesKeys="
        + rulesKeys
        + ", rulesTrustFile="
        + rulesTrustFile
        + ", transactionalIdPrefix="
        + transactionalIdPrefix
        + "]";
  }

  /** The same, as a replay whose time ends there. */
  public EngageSettings replayUntil(Instant end) {
    return with(end, recordedPast, names, patience, rulesKeys, rulesTrustFile);
  }

  /** The same, of a past that is played as if it happened now: see {@code recordedPast}. */
  public EngageSettings withRecordedPast() {
    return with(replayEnd, true, names, patience, rulesKeys, rulesTrustFile);
  }

  /** The same, where rules must be signed by one of these keys. */
  public EngageSettings trusting(List<String> keys) {
    return with(replayEnd, recordedPast, names, patience, keys, rulesTrustFile);
  }

  /** The same, where the keys that rules must be signed by are also in that file. */
  public EngageSettings trustingAlso(String file) {
    return with(replayEnd, recordedPast, names, patience, rulesKeys, file);
  }

  /** The same, for events that are all of them proven: see {@link NameSettings}. */
  public EngageSettings withEveryEventProven() {
    return with(
        replayEnd, recordedPast, names.withEveryEventProven(), patience, rulesKeys, rulesTrustFile);
  }

  /** The same, with that patience. */
  public EngageSettings waiting(Patience otherPatience) {
    return with(replayEnd, recordedPast, names, otherPatience, rulesKeys, rulesTrustFile);
  }

  /** What is set otherwise by code; all else is the same. */
  private EngageSettings with(
      @Nullable Instant end,
      boolean isPast,
      NameSettings otherNames,
      Patience otherPatience,
      List<String> keys,
      String trustFile) {
    return new EngageSettings(
        bootstrapServers,
        end,
        isPast,
        identitySecret,
        otherNames,
        defaultCurrency,
        latestEvent,
        outOfOrder,
        partitionIdleAfter,
        repeatsKeptFor,
        otherPatience,
        offerAgainAfter,
        association,
        exploration,
        audiencesApart,
        keys,
        trustFile,
        transactionalIdPrefix);
  }
}
