package io.rtoto.rules.settings;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When, how often and by which way a shop speaks to its customers of its own accord. What it shows
 * on a page that a customer looks at anyway is no contact, and neither is an alert to its own
 * staff.
 *
 * @param timeZone whose clock counts for a customer who told none, by its IANA name
 * @param quietHours when a customer is left alone
 * @param budget how many contacts there are at most, whatever they are
 * @param usualValueMinor what an offer that states no value counts as worth, in minor units
 * @param offers what is set of an offer, by its name
 * @param owners by how much the offers of an owner's rules weigh more, or less; 1 where none is set
 * @param tags how often whoever bears a tag is spoken to at most while they bear it, but for
 *     service
 * @param holdOut how many customers are held out of what rules say
 * @param margin how much of a price may be given away
 */
public record ContactSettings(
    String timeZone,
    QuietHours quietHours,
    Budget budget,
    long usualValueMinor,
    Map<String, OfferSettings> offers,
    Map<String, Double> owners,
    Map<String, Cap> tags,
    HoldOutSettings holdOut,
    Margin margin) {
  /** The file, at the library's root. */
  public static final String FILE = "contact.yaml";

  /**
   * How many contacts with a customer are remembered whatever they are, and so the most that a
   * budget or a cap lets through: what lets more through would never stop anything.
   */
  public static final int MOST_CONTACTS = 30;

  /**
   * How many are remembered beside these of what has a cap, of each as many as it counts, and so
   * the most that all caps of a library together let through.
   */
  public static final int MOST_CAPPED = 40;

  /** The same of those that customers are held out of. */
  public static final int MOST_HELD_OUT = 15;

  /** So many tags may have a cap: each counts every contact with whoever bears it. */
  public static final int MOST_CAPPED_TAGS = 3;

  private static final int WHOLE_PERCENT = 100;

  /** Of a library without the file. */
  public static final ContactSettings DEFAULT =
      new ContactSettings(
          "UTC",
          new QuietHours(
              LocalTime.of(21, 0),
              LocalTime.of(9, 0),
              EnumSet.of(Channel.SMS, Channel.PUSH, Channel.LINE, Channel.PHONE)),
          new Budget(14, 7, 4),
          100,
          Map.of(),
          Map.of(),
          Map.of(),
          HoldOutSettings.NONE,
          new Margin(100, 0));

  /** Of an offer that nothing is set of. */
  static final OfferSettings USUAL =
      new OfferSettings(Purpose.MARKETING, List.of(Channel.WEB), 1, null, true, 0, null);

  /**
   * When a customer is left alone, on their own clock.
   *
   * @param from its beginning
   * @param until its end, on the next day where it is not after the beginning; where it is the
   *     beginning, there are no quiet hours
   * @param channels on which; others do not wake anybody
   */
  public record QuietHours(LocalTime from, LocalTime until, Set<Channel> channels) {
    /** Nobody changes them. */
    public QuietHours {
      channels = Set.copyOf(channels);
    }

    /** Whether they are on at that time of day. */
    public boolean contain(LocalTime time) {
      return from.isBefore(until)
          ? !time.isBefore(from) && time.isBefore(until)
          : from.isAfter(until) && (!time.isBefore(from) || time.isBefore(until));
    }
  }

  /**
   * How many contacts a customer has at most.
   *
   * @param contacts in so many days, over all channels
   * @param days the period, which ends now
   * @param reservedForService of these, how many are left to messages of service
   */
  public record Budget(int contacts, int days, int reservedForService) {
    /** How many there may be for that purpose. */
    public int of(Purpose purpose) {
      return purpose == Purpose.SERVICE ? contacts : contacts - reservedForService;
    }

    /** The period. */
    public Duration period() {
      return Duration.ofDays(days);
    }
  }

  /**
   * How often something is said at most.
   *
   * @param times so often
   * @param days in so many days
   */
  public record Cap(int times, int days) {
    /** The period, which ends now. */
    public Duration period() {
      return Duration.ofDays(days);
    }
  }

  /**
   * What is set of an offer.
   *
   * @param purpose what it is made for
   * @param channels by which ways, the best first: the first that surely reaches the customer is
   *     taken, which is the page while they are on it and any other where they allow it; else the
   *     last
   * @param lever by how much it weighs more, or less
   * @param cap how often it is made at most; null means as often as the budget allows
   * @param ofCart whether it is about what lies in the cart: then it is not made where all of that
   *     is sold out, or more than the customer may owe
   * @param takesOffPercent so much of the price it takes off, in percent
   * @param costs so much it costs the shop besides, when it is taken; null where nothing
   */
  public record OfferSettings(
      Purpose purpose,
      List<Channel> channels,
      double lever,
      @Nullable Cap cap,
      boolean ofCart,
      int takesOffPercent,
      @Nullable Money costs) {
    /** Nobody changes them. */
    public OfferSettings {
      channels = List.copyOf(channels);
    }
  }

  /**
   * How much of a price may be given away, in percent of it.
   *
   * @param usualPercent what the shop usually earns by it
   * @param leastPercent what is to be left of that
   */
  public record Margin(int usualPercent, int leastPercent) {
    /**
     * Whether what is to be left is left when that offer is taken.
     *
     * @param worth what it is about comes to; null where that is not known: then it bears no costs,
     *     and none in another currency
     */
    public boolean bears(OfferSettings offer, @Nullable Money worth) {
      Money costs = offer.costs();
      return costs == null
          ? bearsWhatIsTakenOff(offer)
          : worth != null
              && costs.currency().equals(worth.currency())
              && bearsWhatIsTakenOff(offer)
              && costs.minor() <= (double) worth.minor() * spare(offer) / WHOLE_PERCENT;
    }

    /** The same of an offer that is about nothing of which the price is known by now. */
    public boolean bearsWhatIsTakenOff(OfferSettings offer) {
      return spare(offer) >= 0;
    }

    private int spare(OfferSettings offer) {
      return usualPercent - leastPercent - offer.takesOffPercent();
    }
  }

  /** Nobody changes them. */
  public ContactSettings {
    offers = Map.copyOf(offers);
    owners = Map.copyOf(owners);
    tags = Map.copyOf(tags);
  }

  /** The same, where nobody is held out of anything. */
  ContactSettings withoutHoldOut() {
    return new ContactSettings(
        timeZone,
        quietHours,
        budget,
        usualValueMinor,
        offers,
        owners,
        tags,
        HoldOutSettings.NONE,
        margin);
  }

  /** What is set of the offer of that name; where nothing is, it is marketing on the page. */
  public OfferSettings offer(String name) {
    return offers.getOrDefault(name, USUAL);
  }

  /** By how much an offer of that name and owner weighs more, or less. */
  public double lever(String offer, String owner) {
    return offer(offer).lever() * owners.getOrDefault(owner, 1.0);
  }
}
