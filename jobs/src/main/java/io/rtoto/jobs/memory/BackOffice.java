package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.ShipmentMoved;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the back end says of the customer: up to what amount they may owe, where the newest {@value
 * #MOST} orders are on their way, and what they hold over time.
 *
 * @param credit what was said last of their credit; null when nothing was
 * @param shipments newest first
 * @param agreements what they hold over time
 */
public record BackOffice(@Nullable Credit credit, List<Shipment> shipments, Agreements agreements) {
  static final int MOST = 10;
  private static final int MOST_BYTES = 500;
  private static final int MOST_BYTES_OF_A_STATUS = 60;
  static final BackOffice NOTHING = new BackOffice(null, List.of(), Agreements.NONE);

  private static final Newest<Shipment> NEWEST =
      new Newest<>(
          new Room(MOST, MOST_BYTES),
          Comparator.comparing(Shipment::stamp)
              .reversed()
              .thenComparing(Shipment::orderId)
              .thenComparing(Shipment::status),
          Shipment::orderId,
          shipment -> Room.bytes(shipment.orderId()));

  /** Puts a default where an older state lacks a field. */
  public BackOffice {
    agreements = requireNonNullElse(agreements, Agreements.NONE);
  }

  /**
   * A limit that was set.
   *
   * @param limit up to what amount; null when there is none
   * @param stamp when it was set
   * @param owed what of it was owed then; null where that was not told, and in an older state
   */
  public record Credit(@Nullable Money limit, Stamp stamp, @Nullable Money owed)
      implements Comparable<Credit> {
    @Override
    public int compareTo(Credit other) {
      return stamp.compareTo(other.stamp);
    }
  }

  /**
   * An order on its way.
   *
   * @param orderId the shop's id
   * @param status where it is
   * @param stamp since when
   */
  public record Shipment(String orderId, String status, Stamp stamp) {}

  BackOffice apply(CustomerEvent event, Stamp stamp, Activity activity) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public BackOffice otherwise(CustomerEvent other) {
            return BackOffice.this;
          }

          @Override
          public BackOffice creditLimitChanged(CreditLimitChanged changed) {
            Credit told = new Credit(changed.limit(), stamp, changed.owed());
            return new BackOffice(Latest.of(credit, told), shipments, agreements);
          }

          @Override
          public BackOffice shipmentMoved(ShipmentMoved moved) {
            String status = Room.shortened(moved.status(), MOST_BYTES_OF_A_STATUS);
            Shipment told = new Shipment(moved.orderId(), status, stamp);
            return new BackOffice(credit, NEWEST.with(shipments, told), agreements);
          }

          @Override
          public BackOffice agreementReported(AgreementReported changed) {
            return new BackOffice(credit, shipments, agreements.with(changed, activity));
          }
        });
  }

  BackOffice merge(BackOffice other) {
    return new BackOffice(
        Latest.of(credit, other.credit),
        NEWEST.of(shipments, other.shipments),
        agreements.merge(other.agreements));
  }

  /** Up to what amount the customer may owe; null where nothing was said, or that there is none. */
  public @Nullable Money limit() {
    return credit == null ? null : credit.limit();
  }

  /**
   * What the customer may owe beyond what they owe already, where that was told; null where there
   * is no limit. Never less than 0.
   */
  public @Nullable Money creditLeft() {
    if (credit == null || credit.limit() == null) {
      return null;
    }
    Money limit = credit.limit();
    long owed = credit.owed() == null ? 0 : credit.owed().minor();
    return new Money(Math.max(0, limit.minor() - owed), limit.currency());
  }

  /** Whether something can be shown to be within what the customer may owe. */
  public enum Cover {
    WITHIN,
    BEYOND,
    /** What it costs is not known, or in another currency than the limit. */
    UNKNOWN
  }

  /**
   * Whether the customer may owe so much more.
   *
   * @param cost null where it is not known
   */
  public Cover cover(@Nullable Money cost) {
    Money left = creditLeft();
    if (left == null) {
      return Cover.WITHIN;
    }
    if (cost == null || !cost.currency().equals(left.currency())) {
      return Cover.UNKNOWN;
    }
    return cost.minor() <= left.minor() ? Cover.WITHIN : Cover.BEYOND;
  }
}
