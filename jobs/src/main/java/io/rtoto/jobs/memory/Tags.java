package io.rtoto.jobs.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What rules have noted of the customer: of each tag what was noted last, of more than 10 tags
 * those noted last.
 *
 * @param all those noted last first, also those that hold no longer
 */
public record Tags(List<Tag> all) {
  static final int MOST = 10;
  public static final Tags NONE = new Tags(List.of());

  private static final Newest<Tag> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(Tag::since)
              .thenComparing(Tag::until)
              .thenComparing(Tag::rule)
              .reversed()
              .thenComparing(Tag::name),
          Tag::name);

  /**
   * One of them.
   *
   * @param name one of the shop's tags
   * @param rule the id of the rule that noted it
   * @param since when it was noted last, event time
   * @param until when it holds no longer
   */
  public record Tag(String name, String rule, Instant since, Instant until) {}

  /** With what both know. */
  public Tags merge(Tags other) {
    return new Tags(NEWEST.of(all, other.all));
  }

  /** Those that hold at that time, by name. */
  public List<Tag> holdingAt(Instant time) {
    return all.stream()
        .filter(tag -> tag.until().isAfter(time))
        .sorted(Comparator.comparing(Tag::name))
        .toList();
  }

  /** Without those of an erased time. */
  public Tags after(long erasedUpTo) {
    List<Tag> later = all.stream().filter(tag -> tag.since().toEpochMilli() > erasedUpTo).toList();
    return later.size() == all.size() ? this : new Tags(later);
  }
}
