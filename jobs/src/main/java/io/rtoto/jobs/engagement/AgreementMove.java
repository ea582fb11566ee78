package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Agreements.Agreement;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that the customer holds.
 *
 * @param from how it stood; null when it was not known
 * @param to how it stands
 */
record AgreementMove(@Nullable Agreement from, Agreement to) {

  /** Empty where something newer was known already, or nothing is otherwise that matters. */
  static Optional<Moment> by(
      io.rtoto.schemas.events.AgreementChanged event, CustomerMemory before, CustomerMemory after) {
    Optional<Agreement> known = before.backOffice().agreements().find(event.agreementId());
    return after
        .backOffice()
        .agreements()
        .find(event.agreementId())
        .filter(told -> !known.equals(Optional.of(told)))
        .map(told -> new AgreementMove(known.orElse(null), told))
        .filter(AgreementMove::isOne)
        .map(move -> move.moment(event.occurrence().at()));
  }

  /** That something has ended of which nobody knew is no news of the customer. */
  private boolean isOne() {
    if (from == null) {
      return to.status() != AgreementStatus.ENDED;
    }
    return !(from.isSameAs(to)
        || (from.status() == AgreementStatus.ENDED && to.status() == AgreementStatus.ENDED));
  }

  private Moment moment(Instant now) {
    return new AgreementChanged(
        change(),
        to.id(),
        to.kind(),
        Facts.title(to),
        Facts.minor(to.value()),
        Math.abs(grownBy()),
        Facts.currency(to.value()),
        Facts.days(to.startsAt(), now));
  }

  private String change() {
    if (to.status() == AgreementStatus.ENDED) {
      return "ended";
    }
    if (from == null || from.status() == AgreementStatus.ENDED) {
      return "began";
    }
    if (from.status() != to.status()) {
      return to.status() == AgreementStatus.SUSPENDED ? "suspended" : "resumed";
    }
    if (from.endsAt() != null && (to.endsAt() == null || to.endsAt().isAfter(from.endsAt()))) {
      return "extended";
    }
    if (grownBy() != 0) {
      return grownBy() > 0 ? "rose" : "fell";
    }
    return isUsed(from) ? "used" : "otherwise";
  }

  private boolean isUsed(Agreement before) {
    Instant use = to.lastUsedAt();
    Instant last = before.lastUsedAt();
    return use != null && (last == null || use.isAfter(last));
  }

  private long grownBy() {
    Money before = from == null ? null : from.value();
    Money now = to.value();
    return before == null || now == null || !before.currency().equals(now.currency())
        ? 0
        : now.minor() - before.minor();
  }
}
