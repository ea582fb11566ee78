package io.rtoto.rules.settings;

import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a shop sorts its customers by what they are worth, and when it takes one for lost.
 *
 * @param periodDays how long a period is: a tier is what was spent in the period that ends now
 * @param currency whose amounts count, ISO 4217
 * @param tiers lowest first; the lowest takes everybody
 * @param atRiskBelow about to be lost is who still buys with less than this probability
 * @param lostBelow lost is who still buys with less than this one
 * @param highValueFromMinor of high value is who has ever spent so much, in minor units
 * @param dormantAfterDays where no model tells, or not sooner of who has bought once: lost is who
 *     has not ordered for so long
 */
public record TierSettings(
    int periodDays,
    String currency,
    List<Tier> tiers,
    double atRiskBelow,
    double lostBelow,
    long highValueFromMinor,
    int dormantAfterDays) {
  /** The file, at the library's root. */
  public static final String FILE = OneOf.TIERS;

  /** Of a library without the file. */
  public static final TierSettings DEFAULT =
      new TierSettings(
          90,
          "USD",
          List.of(new Tier("bronze", 0), new Tier("silver", 20_000), new Tier("gold", 100_000)),
          .5,
          .2,
          20_000,
          180);

  private static final int MOST_DAYS = 3_650;
  private static final List<String> WORDS =
      List.of(
          "periodDays",
          "currency",
          "tiers",
          "atRiskBelow",
          "lostBelow",
          "highValueFromMinor",
          "dormantAfterDays");

  /**
   * A class of customers.
   *
   * @param name such as {@code gold}
   * @param fromMinor the least that one has to spend in a period, in minor units
   */
  public record Tier(String name, long fromMinor) {}

  /** What the file says; a word that is missing leaves its default. */
  static TierSettings read(YamlText text) {
    Map<String, YamlText> words = text.table(FILE, WORDS);
    YamlText risk = words.get("atRiskBelow");
    YamlText lost = words.get("lostBelow");
    double atRiskBelow = probability(risk, DEFAULT.atRiskBelow);
    double lostBelow = probability(lost, DEFAULT.lostBelow);
    if (lostBelow >= atRiskBelow) {
      throw (lost != null ? lost : text)
          .problem(
              "A customer is lost below %s and about to be lost below %s; expected less."
                  .formatted(lostBelow, atRiskBelow),
              "Maybe lostBelow and atRiskBelow are exchanged.");
    }
    YamlText tiers = words.get("tiers");
    YamlText currency = words.get("currency");
    YamlText highValue = words.get("highValueFromMinor");
    if (tiers != null && currency == null) {
      throw tiers.problem("The tiers have no currency.", "Maybe currency: is missing.");
    }
    return new TierSettings(
        days(words.get("periodDays"), DEFAULT.periodDays),
        currency == null ? DEFAULT.currency : currency(currency),
        tiers == null ? DEFAULT.tiers : tiers(tiers),
        atRiskBelow,
        lostBelow,
        highValue == null ? DEFAULT.highValueFromMinor : highValue.whole(0, Long.MAX_VALUE),
        days(words.get("dormantAfterDays"), DEFAULT.dormantAfterDays));
  }

  private static List<Tier> tiers(YamlText text) {
    List<Tier> tiers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlText item : text.items()) {
      Map<String, YamlText> words = item.table("a tier", List.of("tier", "fromMinor"));
      YamlText name = words.get("tier");
      YamlText from = words.get("fromMinor");
      if (name == null || name.word("a tier's name").isBlank() || from == null) {
        throw item.problem("A tier has a name and what it begins at: tier and fromMinor.", "");
      }
      Tier tier = new Tier(name.word("a tier's name"), from.whole(0, Long.MAX_VALUE));
      if (!names.add(tier.name())) {
        throw name.problem("Two tiers are called %s.".formatted(tier.name()), "");
      }
      requireNext(tier, tiers.isEmpty() ? null : tiers.get(tiers.size() - 1), from);
      tiers.add(tier);
    }
    if (tiers.isEmpty()) {
      throw text.problem("There is no tier; expected one at least, which begins at 0.", "");
    }
    return tiers;
  }

  private static void requireNext(Tier tier, @Nullable Tier before, YamlText where) {
    if (before == null && tier.fromMinor() > 0) {
      throw where.problem(
          "The lowest tier begins at %d; expected 0.".formatted(tier.fromMinor()),
          "Maybe a tier is missing for those who spend less.");
    }
    if (before != null && tier.fromMinor() <= before.fromMinor()) {
      throw where.problem(
          "The tier %s begins at %d; expected more than %d, where %s begins."
              .formatted(tier.name(), tier.fromMinor(), before.fromMinor(), before.name()),
          "");
    }
  }

  private static String currency(YamlText text) {
    String code = text.word("a currency");
    if (!code.matches("[A-Z]{3}")) {
      throw text.problem(
          "The currency is %s; expected one of ISO 4217, such as EUR.".formatted(code), "");
    }
    return code;
  }

  private static double probability(@Nullable YamlText text, double otherwise) {
    if (text == null) {
      return otherwise;
    }
    String written = text.word("a probability");
    if (!written.matches("0?\\.[0-9]+") || Double.parseDouble(written) == 0) {
      throw text.problem("Expected a number between 0 and 1, found %s.".formatted(written), "");
    }
    return Double.parseDouble(written);
  }

  private static int days(@Nullable YamlText text, int otherwise) {
    return text == null ? otherwise : (int) text.whole(1, MOST_DAYS);
  }
}
