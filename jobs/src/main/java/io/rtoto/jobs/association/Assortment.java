package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The articles of a category that are looked at most, and those that hardly anybody has looked at
 * yet.
 *
 * @param popular the {@value #MOST_POPULAR} that were looked at most, as far as they told so; best
 *     first as of the newest look
 * @param unknown of those that hardly anybody has looked at, be they popular all the same, the
 *     {@value #MOST_UNKNOWN} that the catalogue told of last, newest first; then, where these are
 *     fewer, others that were looked at
 */
public record Assortment(List<Shown> popular, List<Shown> unknown) {
  static final int MOST_POPULAR = 24;
  static final int MOST_UNKNOWN = 12;
  static final Assortment EMPTY = new Assortment(List.of(), List.of());

  /** What was looked at less often is not known yet. */
  static final double KNOWN = 10;

  /**
   * An article and how often it was looked at.
   *
   * @param article the article
   * @param looks how often
   */
  public record Shown(Article article, Decayed looks) {}

  Assortment after(Popularity news, Duration halfLife) {
    List<Shown> seen = without(popular, news.article());
    List<Shown> unseen = without(unknown, news.article());
    if (news.article().available()) {
      Shown shown = new Shown(news.article(), news.looks());
      if (news.looks().weight() > 0) {
        seen.add(shown);
      }
      if (news.looks().weight() < KNOWN) {
        unseen.add(place(news), shown);
      }
    }
    long newest = seen.stream().mapToLong(one -> one.looks().milli()).max().orElse(0);
    seen.sort(
        Comparator.comparingDouble((Shown one) -> one.looks().at(newest, halfLife))
            .reversed()
            .thenComparing(one -> one.article().productId()));
    return new Assortment(first(seen, MOST_POPULAR), first(unseen, MOST_UNKNOWN));
  }

  /** What the catalogue tells of is newer than all before; a look makes nothing newer. */
  private int place(Popularity news) {
    int known = indexOf(news.article(), unknown);
    int otherwise = news.isOfALook() ? unknown.size() : 0;
    return known < 0 ? otherwise : known;
  }

  private static int indexOf(Article article, List<Shown> shown) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).article().productId().equals(article.productId())) {
        return i;
      }
    }
    return -1;
  }

  private static List<Shown> without(List<Shown> all, Article article) {
    List<Shown> others = new ArrayList<>(all);
    others.removeIf(one -> one.article().productId().equals(article.productId()));
    return others;
  }

  private static List<Shown> first(List<Shown> all, int most) {
    return all.size() <= most ? all : new ArrayList<>(all.subList(0, most));
  }

  /**
   * What an article needs to become one of these, so that most news can be told from what changes
   * anything without looking at all of them.
   *
   * @param least how often the last of the popular is looked at
   * @param full whether there is no room for another that nobody knows
   */
  public record Bar(Decayed least, boolean full) {
    boolean isReachedBy(Popularity news, Duration halfLife) {
      Decayed looks = news.looks();
      boolean hardlyKnown = looks.weight() < KNOWN;
      boolean justBecameKnown = !hardlyKnown && looks.weight() < 2 * KNOWN;
      return !news.isOfALook()
          || justBecameKnown
          || (hardlyKnown && !full)
          || looks.weight() >= least.at(looks.milli(), halfLife);
    }
  }

  /** The bar; null while everything becomes one of these. */
  @Nullable Bar bar() {
    return popular.size() < MOST_POPULAR
        ? null
        : new Bar(popular.get(MOST_POPULAR - 1).looks(), unknown.size() == MOST_UNKNOWN);
  }

  /** Whether it is one of the popular. */
  boolean hasAsPopular(Article article) {
    return indexOf(article, popular) >= 0;
  }

  /** Whether it is one of those that hardly anybody knows. */
  boolean hasAsUnknown(Article article) {
    return indexOf(article, unknown) >= 0;
  }

  boolean isEmpty() {
    return popular.isEmpty() && unknown.isEmpty();
  }

  /** The most popular that the answer does not have yet. */
  List<Candidate> popular(Answered answered, int most, Instant at, Duration halfLife) {
    long milli = at.toEpochMilli();
    double all = popular.stream().mapToDouble(one -> one.looks().at(milli, halfLife)).sum();
    return missing(popular, answered)
        .limit(most)
        .map(one -> candidate(one, Because.POPULAR, one.looks().at(milli, halfLife) / all))
        .toList();
  }

  /**
   * One that hardly anybody knows and that the answer does not have: which, hangs on the number.
   */
  List<Candidate> unknown(Answered answered, long number) {
    List<Shown> choice = missing(unknown, answered).toList();
    return choice.isEmpty()
        ? List.of()
        : List.of(
            candidate(
                choice.get((int) Math.floorMod(number, (long) choice.size())),
                Because.NEW,
                1.0 / choice.size()));
  }

  private static Stream<Shown> missing(List<Shown> shown, Answered answered) {
    Set<String> there = answered.products();
    there.add(answered.asked().productId());
    return shown.stream().filter(one -> !there.contains(one.article().productId()));
  }

  private static Candidate candidate(Shown shown, Because because, double weight) {
    Article article = shown.article();
    return new Candidate(
        article.productId(), because, null, weight, article.category(), article.price());
  }
}
