package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What came of what was said lately: the newest {@value #MOST} outcomes of offers, and the newest
 * {@value #MOST_ELSEWHERE} of what fills other slots, which a page tells of with every other look
 * and which would push those of offers out.
 *
 * @param reactions those of offers, newest first, and of which no slot is told; in older state of
 *     all
 * @param elsewhere those of other slots, newest first
 */
public record Reactions(List<Reaction> reactions, List<Reaction> elsewhere) {
  static final int MOST = 40;
  static final int MOST_ELSEWHERE = 20;
  static final Reactions NONE = new Reactions(List.of(), List.of());

  /** A decision's id is as we made it; what else claims to be one is none of ours. */
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}");

  private static final int DIGITS_OF_64_BITS = 16;

  private static final Newest<Reaction> NEWEST = newest(MOST);
  private static final Newest<Reaction> NEWEST_ELSEWHERE = newest(MOST_ELSEWHERE);

  /** An older state tells the slot of none. */
  public Reactions {
    elsewhere = requireNonNullElse(elsewhere, List.of());
  }

  private static Newest<Reaction> newest(int most) {
    return new Newest<>(
        most,
        Comparator.comparing(Reaction::at)
            .reversed()
            .thenComparing(Reaction::decision)
            .thenComparing(Reaction::outcome),
        reaction -> List.of(reaction.decision(), reaction.outcome()));
  }

  /**
   * An outcome.
   *
   * @param decision first 64 bits of the decision's id
   * @param outcome what came of it
   * @param at event time
   */
  public record Reaction(long decision, OfferOutcome outcome, Instant at) {}

  /** The first 64 bits of a decision's id. */
  public static long decision(String decisionId) {
    return Long.parseUnsignedLong(decisionId, 0, DIGITS_OF_64_BITS, 16);
  }

  Reactions apply(CustomerEvent event) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Reactions otherwise(CustomerEvent other) {
            return Reactions.this;
          }

          @Override
          public Reactions offerOutcomeReported(OfferOutcomeReported reported) {
            if (!OURS.matcher(reported.decisionId()).matches()) {
              return Reactions.this;
            }
            Reaction reaction =
                new Reaction(
                    decision(reported.decisionId()),
                    reported.outcome(),
                    reported.occurrence().at());
            return reported.tellsOfAnOffer()
                ? new Reactions(NEWEST.with(reactions, reaction), elsewhere)
                : new Reactions(reactions, NEWEST_ELSEWHERE.with(elsewhere, reaction));
          }
        });
  }

  Reactions merge(Reactions other) {
    return new Reactions(
        NEWEST.of(reactions, other.reactions), NEWEST_ELSEWHERE.of(elsewhere, other.elsewhere));
  }

  /**
   * How likely the customer takes this offer, by what came of it before: 1 when it never reached
   * them, less with each time that it did and was left.
   */
  public double propensity(OffersMade made, long offer) {
    long seen = 0;
    long taken = 0;
    for (Contact contact : made.contacts()) {
      if (contact.offer() == offer) {
        boolean clicked = has(contact.decision(), OfferOutcome.CLICKED);
        taken += clicked ? 1 : 0;
        seen +=
            clicked
                    || has(contact.decision(), OfferOutcome.SHOWN)
                    || has(contact.decision(), OfferOutcome.DISMISSED)
                ? 1
                : 0;
      }
    }
    return (taken + 1.0) / (seen + 1.0);
  }

  /** Whether it is told of this decision that its time ran out, and never that it was seen. */
  public boolean neverReached(long decision) {
    return (has(decision, OfferOutcome.EXPIRED) || has(decision, OfferOutcome.UNDELIVERED))
        && !has(decision, OfferOutcome.SHOWN)
        && !has(decision, OfferOutcome.CLICKED)
        && !has(decision, OfferOutcome.DISMISSED);
  }

  /** Whatever slot it was told of: a page may err. */
  private boolean has(long decision, OfferOutcome outcome) {
    return Stream.concat(reactions.stream(), elsewhere.stream())
        .anyMatch(one -> one.decision() == decision && one.outcome() == outcome);
  }
}
