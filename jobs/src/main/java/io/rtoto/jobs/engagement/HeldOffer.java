package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Reactions;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Quiet hours are not over yet, and something waits for their end: then its moment is decided
 * again, by what is known and by the rules that are in force then.
 *
 * @param held what waits
 */
record HeldOffer(Held held) implements Absence {
  private static final Comparator<Held> EARLIEST_FIRST =
      Comparator.comparing(Held::until).thenComparing(Held::at).thenComparing(Held::decision);

  /** That it is held until then. */
  static Held of(Occasion occasion, Slot slot, Instant until) {
    return new Held(
        Reactions.decision(occasion.decisionId(slot.name())),
        occasion.at(),
        until,
        occasion.cause(),
        occasion.which(),
        occasion.moment().name(),
        write(occasion.moment()),
        occasion.heldBefore() + 1,
        false);
  }

  static Optional<HeldOffer> in(CustomerMemory memory) {
    return waiting(memory).min(EARLIEST_FIRST).map(HeldOffer::new);
  }

  static Stream<HeldOffer> all(CustomerMemory memory) {
    return waiting(memory).map(HeldOffer::new);
  }

  private static Stream<Held> waiting(CustomerMemory memory) {
    return memory.offersMade().held().stream().filter(one -> !one.settled());
  }

  /** Read only when it is due; empty where another version of the job held it. */
  @Override
  public Optional<Moment> moment() {
    for (Class<?> type : Moment.class.getPermittedSubclasses()) {
      if (type.getSimpleName().equals(held.moment())) {
        try {
          return Optional.of(
              (Moment) Messages.of(type).read(held.facts().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return held.moment();
  }

  @Override
  public String which() {
    return held.which();
  }

  @Override
  public Instant deadline() {
    return held.until();
  }

  @Override
  public Activity cause() {
    return held.cause();
  }

  @Override
  public int heldBefore() {
    return held.times();
  }

  /** What else they say was decided when the moment came about. */
  @Override
  public Verdict heeded(Verdict said) {
    return offersOf(said);
  }

  /** The same of a moment that is decided again; of another, all that is said. */
  static UnaryOperator<Verdict> heedingWhere(Occasion occasion) {
    return occasion.heldBefore() > 0 ? HeldOffer::offersOf : UnaryOperator.identity();
  }

  private static Verdict offersOf(Verdict said) {
    return new Verdict(
        said.proposed().stream().filter(HeldOffer::isOffer).toList(),
        said.withdrawn().stream().filter(one -> isOffer(one.proposed())).toList(),
        said.failures());
  }

  private static boolean isOffer(Verdict.Proposed proposed) {
    return proposed.proposal() instanceof Offer;
  }

  /** It is decided again once. */
  @Override
  public Remark noticed() {
    return Remark.offered(held.cause().leaf(), OffersMade.NONE.with(held.settle()));
  }

  private static <M extends Moment> String write(M moment) {
    @SuppressWarnings("unchecked") // a record's class is that of all its values
    Class<M> type = (Class<M>) moment.getClass();
    return new String(Messages.of(type).write(moment), StandardCharsets.UTF_8);
  }
}
