package io.rtoto.rules.settings;

import io.rtoto.rules.authoring.NearestWord;
import io.rtoto.rules.cases.CaseProblem;
import io.rtoto.rules.cases.CaseText;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
 */
public record ContactSettings(
    String timeZone,
    QuietHours quietHours,
    Budget budget,
    long usualValueMinor,
    Map<String, OfferSettings> offers,
    Map<String, Double> owners,
    Map<String, Cap> tags) {
  /** The file, at the library's root. */
  public static final String FILE = "contact.yaml";

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
          Map.of(
              "like-product-in-stock",
              new OfferSettings(Purpose.MARKETING, Channel.WEB, 1, null, false)),
          Map.of(),
          Map.of());

  private static final int MOST_DAYS = 366;
  private static final long MOST_CONTACTS = 50;
  private static final OfferSettings USUAL =
      new OfferSettings(Purpose.MARKETING, Channel.WEB, 1, null, true);
  private static final List<String> WORDS =
      List.of("timeZone", "quietHours", "budget", "usualValueMinor", "offers", "owners", "tags");

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
   * @param channel by which way
   * @param lever by how much it weighs more, or less
   * @param cap how often it is made at most; null means as often as the budget allows
   * @param ofCart whether it is about what lies in the cart: then it is not made where all of that
   *     is sold out, or more than the customer may owe
   */
  public record OfferSettings(
      Purpose purpose, Channel channel, double lever, @Nullable Cap cap, boolean ofCart) {}

  /** Nobody changes them. */
  public ContactSettings {
    offers = Map.copyOf(offers);
    owners = Map.copyOf(owners);
    tags = Map.copyOf(tags);
  }

  /** What is set of the offer of that name; where nothing is, it is marketing on the page. */
  public OfferSettings offer(String name) {
    return offers.getOrDefault(name, USUAL);
  }

  /** By how much an offer of that name and owner weighs more, or less. */
  public double lever(String offer, String owner) {
    return offer(offer).lever() * owners.getOrDefault(owner, 1.0);
  }

  /** What the file says; a word that is missing leaves its default. */
  static ContactSettings read(CaseText text) {
    Map<String, CaseText> words = text.table(FILE, WORDS);
    CaseText zone = words.get("timeZone");
    CaseText quiet = words.get("quietHours");
    CaseText budget = words.get("budget");
    return new ContactSettings(
        zone == null ? DEFAULT.timeZone : timeZone(zone),
        quiet == null ? DEFAULT.quietHours : quietHours(quiet),
        budget == null ? DEFAULT.budget : budget(budget),
        whole(words.get("usualValueMinor"), 1, Integer.MAX_VALUE, DEFAULT.usualValueMinor),
        offers(words.get("offers")),
        owners(words.get("owners")),
        tags(words.get("tags")));
  }

  private static String timeZone(CaseText text) {
    String zone = text.word("a time zone");
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      throw text.problem(
          "The time zone is %s; expected an IANA name such as Asia/Taipei.".formatted(zone), "");
    }
  }

  private static QuietHours quietHours(CaseText text) {
    Map<String, CaseText> words =
        text.table("the quiet hours", List.of("from", "until", "channels"));
    CaseText from = words.get("from");
    CaseText until = words.get("until");
    CaseText channels = words.get("channels");
    if (from == null || until == null) {
      throw text.problem("Quiet hours have a beginning and an end: from and until.", "");
    }
    Set<Channel> set = EnumSet.noneOf(Channel.class);
    if (channels == null) {
      set.addAll(DEFAULT.quietHours.channels);
    } else {
      channels.items().forEach(item -> set.add(one(item, "a channel", Channel.values())));
    }
    return new QuietHours(time(from), time(until), set);
  }

  private static LocalTime time(CaseText text) {
    String time = text.word("a time of day");
    if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      throw text.problem(
          "Expected a time of day such as 21:00, found %s.".formatted(time),
          time.matches("[0-9]:[0-5][0-9]") ? "Maybe 0%s.".formatted(time) : "");
    }
    return LocalTime.parse(time);
  }

  private static Budget budget(CaseText text) {
    Map<String, CaseText> words =
        text.table("the budget", List.of("contacts", "days", "reservedForService"));
    CaseText reserved = words.get("reservedForService");
    int contacts = (int) whole(words.get("contacts"), 1, MOST_CONTACTS, DEFAULT.budget.contacts);
    int forService =
        (int)
            whole(
                reserved, 0, MOST_CONTACTS, Math.min(contacts, DEFAULT.budget.reservedForService));
    if (reserved != null && forService > contacts) {
      throw reserved.problem(
          "Of %d contacts %d are reserved; expected no more than there are."
              .formatted(contacts, forService),
          "");
    }
    return new Budget(
        contacts, (int) whole(words.get("days"), 1, MOST_DAYS, DEFAULT.budget.days), forService);
  }

  private static Map<String, OfferSettings> offers(@Nullable CaseText text) {
    Map<String, OfferSettings> offers = new TreeMap<>();
    if (text != null) {
      text.table("the offers")
          .forEach((name, told) -> offers.put(name.word("an offer's name"), offer(told)));
    }
    return offers;
  }

  private static OfferSettings offer(CaseText text) {
    Map<String, CaseText> words =
        text.table("an offer", List.of("purpose", "channel", "lever", "most", "inDays", "cart"));
    CaseText purpose = words.get("purpose");
    CaseText channel = words.get("channel");
    CaseText cart = words.get("cart");
    return new OfferSettings(
        purpose == null ? USUAL.purpose : one(purpose, "a purpose", Purpose.values()),
        channel == null ? USUAL.channel : one(channel, "a channel", Channel.values()),
        factor(words.get("lever")),
        cap(text, words.get("most"), words.get("inDays")),
        cart == null || yes(cart));
  }

  private static @Nullable Cap cap(CaseText of, @Nullable CaseText most, @Nullable CaseText days) {
    if ((most == null) != (days == null)) {
      throw of.problem("A cap has two numbers: most and inDays.", "");
    }
    return most == null
        ? null
        : new Cap((int) whole(most, 1, MOST_CONTACTS, 1), (int) whole(days, 1, MOST_DAYS, 1));
  }

  /**
   * A cap on a tag that there is none of caps nobody.
   *
   * @throws CaseProblem where there is one
   */
  static void requireKnown(CaseText text, TagSettings known) {
    CaseText tags = text.table(FILE, WORDS).get("tags");
    if (tags != null) {
      for (CaseText name : tags.table("the tags").keySet()) {
        String tag = name.word("a tag");
        if (!known.has(tag)) {
          throw name.problem(
              "There is no tag %s in %s.".formatted(tag, TagSettings.FILE),
              NearestWord.hint(tag, known.tags().keySet()));
        }
      }
    }
  }

  private static Map<String, Cap> tags(@Nullable CaseText text) {
    Map<String, Cap> tags = new TreeMap<>();
    if (text != null) {
      text.table("the tags")
          .forEach(
              (name, told) -> {
                Map<String, CaseText> words = told.table("a tag's cap", List.of("most", "inDays"));
                Cap cap = cap(told, words.get("most"), words.get("inDays"));
                if (cap == null) {
                  throw told.problem("A cap has two numbers: most and inDays.", "");
                }
                tags.put(name.word("a tag"), cap);
              });
    }
    return tags;
  }

  private static Map<String, Double> owners(@Nullable CaseText text) {
    Map<String, Double> owners = new TreeMap<>();
    if (text != null) {
      text.table("the owners")
          .forEach(
              (name, told) -> {
                CaseText lever = told.table("an owner", List.of("lever")).get("lever");
                owners.put(name.word("an owner"), factor(lever));
              });
    }
    return owners;
  }

  private static <E extends Enum<E>> E one(CaseText text, String what, E[] all) {
    String word = text.word(what);
    List<String> names =
        Arrays.stream(all).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    int place = names.indexOf(word);
    if (place < 0) {
      throw text.unknown(word, what, names);
    }
    return all[place];
  }

  private static boolean yes(CaseText text) {
    String word = text.word("yes or no");
    if (!List.of("yes", "no").contains(word)) {
      throw text.problem("Expected yes or no, but found %s.".formatted(word), "");
    }
    return word.equals("yes");
  }

  private static double factor(@Nullable CaseText text) {
    if (text == null) {
      return 1;
    }
    String written = text.word("a factor");
    if (!written.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
      throw text.problem(
          "A lever is a factor such as 1.5 or 0.2, but found %s.".formatted(written), "");
    }
    return new BigDecimal(written).doubleValue();
  }

  private static long whole(@Nullable CaseText text, long least, long most, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    String written = text.word("a whole number");
    if (written.matches("[0-9]{1,10}")) {
      long value = Long.parseLong(written);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw text.problem(
        "Expected a whole number from %d to %d, found %s.".formatted(least, most, written), "");
  }
}
