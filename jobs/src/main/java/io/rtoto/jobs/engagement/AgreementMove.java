package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Agreements;
import io.rtoto.jobs.memory.Agreements.Agreement;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.AgreementStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that the customer holds.
 *
 * @param from how it stood; null when it was not known
 * @param isMaybeForgotten whether it may have been told of before, for more of its kind were than
 *     are remembered
 * @param to how it stands
 * @param now when that was told
 */
record AgreementMove(
    @Nullable Agreement from, boolean isMaybeForgotten, Agreement to, Instant now) {

  /** Empty where something newer was known already, or nothing is otherwise that matters. */
  static Optional<Moment> by(AgreementReported event, CustomerMemory before, CustomerMemory after) {
    String id = event.agreementId();
    Agreements all = before.backOffice().agreements();
    Optional<Agreement> known = all.find(id);
    return after
        .backOffice()
        .agreements()
        .find(id)
        .filter(told -> !known.equals(Optional.of(told)))
        .map(
            told ->
                new AgreementMove(
                    known.orElse(null),
                    all.mayHaveDisplaced(id, event.kind()),
                    told,
                    event.occurrence().at()))
        .filter(AgreementMove::isOne)
        .map(AgreementMove::moment);
  }

  /** Whether what was said of it does not hold any more, or nobody can tell. */
  static boolean isOtherwiseNow(AgreementChanged changed, Agreements now) {
    Agreement stands = now.find(changed.agreementId()).orElse(null);
    if (stands == null) {
      return true;
    }
    List<String> changes = changed.changes();
    AgreementStatus status = stands.status();
    return changes.contains("ended") != (status == AgreementStatus.ENDED)
        || (changes.contains("suspended") && status != AgreementStatus.SUSPENDED)
        || (changes.contains("resumed") && status == AgreementStatus.SUSPENDED)
        || (changed.byMinor() != 0
            && !Objects.equals(changed.valueMinor(), Facts.worth(stands.value())));
  }

  /** That something has ended which surely nobody knew of is no news of the customer. */
  private boolean isOne() {
    if (from == null) {
      return isMaybeForgotten || to.status() != AgreementStatus.ENDED;
    }
    return !(from.isSameAs(to)
        || (from.status() == AgreementStatus.ENDED && to.status() == AgreementStatus.ENDED));
  }

  private Moment moment() {
    return new AgreementChanged(
        changes(),
        to.id(),
        to.kind(),
        Facts.title(to),
        Facts.worth(to.value()),
        Math.abs(grownBy()),
        Facts.currency(to.value()),
        Facts.daysIfTold(to.startsAt(), now));
  }

  /** All that became of it at once: a rule on one is not to miss it for another. */
  private List<String> changes() {
    if (from == null && isMaybeForgotten) {
      return List.of(asItStands());
    }
    if (from == null || from.status() == AgreementStatus.ENDED) {
      return List.of("began");
    }
    if (to.status() == AgreementStatus.ENDED) {
      // The term that was known: who gives notice may be told with the day of that as the end.
      return from.isHeldAt(now) ? List.of("ended", "cancelled") : List.of("ended");
    }
    List<String> changes = new ArrayList<>();
    if (from.status() != to.status()) {
      changes.add(to.status() == AgreementStatus.SUSPENDED ? "suspended" : "resumed");
    }
    if (from.endsAt() != null && (to.endsAt() == null || to.endsAt().isAfter(from.endsAt()))) {
      changes.add("extended");
    }
    if (grownBy() != 0) {
      changes.add(grownBy() > 0 ? "rose" : "fell");
    }
    if (isUsed(from)) {
      changes.add("used");
    }
    return changes.isEmpty() ? List.of("otherwise") : changes;
  }

  /** Of what may be known for long, but is not remembered, no more is said than how it stands. */
  private String asItStands() {
    return switch (to.status()) {
      case ENDED -> "ended";
      case SUSPENDED -> "suspended";
      case ACTIVE -> "otherwise";
    };
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
