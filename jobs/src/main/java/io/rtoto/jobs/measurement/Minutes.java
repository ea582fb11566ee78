package io.rtoto.jobs.measurement;

import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.figures.Figures.Abandonment;
import io.rtoto.schemas.figures.Figures.Funnel;
import io.rtoto.schemas.figures.Figures.Sum;
import io.rtoto.schemas.figures.Figures.TierMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a minute's figures of what counts. */
final class Minutes {
  private final Counts counts;

  private Minutes(Counts counts) {
    this.counts = counts;
  }

  /**
   * The figures of a minute.
   *
   * @param key the minute, as the topic has it
   * @param counts what counts
   * @param watermarkDelayMillis how far the time of the events is behind the clock; null in a
   *     replay
   */
  static Figures of(String key, Counts counts, @Nullable Long watermarkDelayMillis) {
    Minutes minutes = new Minutes(counts);
    Sum ordered = minutes.sum(Names.ORDERED);
    return new Figures(
        Instant.parse(key),
        counts.under(Names.EVENTS),
        new Funnel(
            counts.of(Names.VIEWS),
            counts.of(Names.ADDITIONS),
            counts.of(Names.CHECKOUTS),
            ordered.count()),
        counts.under(Names.DECISIONS),
        counts.of(Names.OFFERS_SHOWN),
        minutes.abandonments(Names.CART),
        minutes.abandonments(Names.CHECKOUT),
        ordered,
        minutes.sum(Names.TAKEN_BACK),
        minutes.tierMovements(),
        minutes.sum(Names.AT_RISK),
        counts.under(Names.DEAD_LETTERS),
        watermarkDelayMillis);
  }

  private Sum sum(String... what) {
    String name = Counts.name(what);
    return new Sum(counts.of(name, Names.COUNT), counts.under(name, Names.REVENUE));
  }

  private List<Abandonment> abandonments(String what) {
    List<Abandonment> abandonments = new ArrayList<>();
    for (String cause : firstParts(what)) {
      abandonments.add(
          new Abandonment(
              cause,
              sum(what, Names.part(cause), Names.ABANDONED),
              sum(what, Names.part(cause), Names.RESCUED)));
    }
    return abandonments;
  }

  private SortedSet<String> firstParts(String what) {
    SortedSet<String> parts = new TreeSet<>();
    counts
        .under(what)
        .keySet()
        .forEach(name -> parts.add(Names.told(name.substring(0, name.indexOf(' ')))));
    return parts;
  }

  private List<TierMovement> tierMovements() {
    List<TierMovement> movements = new ArrayList<>();
    counts
        .under(Names.TIER)
        .forEach(
            (fromTo, customers) -> {
              int blank = fromTo.indexOf(' ');
              movements.add(
                  new TierMovement(
                      Names.told(fromTo.substring(0, blank)),
                      Names.told(fromTo.substring(blank + 1)),
                      customers));
            });
    return movements;
  }
}
