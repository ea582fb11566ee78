package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.memory.Affinities;
import io.rtoto.jobs.memory.Consents;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Standing;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What audiences hear of a customer. It hangs on the memory before a visit and after it alone, so
 * whatever changes it is told: an event, an identifier that comes or leaves, an erasure. Who is
 * drawn to nothing any more, as after becoming another customer, leaves every audience; so does who
 * may be addressed by no way.
 *
 * @param customerId the customer
 * @param standards in force
 * @param asOf as of when tiers are told, unless something happened later
 * @param until up to when interest counts as of its day: an event may claim to be later
 */
record Interests(String customerId, Standards standards, AsOf asOf, Instant until) {
  /**
   * As of when tiers are told.
   *
   * @param before the visit
   * @param now with it
   */
  record AsOf(Instant before, Instant now) {}

  /** What of it is news. */
  List<Interest> news(CustomerMemory before, CustomerMemory after) {
    Side was = Side.of(before, asOf.before());
    Side is = Side.of(after, asOf.now());
    boolean sameTier = was.day() == is.day() && was.history().equals(is.history());
    boolean sameConsents = before.consents().equals(after.consents());
    if (sameTier && sameConsents && before.affinities().equals(after.affinities())) {
      return List.of();
    }
    String tier = is.tier(standards);
    String tierBefore = sameTier ? tier : was.tier(standards);
    boolean addressed = mayBeAddressed(after.consents());
    boolean addressedBefore = sameConsents ? addressed : mayBeAddressed(before.consents());
    boolean all = !Objects.equals(tier, tierBefore) || addressed != addressedBefore;
    List<Interest> news = new ArrayList<>();
    for (AudienceKind kind : AudienceKind.values()) {
      for (String name : names(kind, before.affinities(), after.affinities(), all)) {
        Standing stood = addressedBefore ? standing(kind, name, before, tierBefore) : null;
        Standing stands = addressed ? standing(kind, name, after, tier) : null;
        if (stands == null ? stood != null : stands.isNewsAfter(stood)) {
          news.add(new Interest(kind, name, customerId, stands));
        }
      }
    }
    return news;
  }

  private static Set<String> names(
      AudienceKind kind, Affinities before, Affinities after, boolean all) {
    return all ? before.namesWith(after, kind) : before.differences(after, kind);
  }

  private @Nullable Standing standing(
      AudienceKind kind, String name, CustomerMemory memory, @Nullable String tier) {
    boolean bought =
        kind == AudienceKind.PRODUCT && memory.orders().hasBought(name) && !isBoughtAgain(name);
    return memory.affinities().standing(kind, name, until, tier, bought);
  }

  /** Who buys such a product buys it again. */
  private boolean isBoughtAgain(String product) {
    ReplenishmentModel lasting = standards.replenishment();
    return lasting != null && lasting.claims(product);
  }

  /** Whether there is a way by which the customer allows to be sold something. */
  private static boolean mayBeAddressed(Consents consents) {
    for (Channel channel : Channel.values()) {
      if (Approach.by(Purpose.MARKETING, channel).isAllowedBy(consents)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the tier hangs on.
   *
   * @param history of purchases, less what was taken back
   * @param asOf when it is told of; null where nothing is known
   */
  private record Side(PurchaseHistory history, @Nullable Instant asOf) {
    static Side of(CustomerMemory memory, Instant present) {
      Instant lastSeen = memory.lastSeenAt();
      boolean isLater = lastSeen != null && lastSeen.isAfter(present);
      return new Side(
          memory.orders().kept(), lastSeen == null ? null : isLater ? lastSeen : present);
    }

    long day() {
      return asOf == null ? Long.MIN_VALUE : PurchaseHistory.dayOf(asOf);
    }

    @Nullable String tier(Standards standards) {
      return asOf == null ? null : standards.tier(history, asOf);
    }
  }
}
