package io.rtoto.cli.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A person of the simulation, as they really are: what the engine has to find out.
 *
 * @param number from 0
 * @param habit how they shop
 * @param userId the shop's id of them; null when they never log in
 * @param anonymousIds the ids of their two devices
 * @param email their address; null when they never log in
 * @param language BCP 47
 * @param timeZone IANA
 * @param rhythm the usual time between two visits
 * @param leavesAt from when on they do not come back; null when they stay
 * @param agreesToMail whether they let the shop write to them
 */
record Shopper(
    int number,
    Habit habit,
    @Nullable String userId,
    List<String> anonymousIds,
    @Nullable String email,
    String language,
    String timeZone,
    Duration rhythm,
    @Nullable Instant leavesAt,
    boolean agreesToMail) {

  /** How someone shops. */
  enum Habit {
    /** Buys at a steady rhythm. */
    REGULAR,
    /** Comes now and then, sometimes buys. */
    OCCASIONAL,
    /** Looks around and never tells who they are. */
    WINDOW_SHOPPER
  }

  private static final Duration NIGHT = Duration.ofHours(8);
  private static final List<String> LANGUAGES = List.of("zh-TW", "zh-CN", "en");
  private static final List<String> TIME_ZONES =
      List.of("Asia/Taipei", "Asia/Shanghai", "America/Los_Angeles");

  /** The shopper of that number, in a simulation of that seed, over that time. */
  static Shopper of(long seed, int number, Instant start, Duration length) {
    SplittableRandom random = Chance.of(seed, number);
    int dice = random.nextInt(100);
    Habit habit = dice < 30 ? Habit.REGULAR : dice < 75 ? Habit.OCCASIONAL : Habit.WINDOW_SHOPPER;
    boolean known = habit != Habit.WINDOW_SHOPPER;
    int place = random.nextInt(LANGUAGES.size());
    String name = seed + "-" + number;
    return new Shopper(
        number,
        habit,
        known ? "u" + name : null,
        List.of("phone-" + name, "laptop-" + name),
        known ? "shopper" + number + "@mail.example" : null,
        LANGUAGES.get(place),
        TIME_ZONES.get(place),
        rhythm(habit, random),
        leavesAt(random, start, length),
        random.nextInt(100) < 70);
  }

  /** Whether they still come at that time. */
  boolean staysUntil(Instant time) {
    return leavesAt == null || time.isBefore(leavesAt);
  }

  /** Tells one visit. */
  interface Visiting {
    /**
     * The visit.
     *
     * @param number which of the shopper's, from 0
     * @param at when it begins
     */
    Story visit(int number, Instant at);
  }

  /**
   * All visits from one time to another.
   *
   * @param random what chance has its part in: the visits may draw on it too
   */
  List<Story> life(Instant start, Instant end, SplittableRandom random, Visiting visiting) {
    List<Story> stories = new ArrayList<>();
    long millis = rhythm.toMillis();
    Instant next = start.plusMillis((long) (random.nextDouble() * millis));
    while (next.isBefore(end) && staysUntil(next)) {
      stories.add(visiting.visit(stories.size(), next));
      // Regular people come at about the same pace; nobody comes twice within a night.
      double spread =
          habit == Habit.REGULAR
              ? 0.85 + 0.3 * random.nextDouble()
              : 0.3 + 1.4 * random.nextDouble();
      next = next.plusMillis((long) (millis * spread)).plus(NIGHT);
    }
    return stories;
  }

  private static Duration rhythm(Habit habit, SplittableRandom random) {
    return switch (habit) {
      case REGULAR -> Duration.ofHours(random.nextInt(48, 10 * 24));
      case OCCASIONAL -> Duration.ofHours(random.nextInt(72, 30 * 24));
      case WINDOW_SHOPPER -> Duration.ofHours(random.nextInt(96, 40 * 24));
    };
  }

  private static @Nullable Instant leavesAt(
      SplittableRandom random, Instant start, Duration length) {
    boolean leaves = random.nextInt(100) < 20;
    double share = 0.2 + 0.6 * random.nextDouble();
    return leaves ? start.plusSeconds((long) (length.toSeconds() * share)) : null;
  }
}
