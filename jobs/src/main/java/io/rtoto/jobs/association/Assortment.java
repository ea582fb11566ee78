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
 * @param unknown the {@value #MOST_UNKNOWN} of the others that the catalogue told of last, newest
 *     first; then, where these are fewer, others that were looked at
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
        boolean isNew = !news.isOfALook() || unseen.size() < unknown.size();
        unseen.add(isNew ? 0 : unseen.size(), shown);
      }
    }
    long newest = seen.stream().mapToLong(one -> one.looks().milli()).max().orElse(0);
    seen.sort(
        Comparator.comparingDouble((Shown one) -> one.looks().at(newest, halfLife))
            .reversed()
            .thenComparing(one -> one.article().productId()));
    return new Assortment(first(seen, MOST_POPULAR), first(unseen, MOST_UNKNOWN));
  }

  private static List<Shown> without(List<Shown> all, Article article) {
    List<Shown> others = new ArrayList<>(all);
    others.removeIf(one -> one.article().productId().equals(article.productId()));
    return others;
  }

  private static List<Shown> first(List<Shown> all, int most) {
    return all.size() <= most ? all : new ArrayList<>(all.subList(0, most));
  }

  /** Whether news of that article can change anything, as far as is known without looking. */
  static boolean canChangeBy(Popularity news, @Nullable Decayed bar, Duration halfLife) {
    Decayed looks = news.looks();
    return bar == null
        || !news.isOfALook()
        || looks.weight() >= Math.min(KNOWN, bar.at(looks.milli(), halfLife));
  }

  /**
   * How often an article is to be looked at to become one of these; null while every one becomes.
   */
  @Nullable Decayed bar() {
    boolean full = popular.size() == MOST_POPULAR && unknown.size() == MOST_UNKNOWN;
    return full ? popular.get(MOST_POPULAR - 1).looks() : null;
  }

  /** Whether it is one of the popular. */
  boolean hasAsPopular(Article article) {
    return popular.stream().anyMatch(one -> one.article().productId().equals(article.productId()));
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
