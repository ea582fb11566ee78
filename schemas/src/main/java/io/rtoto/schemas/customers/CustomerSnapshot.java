package io.rtoto.schemas.customers;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer.
 *
 * @param customerId the customer
 * @param identifiers the names that the customer goes by, strongest first
 * @param events how many events of all kinds
 * @param orders how many orders, less those cancelled
 * @param spendMinor what was spent, less what was paid back, in minor units of {@code currency}
 * @param currency ISO 4217; null before the first order
 * @param firstOrderAt the first order; null when there is none
 * @param lastOrderAt the latest order; null when there is none
 * @param firstSeenAt the first event
 * @param lastSeenAt the latest event
 * @param language as told in traits
 * @param timeZone as told in traits
 * @param tier what the customer is worth, by what was bought in the period that ends now; null
 *     before the first order
 * @param attrition whether the customer will come back; null before the first order, and while no
 *     model is in force
 * @param tags what rules have noted of the customer and holds now, by name; now as in {@link
 *     Attrition}
 * @param leadScore how warm a lead the customer is now: points of what they did lately, by what the
 *     rule library counts; 0 for none
 * @param cart what lies in the cart, by product id
 * @param wishlist the products that are wished for, newest wish first: those of the 30 wished for
 *     or given up last that still are
 * @param affinities to what the customer is drawn now; now as in {@link Attrition}
 * @param openTimers what will be looked at again, and when: each, earliest first, the 50 that are
 *     due first
 */
public record CustomerSnapshot(
    String customerId,
    List<Identifier> identifiers,
    long events,
    long orders,
    long spendMinor,
    @Nullable String currency,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable String language,
    @Nullable String timeZone,
    @Nullable String tier,
    @Nullable Attrition attrition,
    List<Tag> tags,
    long leadScore,
    List<CartLine> cart,
    List<String> wishlist,
    Affinities affinities,
    List<OpenTimer> openTimers)
    implements CustomerState {

  /**
   * Whether the customer will come back, by the model in force. Purchases of one day (UTC) are one.
   * Now is the end of the run in a replay; live it is when the customer was last visited: an event
   * of theirs came, or a moment.
   *
   * @param model which model: {@code bgnbd}, {@code mbgnbd} or {@code paretonbd}
   * @param x on how many days after the first purchase the customer bought again
   * @param tx weeks from the first purchase to the last
   * @param age weeks from the first purchase to now: {@code T}
   * @param pAlive how probable it is that the customer still buys at all
   * @param expectedOrders how many orders are expected over the model's horizon from now on
   * @param expectedValueMinor what they are expected to come to, in minor units of the customer's
   *     {@code currency}; null where the model does not tell amounts in it
   * @param alertAt when {@code pAlive} falls, or fell, below the threshold of an alert if nothing
   *     more is bought; null when it never does
   */
  public record Attrition(
      String model,
      int x,
      double tx,
      @JsonProperty("T") double age,
      double pAlive,
      double expectedOrders,
      @Nullable Long expectedValueMinor,
      @Nullable Instant alertAt) {}

  /** Older jobs tell no tags, no wishlist and no affinities. */
  public CustomerSnapshot {
    tags = requireNonNullElse(tags, List.of());
    wishlist = requireNonNullElse(wishlist, List.of());
    affinities = requireNonNullElse(affinities, Affinities.NONE);
  }

  /**
   * What a rule has noted of the customer.
   *
   * @param name one of the tags of the rule library
   * @param rule the id of the rule that noted it
   * @param since when it was noted last
   * @param until when it holds no longer
   */
  public record Tag(String name, String rule, Instant since, Instant until) {}

  /**
   * A product in the cart.
   *
   * @param productId the product
   * @param quantity how many pieces
   * @param price of one piece; null when not known
   */
  public record CartLine(String productId, int quantity, @Nullable Money price) {}

  /**
   * To what the customer is drawn: what they looked at, wished for, put into the cart and bought
   * lately. What happened 14 days ago counts for half.
   *
   * @param categories the ten categories of most weight, that first
   * @param products the ten products of most weight, that first
   */
  public record Affinities(List<CategoryAffinity> categories, List<ProductAffinity> products) {
    public static final Affinities NONE = new Affinities(List.of(), List.of());
  }

  /**
   * How much the customer is drawn to a category.
   *
   * @param category the shop's name for it
   * @param weight a look today (UTC) is 1, a wish 3, a piece put into the cart 4, a line of an
   *     order 8; rounded to thousandths, and above 0
   */
  public record CategoryAffinity(String category, double weight) {}

  /**
   * How much the customer is drawn to a product.
   *
   * @param productId the product
   * @param weight as of a category
   */
  public record ProductAffinity(String productId, double weight) {}

  /**
   * Something that is due unless something else happens first.
   *
   * @param moment what it will be, such as {@code CartAbandoned}
   * @param at when
   */
  public record OpenTimer(String moment, Instant at) {}
}
