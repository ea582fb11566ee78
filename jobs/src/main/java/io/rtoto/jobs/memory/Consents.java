package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Purpose;
import java.util.Comparator;
import java.util.List;

/**
 * What may be said to the customer, and what may not: of each purpose and channel what was told
 * last. There are few of both, so all are kept.
 *
 * @param told newest first
 */
public record Consents(List<Told> told) {
  static final int MOST = Purpose.values().length * (Channel.values().length + 1);
  public static final Consents NONE = new Consents(List.of());

  private static final Comparator<Channel> ANY_CHANNEL_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());
  private static final Newest<Told> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(Told::stamp)
              .reversed()
              .thenComparing(told -> told.consent().channel(), ANY_CHANNEL_LAST)
              .thenComparing(told -> told.consent().given())
              .thenComparing(told -> told.consent().purpose()),
          told -> List.of(told.consent().purpose(), String.valueOf(told.consent().channel())));

  /**
   * A consent that was given or withdrawn.
   *
   * @param consent which
   * @param stamp when
   */
  public record Told(Consent consent, Stamp stamp) {
    private boolean concerns(Purpose purpose, Channel channel) {
      return consent.purpose() == purpose
          && (consent.channel() == null || consent.channel() == channel);
    }
  }

  Consents apply(CustomerEvent event, Stamp stamp) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Consents otherwise(CustomerEvent other) {
            return Consents.this;
          }

          @Override
          public Consents customerIdentified(CustomerIdentified identified) {
            return with(identified.traits().consents(), stamp);
          }

          @Override
          public Consents consentChanged(ConsentChanged changed) {
            return with(changed.consents(), stamp);
          }
        });
  }

  /** With what was told then. */
  public Consents with(List<Consent> consents, Stamp stamp) {
    List<Told> all = told;
    for (Consent consent : consents) {
      all = NEWEST.with(all, new Told(consent, stamp));
    }
    return consents.isEmpty() ? this : new Consents(all);
  }

  Consents merge(Consents other) {
    return new Consents(NEWEST.of(told, other.told));
  }

  /**
   * Whether the customer allows it: what was told last of this channel or of all of them. Of what
   * was told at once, that of the channel holds, and of that, what forbids.
   *
   * @param otherwise what holds where nothing was told
   */
  public boolean allow(Purpose purpose, Channel channel, boolean otherwise) {
    for (Told one : told) {
      if (one.concerns(purpose, channel)) {
        return one.consent().given();
      }
    }
    return otherwise;
  }
}
