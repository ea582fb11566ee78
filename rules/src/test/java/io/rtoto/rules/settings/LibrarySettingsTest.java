package io.rtoto.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.authoring.RuleBookCheck;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Task;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.settings.TierSettings.Tier;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibrarySettingsTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", ".."), "rules", "library");

  private static final Pattern SCRIPT =
      Pattern.compile("new Task\\( \"[^\"]+\", [0-9]+, \"([^\"]+)\"");

  @Test
  void ofTheLibraryAreTheDefaults() {
    RuleLibrary library = RuleLibrary.rulesIn(LIBRARY);
    assertThat(library.files())
        .containsKeys(
            "contact.yaml",
            "recommend.yaml",
            "scores.yaml",
            "tags.yaml",
            "texts.yaml",
            "tiers.yaml");
    LibrarySettings settings = LibrarySettings.in(library.files());
    assertThat(settings.contact())
        .usingRecursiveComparison()
        .ignoringFields("offers", "holdOut")
        .isEqualTo(ContactSettings.DEFAULT);
    assertThat(settings.tiers()).isEqualTo(TierSettings.DEFAULT);
    assertThat(settings.recommend()).isEqualTo(RecommendSettings.DEFAULT);
    assertThat(LibrarySettings.in(Map.of())).isEqualTo(LibrarySettings.DEFAULT);
  }

  @Test
  void areReadAsWrittenAndWhatIsMissingIsAsEver() {
    String text =
        """
        currency: EUR
        tiers:
          - {tier: guest, fromMinor: 0}
          - {tier: friend, fromMinor: 5000}
        lostBelow: .1
        """;
    TierSettings tiers = LibrarySettings.in(Map.of("tiers.yaml", text)).tiers();
    assertThat(tiers.currency()).isEqualTo("EUR");
    assertThat(tiers.tiers()).containsExactly(new Tier("guest", 0), new Tier("friend", 5_000));
    assertThat(tiers.lostBelow()).isEqualTo(.1);
    assertThat(tiers.periodDays()).isEqualTo(90);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          periodDays: 90 | periodDays: 0 | tiers.yaml:5:13: Expected a whole number from 1 to 3650, found 0.
          periodDays: 90 | periodDays: 12345678901234567890 | tiers.yaml:5:13: Expected a whole number from 1 to 3650, found 12345678901234567890.
          periodDays: 90 | perioDays: 90 | tiers.yaml:5:1: perioDays is no word of tiers.yaml; expected one of periodDays, currency, tiers, atRiskBelow, lostBelow, highValueFromMinor, dormantAfterDays. Maybe you meant periodDays.
          currency: USD  | currency: usd | tiers.yaml:6:11: The currency is usd; expected one of ISO 4217, such as EUR.
          currency: USD  | #             | tiers.yaml:8:3: The tiers have no currency. Maybe currency: is missing.
          fromMinor: 0}  | fromMinor: 1} | tiers.yaml:8:31: The lowest tier begins at 1; expected 0. Maybe a tier is missing for those who spend less.
          fromMinor: 100000 | fromMinor: 20000 | tiers.yaml:10:29: The tier gold begins at 20000; expected more than 20000, where silver begins.
          tier: gold     | tier: silver  | tiers.yaml:10:12: Two tiers are called silver.
          lostBelow: 0.2 | lostBelow: 0.5 | tiers.yaml:16:12: A customer is lost below 0.5 and about to be lost below 0.5; expected less. Maybe lostBelow and atRiskBelow are exchanged.
          highValueFromMinor: 20000 | highValueFromMinor: -1 | tiers.yaml:20:21: Expected a whole number from 0 on, found -1.
          lostBelow: 0.2 | lostBelow: 20% | tiers.yaml:16:12: Expected a number between 0 and 1, found 20%.
          """)
  void areToldWithFileAndLineWhenTheyAreWrong(String written, String wrong, String told) {
    RuleLibrary library = with("tiers.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library)).extracting(Finding::toString).containsExactly(told);
    assertThatThrownBy(() -> LibrarySettings.in(library.files())).hasMessage(told);
  }

  @Test
  void ofRecommendationsAreReadAsWritten() {
    String text =
        """
        most: 6
        explorePercent: 20
        affinity: {product: 2}
        weights: {popular: 0.25}
        blocked: {categories: [gift-cards], products: sample-1}
        boughtOnce: recommend
        """;
    assertThat(LibrarySettings.in(Map.of("recommend.yaml", text)).recommend())
        .isEqualTo(
            new RecommendSettings(
                6,
                4,
                20,
                .5,
                2,
                Map.of("popular", .25, "goes-with-basket", 1.5, "looked-at-before", .4),
                Set.of("gift-cards"),
                Set.of("sample-1"),
                true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          most: 12 | most: 25 | recommend.yaml:7:7: Expected a whole number from 1 to 24, found 25.
          explorePercent: 5 | explorePercent: 5% | recommend.yaml:12:17: Expected a whole number from 0 to 100, found 5%.
          category: 0.5, | category: -1, | recommend.yaml:16:22: A weight is such as 1.5 or 0, but found -1.
          goes-with-basket: 1.5 | goes-with-cart: 1.5 | recommend.yaml:22:3: goes-with-cart is no word of the weights; expected one of goes-with-it, viewed-together, bought-together, goes-with-basket, bought-again, looked-at-before, popular. Maybe you meant goes-with-it.
          products: [] | product: [] | recommend.yaml:27:27: product is no word of the blocked; expected one of categories, products. Maybe you meant products.
          boughtOnce: leave-out | boughtOnce: repeat | recommend.yaml:31:13: repeat is no word of boughtOnce; expected one of leave-out, recommend.
          popular: 0.3 | new: 0.2 | recommend.yaml:24:3: What is new has no weight: it comes after all else, or by chance. Maybe leave the line out; EXPLORATION, a setting of the job, says how often something new is drawn.
          """)
  void ofRecommendationsAreToldWithFileAndLineWhenTheyAreWrong(
      String written, String wrong, String told) {
    RuleLibrary library = with("recommend.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library)).extracting(Finding::toString).containsExactly(told);
  }

  @Test
  void ofABundleThatWeighsWhatIsNewAreReadWithoutIt() {
    assertThat(LibrarySettings.in(Map.of("recommend.yaml", "weights: {new: 0.2}")).recommend())
        .isEqualTo(RecommendSettings.DEFAULT);
  }

  @Test
  void haveOneTierAtLeast() {
    assertThatThrownBy(() -> LibrarySettings.in(Map.of("tiers.yaml", "currency: EUR\ntiers: []\n")))
        .hasMessage("tiers.yaml:2:8: There is no tier; expected one at least, which begins at 0.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          timeZone: UTC | timeZone: Taipei | The time zone is Taipei; expected an IANA name such as Asia/Taipei.
          "21:00" | "9:00" | Expected a time of day such as 21:00, found 9:00. Maybe 09:00.
          [sms, push | [sm, push | sm is no word of a channel; expected one of web, email, sms, push, line, phone, mail, store. Maybe you meant sms.
          reservedForService: 4 | reservedForService: 15 | Of 14 contacts 15 are reserved; expected no more than there are.
          contacts: 14 | contacts: 31 | Expected a whole number from 1 to 30, found 31.
          contacts: 14 | contacts: 20 | Where customers are held out, 15 contacts that are no service are the most that are counted, but found 16. Maybe 15, or nobody is to be held out.
          most: 1, inDays: 30 | most: 16, inDays: 30 | Where customers are held out, 15 contacts that are no service are the most that are counted, but found 16. Maybe 15, or nobody is to be held out.
          most: 1, inDays: 30 | most: 1 | A cap has two numbers: most and inDays.
          channel: email | channel: mial | mial is no word of a channel; expected one of web, email, sms, push, line, phone, mail, store. Maybe you meant mail.
          [web, email] | [web, email, email] | The channel email stands there twice. Only web may, and only if it is the last as well.
          [web, email] | [web, email, web, sms] | The channel web stands there twice. Only web may, and only if it is the last as well.
          [web, email] | [web, web] | The channel web stands there twice. Only web may, and only if it is the last as well.
          [web, email] | [] | An offer goes by some channel, but the list of them is empty.
          cart: no | cart: maybe | Expected yes or no, but found maybe.
          cart: no | lever: -1 | A lever is a factor such as 1.5 or 0.2, but found -1.
          usualValueMinor: 100 | tags: {price-sensitiv: {most: 1, inDays: 1}} | There is no tag price-sensitiv in tags.yaml. Maybe you meant price-sensitive.
          ask-us-now: | ask-us-nwo: | No rule proposes the offer ask-us-nwo. Maybe you meant ask-us-now.
          usualValueMinor: 100 | owners: {loyality: {lever: 2}} | No rule has the owner loyality. Maybe you meant loyalty.
          usualValueMinor: 100 | tags: {price-sensitive: {most: 1}} | A cap has two numbers: most and inDays.
          cart: no | takesOff: 100 | Expected a whole number from 1 to 99, found 100.
          cart: no | costs: 0 USD | What an offer costs is more than nothing, but found 0 USD. Maybe leave it out.
          cart: no | costs: 4.90 | 4.90 is no amount; expected such as 120.00 USD.
          usualValueMinor: 100 | margin: {usual: 20, least: 21} | Of a margin of 20 percent 21 are to be left; expected no more than there is.
          usualValueMinor: 100 | owners: {loyalty: 2} | Expected an owner, but found a word.
          fromEach: 5 | fromEach: 5% | A share held out is a percentage from 0 to 99 such as 5 or 2.5, but found 5%. Maybe 5.
          fromEach: 5 | fromEach: 99.5 | A share held out is a percentage from 0 to 99 such as 5 or 2.5, but found 99.5.
          fromEach: 5 | frmEach: 5 | frmEach is no word of the hold-out; expected one of salt, fromAll, fromEach, owners, rules. Maybe you meant fromEach.
          fromEach: 5 | owners: {loyality: 5} | No rule has the owner loyality. Maybe you meant loyalty.
          fromEach: 5 | rules: {retail.dormant.win_back.crad: 5} | There is no rule retail.dormant.win_back.crad. Maybe you meant retail.dormant.win_back.card.
          """)
  void ofContactAreToldWithFileAndLineWhenTheyAreWrong(String written, String wrong, String told) {
    RuleLibrary library = with("contact.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .matches("contact\\.yaml:\\d+:\\d+: \\Q" + told + "\\E");
  }

  @Test
  void ofContactCapThreeTagsAtMost() {
    String three =
        "tags: {a: {most: 1, inDays: 1}, b: {most: 1, inDays: 1}, c: {most: 1, inDays: 1}";
    assertThat(LibrarySettings.in(Map.of("contact.yaml", three + "}")).contact().tags()).hasSize(3);
    assertThatThrownBy(
            () -> LibrarySettings.in(Map.of("contact.yaml", three + ", d: {most: 1, inDays: 1}}")))
        .hasMessageContaining(
            "3 tags may have a cap, for each counts every contact with whoever bears it, but found"
                + " [a, b, c, d].");
  }

  @Test
  void ofContactCapNoMoreInAllPartsTogetherThanIsRememberedOfWhatHasACap() {
    Map<String, String> sources =
        Map.of(
            "contact.yaml",
            """
            offers: {a: {most: 10, inDays: 1}, b: {most: 10, inDays: 1}}
            tags: {c: {most: 10, inDays: 1}}
            """,
            "banking/contact.yaml",
            "offers: {d: {most: 10, inDays: 1}}\n",
            "telecom/contact.yaml",
            "# One more\noffers: {e: {most: 1, inDays: 1}}\n");
    LibraryNames names = new LibraryNames(Map.of());
    assertThat(LibrarySettings.check(List.of("contact.yaml"), sources, names)).isEmpty();
    assertThat(LibrarySettings.check(List.of("banking/contact.yaml"), sources, names)).isEmpty();
    assertThat(LibrarySettings.check(List.of("telecom/contact.yaml"), sources, names))
        .extracting(Finding::toString)
        .containsExactly(
            "telecom/contact.yaml:2:9: The caps of all offers and tags let 41 contacts through; of"
                + " what has a cap 40 are remembered. Maybe some need no cap beside the budget.");
    assertThat(LibrarySettings.in(sources).contact().offers())
        .as("what was published before is read as before")
        .containsKey("e");
  }

  @Test
  void ofContactLetAsManyThroughAsAreRememberedWhereNobodyIsHeldOut() {
    String text = "budget: {contacts: 30}\noffers: {mug: {most: 30, inDays: 1}}\n";
    assertThat(LibrarySettings.in(Map.of("contact.yaml", text)).contact().budget().contacts())
        .isEqualTo(30);
    assertThatThrownBy(
            () -> LibrarySettings.in(Map.of("contact.yaml", text + "holdOut: {fromAll: 1}")))
        .hasMessageContaining("Where customers are held out, 15 contacts");
  }

  @Test
  void ofHoldOutsAreSharesThatAreReadAsWritten() {
    String text =
        """
        holdOut:
          salt: spring
          fromAll: 1
          fromEach: 2.5
          owners: {loyalty: 10}
          rules: {retail.dormant.win_back.card: 0}
        """;
    HoldOutSettings holdOut = LibrarySettings.in(Map.of("contact.yaml", text)).contact().holdOut();
    assertThat(holdOut)
        .isEqualTo(
            new HoldOutSettings(
                "spring",
                .01,
                .025,
                Map.of("loyalty", .1),
                Map.of("retail.dormant.win_back.card", .0)));
    assertThat(holdOut.share("retail.dormant.win_back.card", "loyalty", true)).isZero();
    assertThat(holdOut.share("a", "loyalty", true)).isEqualTo(.1);
    assertThat(holdOut.share("a", "service", true)).isEqualTo(.025);
    assertThat(holdOut.share("a", "loyalty", false)).isZero();
    assertThat(LibrarySettings.in(Map.of("contact.yaml", text)).withoutHoldOut().contact())
        .isEqualTo(ContactSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          holdsDays: 90 | holdsDays: 0 | Expected a whole number from 1 to 3650, found 0.
          owner: loyalty | # | A tag says means, owner, type, holdsDays. Maybe owner: is missing.
          type: behaviour | type: behavior | behavior is no word of a tag's type; expected one of behaviour, interest, value, risk. Maybe you meant behaviour.
          price-sensitive: | Dear: | The tag is called Dear; expected small letters, digits and -, at most 40.
          """)
  void ofTagsAreToldWithFileAndLineWhenTheyAreWrong(String written, String wrong, String told) {
    RuleLibrary library = with("tags.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .matches("tags\\.yaml:\\d+:\\d+: \\Q" + told + "\\E");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          halfLifeDays: 7 | halfLifeDays: 0 | Expected a whole number from 1 to 365, found 0.
          orders: -20 | orders: -20.5 | Expected a whole number from -1000 to 1000, found -20.5.
          writes: 8 | wrotes: 8 | wrotes is no word of the points; expected one of views, wishes, adds, checks-out, orders, returns, writes, asks-to-be-called. Maybe you meant writes.
          """)
  void ofScoresAreToldWithFileAndLineWhenTheyAreWrong(String written, String wrong, String told) {
    RuleLibrary library = with("scores.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .matches("scores\\.yaml:\\d+:\\d+: \\Q" + told + "\\E");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fallback: en | fallback: de | de is no word of a language; expected one of en, zh-TW, zh-CN. Maybe you meant en.
          zh-TW: 您的購物車還在等您。 | # | A text is there in en, zh-TW, zh-CN. Maybe zh-TW: is missing.
          reminder: | remindr: | No rule proposes the offer remindr. Maybe you meant reminder.
          asks-before-buying: | ask-before-buying: | There is no tag ask-before-buying in tags.yaml. Maybe you meant asks-before-buying.
          high-value-lost: | hihg-value-lost: | No rule proposes the alert hihg-value-lost. Maybe you meant high-value-lost.
          en: Your cart is still here. | en: "" | A text is there in en, zh-TW, zh-CN. Maybe en: is missing.
          """)
  void ofTextsAreToldWithFileAndLineWhenTheyAreWrong(String written, String wrong, String told) {
    RuleLibrary library = with("texts.yaml", text -> text.replace(written, wrong));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .singleElement()
        .asString()
        .matches("texts\\.yaml:\\d+:\\d+: \\Q" + told + "\\E");
  }

  @ParameterizedTest
  @CsvSource({
    "zh-TW, zh-TW",
    "zh-HK, zh-TW",
    "zh-Hant-CN, zh-TW",
    "zh, zh-CN",
    "zh-SG, zh-CN",
    "zh-Hans-TW, zh-CN",
    "en-GB, en",
    "de, en",
    "'', en",
    ", en",
    "not a language, en"
  })
  void ofTextsAreInTheLanguageThatComesNearest(@Nullable String language, String nearest) {
    TextSettings texts =
        LibrarySettings.in(
                Map.of(
                    "texts.yaml",
                    """
                    offers: {mug: {en: en, zh-TW: zh-TW, zh-CN: zh-CN}}
                    scripts: {script: {en: en, zh-TW: zh-TW, zh-CN: zh-CN}}
                    """))
            .texts();
    assertThat(texts.of(new Offer("mug", 1), language)).isEqualTo(nearest);
    assertThat(texts.of(new Task("mug", 1, "script"), language)).isNull();
    assertThat(texts.scriptOf(new Task("mug", 1, "script"), language)).isEqualTo(nearest);
    assertThat(texts.scriptOf(new Task("mug", 1, "mug"), language)).isNull();
  }

  @Test
  void ofTextsAreThereForAllThatTheLibraryProposesAndIsReadAndForNothingElse() {
    RuleLibrary library = RuleLibrary.rulesIn(LIBRARY);
    TextSettings texts = LibrarySettings.in(library.files()).texts();
    for (String kind : List.of("Alert", "Offer", "Recommendation", "Task")) {
      assertThat(texts.of(kind).keySet()).as(kind).isEqualTo(proposed(kind, library));
    }
    assertThat(texts.of("Script").keySet()).isEqualTo(found(SCRIPT, library));
    assertThat(texts.of(TagSettings.FILE).keySet()).isEqualTo(proposed("Tag", library));
  }

  private static Set<String> proposed(String kind, RuleLibrary library) {
    Set<String> names = new TreeSet<>(inTables(kind, library));
    names.addAll(found(Pattern.compile("new " + kind + "\\( \"([^\"]+)\""), library));
    return names;
  }

  /** What stands under the name of such a proposal. */
  private static List<String> inTables(String kind, RuleLibrary library) {
    return library.files().entrySet().stream()
        .filter(file -> file.getKey().endsWith(".table.csv"))
        .flatMap(
            file -> {
              List<List<String>> rows = rows(file.getValue());
              int head =
                  IntStream.range(0, rows.size())
                      .filter(i -> rows.get(i).contains(kind))
                      .findFirst()
                      .orElse(rows.size());
              return rows.stream()
                  .skip(head + 2L)
                  .map(row -> row.get(rows.get(head).indexOf(kind)));
            })
        .toList();
  }

  private static List<List<String>> rows(String table) {
    try (CSVParser rows = CSVParser.parse(table, CSVFormat.DEFAULT)) {
      return rows.stream().map(CSVRecord::toList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(Pattern named, RuleLibrary library) {
    return library.files().values().stream()
        .flatMap(text -> named.matcher(text).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** A name may be computed: then nobody knows which there are. */
  @Test
  void ofAnOfferThatSomeRuleComputesTheNameOfMayHaveAnyName() {
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    files.computeIfPresent(
        "contact.yaml", (path, text) -> text.replace("ask-us-now:", "ask-us-nwo:"));
    files.put(
        "retail/cart_abandoned/named_by_cause.drl",
        """
        package retail.cart_abandoned

        rule "Propose what is called like the cause"
            @id("retail.cart_abandoned.named_by_cause")
            @owner("loyalty") @since("2026-11-26")
            agenda-group "propose"
        when
            CartAbandoned( $cause : cause )
        then
            insert( new Offer( $cause, 1 ) );
        end
        """);
    assertThat(RuleBookCheck.check(new RuleLibrary(files))).isEmpty();
  }

  @Test
  void ofNamesAreNotBlamedForARuleThatCannotBeRead() {
    RuleLibrary library =
        with(
            "retail/checkout_started/reassure.drl",
            text -> text.replace("insert( new Offer(", "insert new Offer("));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::file)
        .containsOnly("retail/checkout_started/reassure.drl");
  }

  @Test
  void ofTagsAreSetByRulesOfTheLibraryAllOfThem() {
    RuleLibrary library = RuleLibrary.rulesIn(LIBRARY);
    assertThat(LibrarySettings.in(library.files()).tags().tags().keySet())
        .isEqualTo(proposed("Tag", library));
  }

  @Test
  void ofTagsGovernWhatRulesMayNoteAndAskFor() {
    RuleLibrary library =
        with(
            "retail/cart_abandoned/price_sensitive.drl",
            text -> text.replace("\"price-sensitive\"", "\"price-sensitiv\""));
    String told = ": There is no tag price-sensitiv in tags.yaml. Maybe you meant price-sensitive.";
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .containsExactly(
            "retail/cart_abandoned/price_sensitive.drl:15:22" + told,
            "retail/cart_abandoned/price_sensitive.drl:24:29" + told);
  }

  @Test
  void areMissedWhereAFileIsCalledOtherwise() {
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    files.put("tier.yaml", "periodDays: 30\n");
    assertThat(RuleBookCheck.check(new RuleLibrary(files)))
        .extracting(Finding::toString)
        .containsExactly(
            "tier.yaml:1:1: The library has no use for this file; settings are in one of"
                + " agreements.yaml, contact.yaml, publish.yaml, recommend.yaml, scores.yaml,"
                + " tags.yaml, texts.yaml, tiers.yaml at its root, or of agreements.yaml,"
                + " contact.yaml, tags.yaml, texts.yaml in an industry's folder. Maybe you meant"
                + " tiers.yaml.");
  }

  @Test
  void nameTheKindsOfWhatCustomersHoldAndNoOthersAreAskedFor() {
    RuleLibrary library =
        with(
            "banking/agreement_ending/deposit.drl",
            text -> text.replaceFirst("kind == \"deposit\"", "kind == \"depozit\""));
    assertThat(RuleBookCheck.check(library))
        .extracting(Finding::toString)
        .containsExactly(
            "banking/agreement_ending/deposit.drl:14:30: There is no agreement depozit in"
                + " agreements.yaml. Maybe you meant deposit.");
  }

  @Test
  void ofAnIndustryStandInItsFolderAndAreInForceWithThoseOfTheRoot() {
    LibrarySettings settings =
        LibrarySettings.in(
            Map.of(
                "contact.yaml", "usualValueMinor: 300\noffers:\n  mug: {lever: 2}\n",
                "banking/contact.yaml", "offers:\n  savings-plan: {channel: email}\n",
                "banking/agreements.yaml", "agreements:\n  account: {unusedDays: 60}\n",
                "insurance/agreements.yaml", "agreements:\n  policy: {endingDays: 45}\n",
                "banking/tags.yaml",
                    "tags:\n  idle: {means: it, owner: us, type: risk, holdsDays: 7}\n"));
    assertThat(settings.contact().usualValueMinor()).isEqualTo(300);
    assertThat(settings.contact().offers()).containsOnlyKeys("mug", "savings-plan");
    assertThat(settings.agreements().of("account"))
        .isEqualTo(new AgreementSettings.Times(null, null, 60));
    assertThat(settings.agreements().of("policy"))
        .isEqualTo(new AgreementSettings.Times(null, 45, null));
    assertThat(settings.agreements().of("trip")).isNull();
    assertThat(settings.tags().has("idle")).isTrue();
  }

  @Test
  void areRefusedInTheFolderOfAnIndustryWhereTheyAreForAllOrSetTwiceOrOfNoUse() {
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    files.put("toys/contact.yaml", "timeZone: Asia/Taipei\n");
    files.put("toys/tiers.yaml", "periodDays: 30\n");
    files.put("toys/agreements.yaml", "agreements:\n  lease: {endingDays: soon}\n");
    files.put(
        "toys/tags.yaml",
        "# Ours\ntags:\n  price-sensitive: {means: it, owner: us, type: risk, holdsDays: 7}\n");
    int line =
        Objects.requireNonNull(files.get("tags.yaml"))
                .lines()
                .toList()
                .indexOf("  price-sensitive:")
            + 1;
    assertThat(RuleBookCheck.check(new RuleLibrary(files)))
        .extracting(Finding::toString)
        .containsExactly(
            "toys/agreements.yaml:2:23: Expected a whole number from 1 to 3650, found soon.",
            "toys/contact.yaml:1:1: timeZone is no word of a part of contact.yaml; expected one of"
                + " offers, owners, tags.",
            "toys/tags.yaml:3:3: price-sensitive is set in line %d of tags.yaml, too; expected one place."
                .formatted(line),
            "toys/tiers.yaml:1:1: The library has no use for this file; settings are in one of"
                + " agreements.yaml, contact.yaml, publish.yaml, recommend.yaml, scores.yaml,"
                + " tags.yaml, texts.yaml, tiers.yaml at its root, or of agreements.yaml,"
                + " contact.yaml, tags.yaml, texts.yaml in an industry's folder. Maybe it belongs"
                + " at the library's root.");
  }

  @Test
  void travelWithTheRulesAndGiveThemAnotherVersion() {
    RuleBundle before = compiled(RuleLibrary.rulesIn(LIBRARY));
    Map<String, String> steel = new HashMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    steel.replaceAll((path, text) -> text.replace("silver", "steel"));
    RuleBundle after = compiled(new RuleLibrary(steel));
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(RuleBook.load(after).settings().tiers().tiers())
        .extracting(Tier::name)
        .isEqualTo(List.of("bronze", "steel", "gold"));
  }

  private static RuleBundle compiled(RuleLibrary library) {
    return RuleCompiler.compile(library, "test", null, Instant.EPOCH);
  }

  private static RuleLibrary with(String file, UnaryOperator<String> change) {
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(LIBRARY).files());
    files.compute(file, (path, text) -> change.apply(String.valueOf(text)));
    return new RuleLibrary(files);
  }
}
