package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Traits;
import java.time.ZoneId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the customer told of themselves; of each trait what was told last.
 *
 * @param language BCP 47; null when never told
 * @param timeZone IANA name; null when never told
 * @param birthday ISO date or {@code --MM-DD}; null when never told
 * @param region where they live; null when never told, and in an older state
 */
public record ToldTraits(
    @Nullable Told language,
    @Nullable Told timeZone,
    @Nullable Told birthday,
    @Nullable Told region) {
  static final ToldTraits NONE = new ToldTraits(null, null, null, null);

  /**
   * A trait's value.
   *
   * @param value as told
   * @param stamp when
   * @param event by which event; null where nothing is ever said because of it, and in an older
   *     state
   */
  public record Told(String value, Stamp stamp, @Nullable Activity event)
      implements Comparable<Told> {
    private static final Comparator<Told> ORDER =
        Comparator.comparing(Told::stamp).thenComparing(Told::value);

    @Override
    public int compareTo(Told other) {
      return ORDER.compare(this, other);
    }

    static @Nullable Told of(@Nullable String value, Stamp stamp, @Nullable Activity event) {
      return value == null ? null : new Told(value, stamp, event);
    }

    public static @Nullable String valueOf(@Nullable Told told) {
      return told == null ? null : told.value();
    }
  }

  ToldTraits apply(CustomerEvent event, Stamp stamp, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public ToldTraits otherwise(CustomerEvent other) {
            return ToldTraits.this;
          }

          @Override
          public ToldTraits customerIdentified(CustomerIdentified identified) {
            Traits traits = identified.traits();
            return merge(
                new ToldTraits(
                    Told.of(traits.language(), stamp, null),
                    Told.of(traits.timeZone(), stamp, null),
                    Told.of(traits.birthday(), stamp, activity),
                    Told.of(traits.region(), stamp, null)));
          }
        });
  }

  ToldTraits merge(ToldTraits other) {
    return new ToldTraits(
        Latest.of(language, other.language),
        Latest.of(timeZone, other.timeZone),
        Latest.of(birthday, other.birthday),
        Latest.of(region, other.region));
  }

  /** By whose clock the customer lives: their own zone's, or the shop's where they told none. */
  public ZoneId zoneOr(ZoneId shops) {
    String told = Told.valueOf(timeZone);
    return told == null ? shops : ZoneId.of(told);
  }
}
