package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of a customer, in bounded space: the fold of the customer's events.
 *
 * <p>Every part gives the same whatever order the events come in, and two memories of different
 * events {@linkplain #merge merge} to the memory of them all. Counters and sums count every event
 * that is applied, so each must be applied once; the other parts do not mind a repeat.
 *
 * <p>It is what the state of engage consists of: fields may be added (one that an older state lacks
 * is read as null, hence the defaults below), and none may change its type.
 *
 * @param identifiers the names that the customer goes by, strongest first; of more than {@value
 *     #MOST_IDENTIFIERS} the strongest
 * @param events how many events
 * @param firstSeenAt the first event; null before it
 * @param lastSeenAt the latest event; null before the first
 * @param lastActivity what the customer did last; null before that
 * @param orders what the orders come to
 * @param cart what lies in the cart
 * @param views what was looked at lately
 * @param traits what the customer told
 * @param activeMinutes when the customer was active lately
 * @param conversations what was said lately, and waits for an answer
 * @param checkout the checkout that was begun last, and what was met there
 * @param offersMade what was offered lately, upon these events
 * @param noticed which absences were noticed
 * @param wishlist what is wished for
 * @param affinities to which categories and products the customer is drawn
 * @param contacts how customer and shop were in touch
 * @param appointments when to look at the customer again
 * @param consents what may be said to them
 * @param reactions what came of what was offered
 * @param backOffice what the back end says
 * @param tags what rules have noted of them
 * @param deeds what they did, day by day
 * @param recentPurchases how much of what they bought lately
 * @param unlisted what of it the catalogue did not have
 * @param returns of which orders goods were given back
 * @param firstKnownAs the identifier of the first event: of several, it stays the same whoever
 *     joins that is younger, where the strongest and with it the customer's id may become another;
 *     null before the first event
 * @param lastOnPage when they were last seen on the page or in the app; null where they never were,
 *     and in an older state
 */
public record CustomerMemory(
    List<Identifier> identifiers,
    long events,
    @Nullable Instant firstSeenAt,
    @Nullable Instant lastSeenAt,
    @Nullable Activity lastActivity,
    OrderStatistics orders,
    Cart cart,
    Views views,
    ToldTraits traits,
    ActiveMinutes activeMinutes,
    Conversations conversations,
    Checkout checkout,
    OffersMade offersMade,
    Noticed noticed,
    Wishlist wishlist,
    Affinities affinities,
    Contacts contacts,
    Appointments appointments,
    Consents consents,
    Reactions reactions,
    BackOffice backOffice,
    Tags tags,
    Deeds deeds,
    RecentPurchases recentPurchases,
    Unlisted unlisted,
    Returns returns,
    @Nullable Identifier firstKnownAs,
    @Nullable Instant lastOnPage) {
  /** So many names of a customer are told. */
  public static final int MOST_IDENTIFIERS = 200;

  /** Of a customer that nothing is known of. */
  public static final CustomerMemory EMPTY = nothing(List.of());

  /** Puts a default where an older state lacks a field. */
  public CustomerMemory {
    identifiers = requireNonNullElse(identifiers, List.of());
    orders = requireNonNullElse(orders, OrderStatistics.NONE);
    cart = requireNonNullElse(cart, Cart.EMPTY);
    views = requireNonNullElse(views, Views.NONE);
    traits = requireNonNullElse(traits, ToldTraits.NONE);
    activeMinutes = requireNonNullElse(activeMinutes, ActiveMinutes.NONE);
    conversations = requireNonNullElse(conversations, Conversations.NONE);
    checkout = requireNonNullElse(checkout, Checkout.NONE);
    offersMade = requireNonNullElse(offersMade, OffersMade.NONE);
    noticed = requireNonNullElse(noticed, Noticed.NOTHING);
    wishlist = requireNonNullElse(wishlist, Wishlist.EMPTY);
    affinities = requireNonNullElse(affinities, Affinities.NONE);
    contacts = requireNonNullElse(contacts, Contacts.NONE);
    appointments = requireNonNullElse(appointments, Appointments.NONE);
    consents = requireNonNullElse(consents, Consents.NONE);
    reactions = requireNonNullElse(reactions, Reactions.NONE);
    backOffice = requireNonNullElse(backOffice, BackOffice.NOTHING);
    tags = requireNonNullElse(tags, Tags.NONE);
    deeds = requireNonNullElse(deeds, Deeds.NONE);
    recentPurchases = requireNonNullElse(recentPurchases, RecentPurchases.NONE);
    unlisted = requireNonNullElse(unlisted, Unlisted.NONE);
    returns = requireNonNullElse(returns, Returns.NONE);
    // Of several, an older state does not tell which was first: the strongest stands in for it.
    if (firstKnownAs == null && firstSeenAt != null && !identifiers.isEmpty()) {
      firstKnownAs = identifiers.get(0);
    }
  }

  /** What an identifier contributes before anything came under it. */
  public static CustomerMemory of(Identifier leaf) {
    return nothing(List.of(leaf));
  }

  private static CustomerMemory nothing(List<Identifier> identifiers) {
    return new CustomerMemory(
        identifiers,
        0,
        null,
        null,
        null,
        OrderStatistics.NONE,
        Cart.EMPTY,
        Views.NONE,
        ToldTraits.NONE,
        ActiveMinutes.NONE,
        Conversations.NONE,
        Checkout.NONE,
        OffersMade.NONE,
        Noticed.NOTHING,
        Wishlist.EMPTY,
        Affinities.NONE,
        Contacts.NONE,
        Appointments.NONE,
        Consents.NONE,
        Reactions.NONE,
        BackOffice.NOTHING,
        Tags.NONE,
        Deeds.NONE,
        RecentPurchases.NONE,
        Unlisted.NONE,
        Returns.NONE,
        null,
        null);
  }

  /** The same, as that identifier alone contributes it. */
  CustomerMemory under(Identifier leaf) {
    return new CustomerMemory(
        List.of(leaf),
        events,
        firstSeenAt,
        lastSeenAt,
        lastActivity,
        orders,
        cart,
        views,
        traits,
        activeMinutes,
        conversations,
        checkout,
        offersMade,
        noticed,
        wishlist,
        affinities,
        contacts,
        appointments,
        consents,
        reactions,
        backOffice,
        tags,
        deeds,
        recentPurchases,
        unlisted,
        returns,
        firstSeenAt == null ? null : leaf,
        lastOnPage);
  }

  /** With the event in it. */
  public CustomerMemory apply(IdentifiedEvent identified) {
    CustomerEvent event = identified.event();
    Instant at = event.occurrence().at();
    Stamp stamp = Stamp.of(identified);
    Activity activity = Activity.of(identified);
    boolean isActive = Activity.isShownBy(event);
    return new CustomerMemory(
        strongest(identifiers, List.of(identified.origin())),
        events + 1,
        Latest.earliest(firstSeenAt, at),
        Latest.of(lastSeenAt, at),
        isActive ? Latest.of(lastActivity, activity) : lastActivity,
        orders.apply(event, activity),
        cart.apply(event, stamp),
        views.apply(event, stamp),
        traits.apply(event, stamp, activity),
        isActive ? activeMinutes.with(at) : activeMinutes,
        conversations.apply(event, stamp, activity),
        checkout.apply(event, stamp, activity),
        offersMade,
        noticed,
        wishlist.apply(event, stamp),
        affinities.apply(event),
        contacts.apply(event),
        appointments,
        consents.apply(event, stamp),
        reactions.apply(event),
        backOffice.apply(event, stamp, activity),
        tags,
        deeds.apply(event),
        recentPurchases.apply(event, activity),
        unlisted,
        returns.apply(event),
        firstOf(firstSeenAt, firstKnownAs, at, identified.origin()),
        PageVisit.isShownBy(event) ? Latest.of(lastOnPage, at) : lastOnPage);
  }

  /** The memory of the events of both, which have none in common. */
  public CustomerMemory merge(CustomerMemory other) {
    Reactions told = reactions.merge(other.reactions);
    return new CustomerMemory(
        strongest(identifiers, other.identifiers),
        events + other.events,
        Latest.earliest(firstSeenAt, other.firstSeenAt),
        Latest.of(lastSeenAt, other.lastSeenAt),
        Latest.of(lastActivity, other.lastActivity),
        orders.merge(other.orders),
        cart.merge(other.cart),
        views.merge(other.views),
        traits.merge(other.traits),
        activeMinutes.merge(other.activeMinutes),
        conversations.merge(other.conversations),
        checkout.merge(other.checkout),
        offersMade.merge(other.offersMade, told::neverReached),
        noticed.merge(other.noticed),
        wishlist.merge(other.wishlist),
        affinities.merge(other.affinities),
        contacts.merge(other.contacts),
        appointments.merge(other.appointments),
        consents.merge(other.consents),
        told,
        backOffice.merge(other.backOffice),
        tags.merge(other.tags),
        deeds.merge(other.deeds),
        recentPurchases.merge(other.recentPurchases),
        unlisted.merge(other.unlisted),
        returns.merge(other.returns),
        firstOf(firstSeenAt, firstKnownAs, other.firstSeenAt, other.firstKnownAs),
        Latest.of(lastOnPage, other.lastOnPage));
  }

  /** The earlier one's; of two at the same instant, the stronger. */
  private static @Nullable Identifier firstOf(
      @Nullable Instant oneAt,
      @Nullable Identifier one,
      @Nullable Instant otherAt,
      @Nullable Identifier other) {
    if (oneAt == null || otherAt == null || one == null || other == null) {
      return one == null ? other : one;
    }
    int order = oneAt.compareTo(otherAt);
    return order < 0 || (order == 0 && one.compareTo(other) <= 0) ? one : other;
  }

  /** Whether the customer has told who they are: a name that outlasts browser and device. */
  public boolean isIdentified() {
    for (Identifier identifier : identifiers) {
      if (!identifier.isOf(IdentifierType.ANONYMOUS_ID)
          && !identifier.isOf(IdentifierType.DEVICE_ID)) {
        return true;
      }
    }
    return false;
  }

  /** With what was said and noticed about it: the same again changes nothing. */
  public CustomerMemory with(Remark remark) {
    return new CustomerMemory(
        identifiers,
        events,
        firstSeenAt,
        lastSeenAt,
        lastActivity,
        orders,
        cart,
        views,
        traits,
        activeMinutes,
        conversations,
        checkout,
        offersMade.merge(remark.offersMade(), reactions::neverReached),
        noticed.merge(remark.noticed()),
        wishlist,
        affinities,
        contacts,
        appointments.merge(remark.appointments()),
        consents,
        reactions,
        backOffice,
        tags.merge(remark.tags()),
        deeds,
        recentPurchases,
        unlisted.merge(remark.unlisted()),
        returns,
        firstKnownAs,
        lastOnPage);
  }

  /** What was said and noticed about that identifier's part in it. */
  public Remark remarks(Identifier leaf) {
    return new Remark(leaf, offersMade, noticed, appointments, tags, unlisted);
  }

  /**
   * Whether the catalogue did not have that product when the customer last looked at it or bought
   * it.
   */
  public boolean isUnlisted(String productId) {
    Instant named = unlisted.last(productId);
    if (named == null) {
      return false;
    }
    Activity order = recentPurchases.lastOrderOf(productId);
    return (order == null || !order.at().isAfter(named))
        && views.looks().stream()
            .noneMatch(
                look -> look.productId().equals(productId) && look.stamp().at().isAfter(named));
  }

  private static List<Identifier> strongest(List<Identifier> known, List<Identifier> told) {
    if (known.containsAll(told)) {
      return known;
    }
    TreeSet<Identifier> all = new TreeSet<>(known);
    all.addAll(told);
    return all.stream().limit(MOST_IDENTIFIERS).toList();
  }
}
