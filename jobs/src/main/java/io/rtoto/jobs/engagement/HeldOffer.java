package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Reactions;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CheckoutStalled;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.rules.facts.SessionEnded;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Quiet hours are not over yet, and something waits for their end: then its moment is decided
 * again, by what is known and by the rules that are in force then.
 *
 * @param held what waits
 * @param memory what is remembered of the customer by now
 * @param reminder the same, where it is of a date of something that the customer still holds; null
 *     where it is not
 */
record HeldOffer(Held held, CustomerMemory memory, @Nullable DueAgreement reminder)
    implements Absence {
  /** What is so until the customer orders. */
  private static final Set<String> LASTING =
      Set.of(
          Moment.nameOf(AttritionRisen.class),
          Moment.nameOf(Dormant.class),
          Moment.nameOf(ReplenishmentDue.class));

  /** What the customer leaves anew: what was held of it last tells more than what was before. */
  private static final Set<String> LEFT_ANEW =
      Set.of(
          Moment.nameOf(CartAbandoned.class),
          Moment.nameOf(CheckoutStalled.class),
          Moment.nameOf(SessionEnded.class));

  private static final Comparator<HeldOffer> EARLIEST_FIRST =
      Comparator.comparing(
          HeldOffer::held,
          Comparator.comparing(Held::until).thenComparing(Held::at).thenComparing(Held::decision));

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
    return all(memory).min(EARLIEST_FIRST);
  }

  static Stream<HeldOffer> all(CustomerMemory memory) {
    return memory.offersMade().held().stream()
        .filter(one -> !one.settled())
        .map(one -> new HeldOffer(one, memory, reminder(one, memory)));
  }

  /**
   * Read only when it is due; empty where another version of the job held it. The days of a
   * reminder are those of now, and so is what waits for an answer and lies in the cart.
   */
  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return moment(saidAt, product -> false);
  }

  @Override
  public Optional<Moment> moment(Instant saidAt, Predicate<String> soldOut) {
    return reminder == null
        ? read().map(then -> new Meanwhile(then, cause(), memory).asOf(saidAt, soldOut))
        : reminder.moment(saidAt);
  }

  private static @Nullable DueAgreement reminder(Held held, CustomerMemory memory) {
    return DueAgreement.held(held.moment(), held.which(), memory).orElse(null);
  }

  /** Whether the customer has left the same again since, and that is held as well. */
  static boolean isLeftAnew(Occasion occasion, CustomerMemory memory) {
    String name = occasion.moment().name();
    Instant since = occasion.heldSince();
    return since != null
        && LEFT_ANEW.contains(name)
        && all(memory)
            .anyMatch(other -> other.name().equals(name) && other.held.at().isAfter(since));
  }

  /** Nobody is asked about what was held: why is told in the journal. */
  static DecisionNotMade lost(String customerId, Absence held, RulesInForce rules, String reason) {
    return new DecisionNotMade(
        Occasion.decisionId(held.name(), held.cause(), held.which(), Slot.OFFER),
        held.name(),
        customerId,
        held.cause().eventId(),
        Slot.OFFER,
        rules.version(),
        null,
        held.deadline(),
        held.heldBefore(),
        Map.of(),
        List.of(),
        reason);
  }

  /** The same of these, for which there is no room. */
  static List<DecisionNotMade> displaced(
      String customerId, List<Held> held, CustomerMemory memory, RulesInForce rules) {
    return held.stream()
        .map(one -> new HeldOffer(one, memory, null))
        .map(one -> lost(customerId, one, rules, DecisionNotMade.DISPLACED))
        .toList();
  }

  private Optional<Moment> read() {
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
  public Instant lastsUntil() {
    if (LASTING.contains(held.moment())) {
      return Instant.MAX;
    }
    return reminder == null ? deadline() : reminder.lastsUntil();
  }

  @Override
  public Activity cause() {
    return held.cause();
  }

  @Override
  public int heldBefore() {
    return held.times();
  }

  @Override
  public Instant heldSince() {
    return held.at();
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
