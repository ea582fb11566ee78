package io.rtoto.jobs.association;

import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of an article.
 *
 * @param article as the catalogue has it
 * @param looks how often it was looked at
 * @param told how often that was when its category was told last
 * @param orders how often it was ordered
 */
public record Ware(Article article, Decayed looks, Decayed told, Decayed orders) {
  /** Its category hears of an article that is looked at so much more often than it knows. */
  private static final double NEWS = 1.1;

  /** Likewise of one that hardly anybody knows: there are so many of these. */
  private static final double NEWS_OF_THE_UNKNOWN = 2;

  static Ware of(Article article) {
    return new Ware(article, Decayed.NOTHING, Decayed.NOTHING, Decayed.NOTHING);
  }

  Ware with(Article changed) {
    return new Ware(changed, looks, told, orders);
  }

  Ware looked(Instant at, Duration halfLife) {
    return new Ware(article, looks.plusOne(at, halfLife), told, orders);
  }

  Ware ordered(Instant at, Duration halfLife) {
    return new Ware(article, looks, told, orders.plusOne(at, halfLife));
  }

  /** Whether its category should hear how often it is looked at by now. */
  boolean isNews(Duration halfLife) {
    double more = looks.weight() < Assortment.KNOWN ? NEWS_OF_THE_UNKNOWN : NEWS;
    return looks.weight() >= more * told.at(looks.milli(), halfLife);
  }

  Ware whichWasTold() {
    return new Ware(article, looks, looks, orders);
  }
}
