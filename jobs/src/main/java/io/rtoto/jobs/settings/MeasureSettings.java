package io.rtoto.jobs.settings;

import io.rtoto.jobs.settings.reading.SettingsReader;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of measure, with its default in {@link #defaults}. How Flink runs it
 * is set with Flink's own settings.
 *
 * @param bootstrapServers hosts and ports of the Kafka broker
 * @param replayEnd null when live. Else the run is a replay of what the topics hold: it ends with
 *     that, and time stands still until then, and is this instant then
 * @param identitySecret the key by which engage names customers
 * @param attributionWindow for how long after a customer was told something an order counts as
 *     coming of it
 * @param correctionsKeptFor for how long after that a customer's decisions and orders are kept, so
 *     that what comes late, is taken back, or turns out to be another customer's still counts
 *     right; without meaning in a replay, which keeps all of it
 * @param outOfOrder by how much events may overtake each other before a window of attribution is
 *     over; what is later still counts all the same
 * @param partitionIdleAfter after how long without a message a partition no longer holds up time
 * @param repeatsKeptFor for how long, in event time, a decision is known, so that a repeat of it is
 *     noticed
 * @param toldApart how long after a change it is told, and so the shortest time between two
 *     messages of one scorecard or minute
 * @param figuresKeptFor for how long the figures of a minute are kept, in event time; without
 *     meaning in a replay
 * @param group the name of the group that reads
 */
public record MeasureSettings(
    String bootstrapServers,
    @Nullable Instant replayEnd,
    String identitySecret,
    Duration attributionWindow,
    Duration correctionsKeptFor,
    Duration outOfOrder,
    Duration partitionIdleAfter,
    Duration repeatsKeptFor,
    Duration toldApart,
    Duration figuresKeptFor,
    String group)
    implements Serializable {
  /** Live, on that broker, with the defaults. */
  public static MeasureSettings defaults(String bootstrapServers) {
    return new MeasureSettings(
        bootstrapServers,
        null,
        "rtoto-local",
        Duration.ofDays(7),
        Duration.ofDays(30),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofDays(7),
        Duration.ofSeconds(1),
        Duration.ofDays(30),
        "rtoto-measure");
  }

  /**
   * The settings of a process: its arguments, else its environment, else the defaults.
   *
   * @param arguments names and values in turn, such as {@code --kafka broker:9092}
   * @param environment such as {@code RTOTO_KAFKA=broker:9092}
   * @throws IllegalArgumentException when something is wrong: it tells everything that is
   */
  public static MeasureSettings read(String[] arguments, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(arguments, environment);
    MeasureSettings defaults = defaults(reader.text("KAFKA", "localhost:9092"));
    MeasureSettings settings =
        new MeasureSettings(
            defaults.bootstrapServers,
            reader.instant("REPLAY_END"),
            reader.secret("IDENTITY_SECRET", defaults.identitySecret),
            reader.duration("ATTRIBUTION_WINDOW", defaults.attributionWindow),
            reader.duration("CORRECTIONS_KEPT_FOR", defaults.correctionsKeptFor),
            reader.duration("MEASURE_OUT_OF_ORDER", defaults.outOfOrder),
            reader.duration("PARTITION_IDLE_AFTER", defaults.partitionIdleAfter),
            reader.duration("REPEATS_KEPT_FOR", defaults.repeatsKeptFor),
            reader.duration("TOLD_APART", defaults.toldApart),
            reader.duration("FIGURES_KEPT_FOR", defaults.figuresKeptFor),
            reader.text("MEASURE_GROUP", defaults.group));
    reader.check();
    return settings;
  }

  /** Whether the run is a replay: see {@code replayEnd}. */
  public boolean isReplay() {
    return replayEnd != null;
  }

  /** For how long facts about a customer are kept. */
  public Duration factsKeptFor() {
    return attributionWindow.plus(correctionsKeptFor);
  }

  /** The same, as a replay whose time ends there. */
  public MeasureSettings replayUntil(Instant end) {
    return new MeasureSettings(
        bootstrapServers,
        end,
        identitySecret,
        attributionWindow,
        correctionsKeptFor,
        outOfOrder,
        partitionIdleAfter,
        repeatsKeptFor,
        toldApart,
        figuresKeptFor,
        group);
  }

  /** Everything but the secret: settings are logged. */
  @Override
  public String toString() {
    return "MeasureSettings[bootstrapServers=%s, replayEnd=%s, identitySecret=***, attributionWindow=%s, correctionsKeptFor=%s, outOfOrder=%s, partitionIdleAfter=%s, repeatsKeptFor=%s, toldApart=%s, figuresKeptFor=%s, group=%s]"
        .formatted(
            bootstrapServers,
            replayEnd,
            attributionWindow,
            correctionsKeptFor,
            outOfOrder,
            partitionIdleAfter,
            repeatsKeptFor,
            toldApart,
            figuresKeptFor,
            group);
  }
}
