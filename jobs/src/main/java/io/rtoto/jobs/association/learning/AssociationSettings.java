package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.settings.reading.SettingsReader;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a product remembers of what goes with it, and for how long. They may change between two
 * events: what was learned under larger ones stays until newer or stronger takes its place.
 *
 * @param halfLife after so long a look counts for half
 * @param basketHalfLife after so long an order counts for half
 * @param reach how many looks before one are related to it, at most {@value #MOST_REACH}
 * @param neighbours how many products that are looked at near this one are remembered, at most
 *     {@value #MOST_NEIGHBOURS}
 * @param sessions m: how many of the newest sessions with this product are remembered
 * @param nearest k: how many of these, those most like the session that asks, are taken
 * @param companions how many products that are bought with this one are remembered, at most {@value
 *     #MOST_NEIGHBOURS}
 * @param answers how many products an answer names at most
 */
public record AssociationSettings(
    Duration halfLife,
    Duration basketHalfLife,
    int reach,
    int neighbours,
    int sessions,
    int nearest,
    int companions,
    int answers)
    implements Serializable {
  /** What was before a look and what came after it are counted in four bits each. */
  public static final int MOST_REACH = 15;

  /** A place among the neighbours fits into a byte. */
  static final int MOST_NEIGHBOURS = 255;

  /** What is taken where nothing is set. */
  public static final AssociationSettings DEFAULT =
      new AssociationSettings(Duration.ofDays(14), Duration.ofDays(90), 4, 48, 32, 32, 24, 24);

  /** Refuses what cannot be remembered. */
  public AssociationSettings {
    require("halfLife", halfLife.toSeconds(), Integer.MAX_VALUE);
    require("basketHalfLife", basketHalfLife.toSeconds(), Integer.MAX_VALUE);
    require("reach", reach, MOST_REACH);
    require("neighbours", neighbours, MOST_NEIGHBOURS);
    require("sessions", sessions, Short.MAX_VALUE);
    require("nearest", nearest, Short.MAX_VALUE);
    require("companions", companions, MOST_NEIGHBOURS);
    require("answers", answers, Short.MAX_VALUE);
  }

  /** As set, else the defaults. */
  public static AssociationSettings read(SettingsReader reader) {
    return new AssociationSettings(
        reader.duration("ASSOCIATION_HALF_LIFE", DEFAULT.halfLife),
        reader.duration("BASKET_HALF_LIFE", DEFAULT.basketHalfLife),
        number(reader, "ASSOCIATION_REACH", DEFAULT.reach, MOST_REACH),
        number(reader, "ASSOCIATION_NEIGHBOURS", DEFAULT.neighbours, MOST_NEIGHBOURS),
        number(reader, "ASSOCIATION_SESSIONS", DEFAULT.sessions, Short.MAX_VALUE),
        number(reader, "ASSOCIATION_NEAREST", DEFAULT.nearest, Short.MAX_VALUE),
        number(reader, "ASSOCIATION_COMPANIONS", DEFAULT.companions, MOST_NEIGHBOURS),
        number(reader, "ASSOCIATION_ANSWERS", DEFAULT.answers, Short.MAX_VALUE));
  }

  private static int number(SettingsReader reader, String name, int otherwise, int most) {
    return reader.value(
        name, otherwise, "a whole number from 1 to " + most, value -> number(value, most));
  }

  private static @Nullable Integer number(String value, int most) {
    boolean fits = value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= most;
    return fits ? Integer.valueOf(value) : null;
  }

  private static void require(String name, long value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "The association's %s is %d; expected 1 to %d.".formatted(name, value, most));
    }
  }
}
