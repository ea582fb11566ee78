package io.rtoto.rules.settings;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.ContactSettings.Budget;
import io.rtoto.rules.settings.ContactSettings.Cap;
import io.rtoto.rules.settings.ContactSettings.Margin;
import io.rtoto.rules.settings.ContactSettings.OfferSettings;
import io.rtoto.rules.settings.ContactSettings.QuietHours;
import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code contact.yaml}: what is wrong with it is told where it stands. */
final class ContactReader {
  private static final ContactSettings DEFAULT = ContactSettings.DEFAULT;
  private static final OfferSettings USUAL = ContactSettings.USUAL;
  private static final String OFFERS = Proposal.Offer.class.getSimpleName();
  private static final int MOST_DAYS = 366;
  private static final List<String> WORDS =
      List.of(
          "timeZone",
          "quietHours",
          "budget",
          "usualValueMinor",
          "offers",
          "owners",
          "tags",
          "holdOut",
          "margin");
  private static final List<String> HOLD_OUT =
      List.of("salt", "fromAll", "fromEach", "owners", "rules");
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(99);
  private static final int PERCENT_DIGITS = 2;

  /** What is given away altogether is no offer. */
  private static final int MOST_OFF = 99;

  /** What is set by name: an industry may set it in a part of its own. */
  static final List<String> SECTIONS = List.of("offers", "owners", "tags");

  private ContactReader() {}

  /** What the file says; a word that is missing leaves its default. */
  static ContactSettings read(YamlText text) {
    Map<String, YamlText> words = text.table(ContactSettings.FILE, WORDS);
    YamlText zone = words.get("timeZone");
    YamlText quiet = words.get("quietHours");
    YamlText budget = words.get("budget");
    HoldOutSettings holdOut = holdOut(words.get("holdOut"));
    int most =
        holdOut.isOfAnybody() ? ContactSettings.MOST_HELD_OUT : ContactSettings.MOST_CONTACTS;
    return new ContactSettings(
        zone == null ? DEFAULT.timeZone() : timeZone(zone),
        quiet == null ? DEFAULT.quietHours() : quietHours(quiet),
        budget == null ? DEFAULT.budget() : budget(budget, most),
        whole(words.get("usualValueMinor"), 1, Integer.MAX_VALUE, DEFAULT.usualValueMinor()),
        offers(words.get("offers"), most),
        owners(words.get("owners")),
        tags(words.get("tags"), most),
        holdOut,
        margin(words.get("margin")));
  }

  private static Margin margin(@Nullable YamlText text) {
    if (text == null) {
      return DEFAULT.margin();
    }
    Map<String, YamlText> words = text.table("the margin", List.of("usual", "least"));
    int usual = (int) whole(words.get("usual"), 1, MOST_OFF, DEFAULT.margin().usualPercent());
    YamlText least = words.get("least");
    int left = (int) whole(least, 0, MOST_OFF, DEFAULT.margin().leastPercent());
    if (least != null && left > usual) {
      throw least.problem(
          "Of a margin of %d percent %d are to be left; expected no more than there is."
              .formatted(usual, left),
          "");
    }
    return new Margin(usual, left);
  }

  private static String timeZone(YamlText text) {
    String zone = text.word("a time zone");
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      throw text.problem(
          "The time zone is %s; expected an IANA name such as Asia/Taipei.".formatted(zone), "");
    }
  }

  private static QuietHours quietHours(YamlText text) {
    Map<String, YamlText> words =
        text.table("the quiet hours", List.of("from", "until", "channels"));
    YamlText from = words.get("from");
    YamlText until = words.get("until");
    YamlText channels = words.get("channels");
    if (from == null || until == null) {
      throw text.problem("Quiet hours have a beginning and an end: from and until.", "");
    }
    Set<Channel> set = EnumSet.noneOf(Channel.class);
    if (channels == null) {
      set.addAll(DEFAULT.quietHours().channels());
    } else {
      channels.items().forEach(item -> set.add(one(item, "a channel", Channel.values())));
    }
    return new QuietHours(time(from), time(until), set);
  }

  private static LocalTime time(YamlText text) {
    String time = text.word("a time of day");
    if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      throw text.problem(
          "Expected a time of day such as 21:00, found %s.".formatted(time),
          time.matches("[0-9]:[0-5][0-9]") ? "Maybe 0%s.".formatted(time) : "");
    }
    return LocalTime.parse(time);
  }

  private static Budget budget(YamlText text, int most) {
    Map<String, YamlText> words =
        text.table("the budget", List.of("contacts", "days", "reservedForService"));
    YamlText reserved = words.get("reservedForService");
    int contacts =
        (int)
            whole(
                words.get("contacts"),
                1,
                ContactSettings.MOST_CONTACTS,
                DEFAULT.budget().contacts());
    int forService =
        (int)
            whole(
                reserved,
                0,
                ContactSettings.MOST_CONTACTS,
                Math.min(contacts, DEFAULT.budget().reservedForService()));
    if (reserved != null && forService > contacts) {
      throw reserved.problem(
          "Of %d contacts %d are reserved; expected no more than there are."
              .formatted(contacts, forService),
          "");
    }
    if (contacts - forService > most) {
      throw tooMany(text, contacts - forService, most);
    }
    return new Budget(
        contacts,
        (int) whole(words.get("days"), 1, MOST_DAYS, DEFAULT.budget().days()),
        forService);
  }

  private static YamlProblem tooMany(YamlText text, long found, int most) {
    return text.problem(
        "Where customers are held out, %d contacts that are no service are the most that are counted, but found %d."
            .formatted(most, found),
        "Maybe %d, or nobody is to be held out.".formatted(most));
  }

  private static Map<String, OfferSettings> offers(@Nullable YamlText text, int most) {
    Map<String, OfferSettings> offers = new TreeMap<>();
    if (text != null) {
      text.table("the offers")
          .forEach((name, told) -> offers.put(name.word("an offer's name"), offer(told, most)));
    }
    return offers;
  }

  private static OfferSettings offer(YamlText text, int mostTimes) {
    Map<String, YamlText> words =
        text.table(
            "an offer",
            List.of("purpose", "channel", "lever", "most", "inDays", "cart", "takesOff", "costs"));
    YamlText purpose = words.get("purpose");
    YamlText channel = words.get("channel");
    YamlText cart = words.get("cart");
    YamlText costs = words.get("costs");
    return new OfferSettings(
        purpose == null ? USUAL.purpose() : one(purpose, "a purpose", Purpose.values()),
        channel == null ? USUAL.channels() : channels(channel),
        factor(words.get("lever")),
        cap(text, words.get("most"), words.get("inDays"), mostTimes),
        cart == null || yes(cart),
        (int) whole(words.get("takesOff"), 1, MOST_OFF, 0),
        costs == null ? null : costs(costs));
  }

  private static Money costs(YamlText text) {
    Money costs = text.money();
    if (costs.minor() <= 0) {
      throw text.problem(
          "What an offer costs is more than nothing, but found %s.".formatted(text.word("it")),
          "Maybe leave it out.");
    }
    return costs;
  }

  /** Only the page may stand there twice: for who is on it, and at last for who may come back. */
  private static List<Channel> channels(YamlText text) {
    List<Channel> channels = new ArrayList<>();
    List<YamlText> items = text.items();
    for (YamlText item : items) {
      Channel channel = one(item, "a channel", Channel.values());
      if (channels.contains(channel) && !isLastResort(channel, channels, items.size())) {
        throw item.problem(
            "The channel %s stands there twice.".formatted(channel.wireName()),
            "Only web may, and only if it is the last as well.");
      }
      channels.add(channel);
    }
    if (channels.isEmpty()) {
      throw text.problem("An offer goes by some channel, but the list of them is empty.", "");
    }
    return channels;
  }

  private static boolean isLastResort(Channel channel, List<Channel> before, int all) {
    return channel == Channel.WEB
        && before.size() == all - 1
        && before.get(before.size() - 1) != Channel.WEB;
  }

  private static @Nullable Cap cap(
      YamlText of, @Nullable YamlText most, @Nullable YamlText days, int mostTimes) {
    if ((most == null) != (days == null)) {
      throw of.problem("A cap has two numbers: most and inDays.", "");
    }
    if (most == null) {
      return null;
    }
    int times = (int) most.whole(1, ContactSettings.MOST_CONTACTS);
    if (times > mostTimes) {
      throw tooMany(most, times, mostTimes);
    }
    return new Cap(times, (int) whole(days, 1, MOST_DAYS, 1));
  }

  /** What is set of an offer that no rule makes, an owner of none, or a tag that there is not. */
  static List<YamlProblem> unknownNames(YamlText text, LibraryNames names) {
    Map<String, YamlText> words = text.table(ContactSettings.FILE, WORDS);
    YamlText holdOut = words.get("holdOut");
    Map<String, YamlText> heldOut =
        holdOut == null ? Map.of() : holdOut.table("the hold-out", HOLD_OUT);
    String noOwner = "No rule has the owner %s.";
    String noTag = "There is no tag %s in " + TagSettings.FILE + ".";
    return Stream.of(
            names.unknownIn(words.get("offers"), OFFERS, "No rule proposes the offer %s."),
            names.unknownIn(words.get("owners"), LibraryNames.OWNERS, noOwner),
            names.unknownIn(heldOut.get("owners"), LibraryNames.OWNERS, noOwner),
            names.unknownIn(heldOut.get("rules"), LibraryNames.RULES, "There is no rule %s."),
            names.unknownIn(words.get("tags"), TagSettings.FILE, noTag))
        .flatMap(Function.identity())
        .toList();
  }

  /**
   * All caps together let more through than is remembered of what has a cap: then some count too
   * few.
   *
   * @param before what the other parts of the file say that come before this one
   */
  static List<YamlProblem> tooManyCapped(YamlText text, List<YamlText> before) {
    int times = before.stream().mapToInt(ContactReader::timesCapped).sum();
    int all = times + timesCapped(text);
    if (times > ContactSettings.MOST_CAPPED || all <= ContactSettings.MOST_CAPPED) {
      return List.of();
    }
    Map<String, YamlText> words = text.table(ContactSettings.FILE, WORDS);
    YamlText offers = words.get("offers");
    return List.of(
        requireNonNullElse(offers == null ? words.get("tags") : offers, text)
            .problem(
                "The caps of all offers and tags let %d contacts through; of what has a cap %d are remembered."
                    .formatted(all, ContactSettings.MOST_CAPPED),
                "Maybe some need no cap beside the budget."));
  }

  /** How many contacts all caps of that part let through. */
  private static int timesCapped(YamlText part) {
    ContactSettings settings = read(part);
    return Stream.concat(
            settings.offers().values().stream().map(OfferSettings::cap),
            settings.tags().values().stream())
        .mapToInt(cap -> cap == null ? 0 : cap.times())
        .sum();
  }

  private static Map<String, Cap> tags(@Nullable YamlText text, int most) {
    Map<String, Cap> tags = new TreeMap<>();
    if (text != null) {
      text.table("the tags")
          .forEach(
              (name, told) -> {
                Map<String, YamlText> words = told.table("a tag's cap", List.of("most", "inDays"));
                Cap cap = cap(told, words.get("most"), words.get("inDays"), most);
                if (cap == null) {
                  throw told.problem("A cap has two numbers: most and inDays.", "");
                }
                tags.put(name.word("a tag"), cap);
                if (tags.size() > ContactSettings.MOST_CAPPED_TAGS) {
                  throw name.problem(
                      "%d tags may have a cap, for each counts every contact with whoever bears it, but found %s."
                          .formatted(ContactSettings.MOST_CAPPED_TAGS, tags.keySet()),
                      "");
                }
              });
    }
    return tags;
  }

  private static Map<String, Double> owners(@Nullable YamlText text) {
    Map<String, Double> owners = new TreeMap<>();
    if (text != null) {
      text.table("the owners")
          .forEach(
              (name, told) -> {
                YamlText lever = told.table("an owner", List.of("lever")).get("lever");
                owners.put(name.word("an owner"), factor(lever));
              });
    }
    return owners;
  }

  private static HoldOutSettings holdOut(@Nullable YamlText text) {
    if (text == null) {
      return HoldOutSettings.NONE;
    }
    Map<String, YamlText> words = text.table("the hold-out", HOLD_OUT);
    YamlText salt = words.get("salt");
    return new HoldOutSettings(
        salt == null ? HoldOutSettings.NONE.salt() : salt.word("a salt"),
        share(words.get("fromAll")),
        share(words.get("fromEach")),
        shares(words.get("owners"), "an owner"),
        shares(words.get("rules"), "a rule's id"));
  }

  private static Map<String, Double> shares(@Nullable YamlText text, String whose) {
    Map<String, Double> shares = new TreeMap<>();
    if (text != null) {
      text.table("the shares held out")
          .forEach((name, share) -> shares.put(name.word(whose), share(share)));
    }
    return shares;
  }

  /** Of so many percent; nobody where nothing is said. */
  private static double share(@Nullable YamlText text) {
    if (text == null) {
      return 0;
    }
    String written = text.word("a percentage");
    if (!written.matches("[0-9]{1,2}(\\.[0-9]{1,2})?")
        || new BigDecimal(written).compareTo(MOST_PERCENT) > 0) {
      throw text.problem(
          "A share held out is a percentage from 0 to 99 such as 5 or 2.5, but found %s."
              .formatted(written),
          written.endsWith("%") ? "Maybe %s.".formatted(written.replace("%", "").strip()) : "");
    }
    return new BigDecimal(written).movePointLeft(PERCENT_DIGITS).doubleValue();
  }

  private static <E extends Enum<E>> E one(YamlText text, String what, E[] all) {
    String word = text.word(what);
    List<String> names =
        Arrays.stream(all).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    int place = names.indexOf(word);
    if (place < 0) {
      throw text.unknown(word, what, names);
    }
    return all[place];
  }

  private static boolean yes(YamlText text) {
    String word = text.word("yes or no");
    if (!List.of("yes", "no").contains(word)) {
      throw text.problem("Expected yes or no, but found %s.".formatted(word), "");
    }
    return word.equals("yes");
  }

  private static double factor(@Nullable YamlText text) {
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

  private static long whole(@Nullable YamlText text, long least, long most, long otherwise) {
    return text == null ? otherwise : text.whole(least, most);
  }
}
