package io.rtoto.jobs.memory;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.AgreementStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the customer holds over time, and what they held: of each what was said of it last. Of more
 * than {@value #MOST_OF_A_KIND} of a kind those of which something was said last, so that many
 * support cases take no licence's place; of more than {@value #MOST} in all those said last of each
 * kind first. What has a kind and an id of more than {@value #MOST_BYTES_OF_NAMES} bytes together
 * is not remembered.
 *
 * <p>Of those that were displaced it is known that they were told of, so that what is told again of
 * them is not taken for a beginning.
 *
 * @param all newest first; what has changed its kind is there under both
 * @param told hashes of the ids of all that were ever told of, least first; of more than {@value
 *     #MOST_TOLD} the least. Null where others may have been displaced before that was kept
 */
public record Agreements(List<Agreement> all, @Nullable List<Integer> told) {
  static final int MOST_OF_A_KIND = 6;
  static final int MOST = 12;
  static final int MOST_TOLD = 40;
  private static final int MOST_BYTES_OF_NAMES = 80;
  private static final int MOST_BYTES_OF_A_TITLE = 60;
  static final Agreements NONE = new Agreements(List.of(), List.of());

  private static final Shares<Agreement> SHARES =
      new Shares<>(
          MOST_OF_A_KIND,
          MOST,
          MOST_BYTES_OF_NAMES,
          Comparator.comparing(Agreement::told).reversed().thenComparing(Agreement::id),
          one -> List.of(one.kind(), one.id()),
          Agreement::kind,
          one -> Room.bytes(one.kind()) + Room.bytes(one.id()));

  /**
   * An older state tells of those that are in it: they are all where there was room for more. Of
   * nothing, which serializers try, it is nothing.
   */
  public Agreements {
    if (told == null && all != null && !isFull(all)) {
      told = least(all.stream().map(one -> hash(one.id())));
    }
  }

  /**
   * One of them.
   *
   * @param id the business's id
   * @param kind what it is, in the business's own word
   * @param title what it is called, in at most {@value #MOST_BYTES_OF_A_TITLE} bytes; null when it
   *     was not told
   * @param status whether it is in force
   * @param value what it is worth; null when it was not told
   * @param startsAt since when it is in force; null when it was not told
   * @param endsAt until when; null when it has no end
   * @param lastUsedAt when it was last used; null when it never was, or that was not told
   * @param told by which event
   */
  public record Agreement(
      String id,
      String kind,
      @Nullable String title,
      AgreementStatus status,
      @Nullable Money value,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Instant lastUsedAt,
      Activity told) {

    /** An older state has the whole title, and what is told again would seem to be another. */
    public Agreement {
      title = title == null ? null : Room.shortened(title, MOST_BYTES_OF_A_TITLE);
    }

    private static Agreement of(AgreementReported reported, Activity told) {
      return new Agreement(
          reported.agreementId(),
          reported.kind(),
          reported.title(),
          reported.status(),
          reported.value(),
          reported.startsAt(),
          reported.endsAt(),
          reported.lastUsedAt(),
          told);
    }

    /** Whether it had not ended by then. */
    public boolean isHeldAt(Instant time) {
      return status != AgreementStatus.ENDED && (endsAt == null || endsAt.isAfter(time));
    }

    /** Whether by that event the same was said as by this one's. */
    public boolean isSameAs(Agreement other) {
      return new Agreement(id, kind, title, status, value, startsAt, endsAt, lastUsedAt, other.told)
          .equals(other);
    }

    /** Since when it lies unused: its last use, or its beginning; null when neither was told. */
    public @Nullable Instant unusedSince() {
      return Latest.of(lastUsedAt, startsAt);
    }
  }

  Agreements with(AgreementReported reported, Activity activity) {
    return new Agreements(
        SHARES.with(all, Agreement.of(reported, activity)),
        told == null
            ? null
            : least(Stream.concat(told.stream(), Stream.of(hash(reported.agreementId())))));
  }

  Agreements merge(Agreements other) {
    return new Agreements(
        SHARES.of(all, other.all),
        told == null || other.told == null
            ? null
            : least(Stream.concat(told.stream(), other.told.stream())));
  }

  /** What was said last of the one with that id. */
  public Optional<Agreement> find(String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /**
   * Whether the one with that id may have been told of before, though it is not remembered: it was
   * displaced, or so many were told of that nobody knows.
   */
  public boolean mayHaveDisplaced(String id, String kind) {
    return isFullOf(kind, all) && (told == null || mayBeAmong(told, hash(id)));
  }

  private static boolean mayBeAmong(List<Integer> told, int agreement) {
    return told.contains(agreement)
        || (told.size() >= MOST_TOLD && agreement > told.get(told.size() - 1));
  }

  /** The least of all stay the least whatever comes, so that what is kept hangs on no order. */
  private static List<Integer> least(Stream<Integer> hashes) {
    return hashes.distinct().sorted().limit(MOST_TOLD).toList();
  }

  private static int hash(String id) {
    return id.hashCode();
  }

  private static boolean isFull(List<Agreement> all) {
    return all.stream().anyMatch(one -> isFullOf(one.kind(), all));
  }

  private static boolean isFullOf(String kind, List<Agreement> all) {
    return all.size() >= MOST
        || all.stream().filter(one -> one.kind().equals(kind)).count() >= MOST_OF_A_KIND;
  }

  /** Each of them, newest first, once. */
  public List<Agreement> each() {
    Set<String> seen = new HashSet<>();
    return all.stream().filter(one -> seen.add(one.id())).toList();
  }
}
