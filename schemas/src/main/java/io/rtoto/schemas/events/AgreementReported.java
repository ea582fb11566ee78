package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The back end told how something stands that the customer holds over time: an account, a card, a
 * fund, a policy, a plan, a licence, a trip. Each time all of it is told; what is left out is not
 * known.
 *
 * @param occurrence id, time and topic
 * @param agreementId the business's id of it
 * @param kind what it is, in the business's own word, such as {@code policy}
 * @param title what it is called, such as {@code Household contents}; null when it is not told
 * @param status whether it is in force
 * @param value what it is worth now: a balance, a sum insured, a price a month; null when it is not
 *     told
 * @param startsAt since when it is in force; null when it is not told
 * @param endsAt until when; null when it has no end
 * @param lastUsedAt when it was last used; null when it never was, or that is not told
 */
public record AgreementReported(
    Occurrence occurrence,
    String agreementId,
    String kind,
    @Nullable String title,
    AgreementStatus status,
    @Nullable Money value,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Instant lastUsedAt)
    implements CustomerEvent {
  /** In messages; in Java that is the moment of the rules, at which something became of it. */
  @Override
  public String type() {
    return "AgreementChanged";
  }

  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.agreementReported(this);
  }
}
