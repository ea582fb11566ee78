package io.rtoto.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.RuleBook;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.authoring.Coverage.OfRule;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CasePlayer.Answer;
import io.rtoto.rules.cases.CasePlayer.Weighed;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseRunnerTest {
  private static final String CASES = "retail/cart_abandoned/remind.cases.yaml";
  private static final RuleBundle RULES =
      RuleCompiler.compile(
          new RuleLibrary(
              Map.of(
                  "retail/cart_abandoned/remind.drl",
                  """
                  package retail.cart_abandoned

                  rule "Propose a reminder"
                      @id("retail.cart_abandoned.remind")
                      @owner("loyalty") @since("2026-11-23")
                      agenda-group "propose"
                  when
                      CartAbandoned( items > 1 )
                  then
                      insert( new Offer( "reminder", 10 ) );
                  end
                  """,
                  "common/guards/stranger.drl",
                  """
                  package common.guards

                  rule "Stay silent to a customer who is new"
                      @id("common.guards.stranger")
                      @owner("service") @since("2026-11-23")
                      agenda-group "guard"
                  when
                      Customer( identified == false )
                      $offer : Offer()
                  then
                      delete( $offer );
                  end
                  """)),
          "test",
          null,
          Instant.EPOCH);

  private static final String SOUND =
      """
      catalogue:
        socks: {category: hosiery, price: 9.90 USD}
      cases:
        - case: Two pieces are worth a reminder
          given:
            CartAbandoned: {items: 2}
          proposes:
            - offer: reminder
              by: retail.cart_abandoned.remind
              priority: 10
        - case: One piece is not
          unlike: Two pieces are worth a reminder
          given:
            CartAbandoned: {items: 1}
          proposes: nothing
        - case: Who is new is left alone
          unlike: Two pieces are worth a reminder
          given:
            CartAbandoned: {items: 2}
            Customer: {events: 2, identified: no}
          proposes:
            - offer: reminder
              but: withdrawn by common.guards.stranger
        - case: Half an hour brings a reminder
          events:
            - {adds: socks, quantity: 2}
            - 30 minutes later
          moments: CartAbandoned
          decides:
            - offer: reminder
        - case: An order in between brings none
          unlike: Half an hour brings a reminder
          events:
            - {adds: socks, quantity: 2}
            - orders: socks
            - 30 minutes later
          moments: nothing
          decides: nothing
      """;

  @Test
  void findsThatSoundCasesHold() {
    assertThat(run(SOUND)).hasSize(5).allMatch(CaseResult::holds);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {items: 2}|{items: 1}|Expected offer reminder by retail.cart_abandoned.remind with priority 10, chosen, but the rules were silent: retail.cart_abandoned.remind asks for items > 1, and it was 1: off by 1.
          {items: 1}|{items: 3}|Expected nothing more, but found offer reminder by retail.cart_abandoned.remind, chosen.
          priority: 10|priority: 20|with priority 20, chosen, but found offer reminder by retail.cart_abandoned.remind, chosen.
          but: withdrawn by common.guards.stranger|but: outranked|Expected offer reminder, outranked, but found offer reminder by retail.cart_abandoned.remind, withdrawn by common.guards.stranger.
          30 minutes later|29 minutes later|Expected the moments [CartAbandoned], but found [].
          unlike: Two pieces|unlike: Three pieces|There is no case called "Three pieces are worth a reminder".
          events: 2, identified: no}|events: 2, identified: yes}|Expected offer reminder, withdrawn by common.guards.stranger, but found offer reminder
          {items: 1}|{items: 1, worthMinor: 5}|It differs from its twin in 2 things; expected 1.
          """)
  void tellsWhatWasExpectedAndWhatCame(String sound, String broken, String saying) {
    assertThat(run(SOUND.replace(sound, broken)))
        .flatExtracting(CaseResult::differences)
        .anySatisfy(difference -> assertThat(difference).contains(saying));
  }

  @Test
  void playsWhatFollowsAsHeardLate() {
    String late =
        SOUND.replaceFirst("( +)- 30 minutes later", "$1- heard 2 days late\n$1- 30 minutes later");
    assertThat(run(late))
        .flatExtracting(CaseResult::differences)
        .contains("Expected the moments [CartAbandoned], but found [].");
    assertThat(run(late.replace("heard 2 days late", "heard 2 hours late")))
        .allMatch(CaseResult::holds);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          items: 2|itms: 2|Line 6, column 23: itms is no word of CartAbandoned; expected one of products, items, worthMinor, currency, idleMinutes, cause. Maybe you meant items.
          items: 2|items: many|Line 6, column 30: Expected a whole number, but found many.
          CartAbandoned: {items|CartAbandonned: {items|Maybe you meant CartAbandoned.
          offer: reminder|ofer: reminder|Maybe you meant offer.
          but: withdrawn|but: withdraun|is no word of what comes of a proposal
          adds: socks|ads: socks|Maybe you meant adds.
          adds: socks|adds: soks|soks is no word of the catalogue; expected one of socks. Maybe you meant socks.
          30 minutes later|heard a day late|heard a day late is no word of a story
          30 minutes later|half an hour later|half an hour later is no word of a story
          unlike: Two pieces are worth a reminder|proposes: nothing|stands there twice
          given:|givn:|Maybe you meant given.
          9.90 USD|9.905 USD|9.905 USD is no amount of money; expected such as 120.00 USD.
          9.90 USD|9.90 US|is no amount of money
          cases:|- cases:|This is no YAML
          """)
  void tellsTheNearestWord(String sound, String broken, String saying) {
    assertThat(run(SOUND.replaceFirst(Pattern.quote(sound), broken)))
        .flatExtracting(CaseResult::differences)
        .anySatisfy(difference -> assertThat(difference).contains(saying));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          items: 2}|items: \u00072}|Line 6, column 30: The file has no use for the character U+0007.
          items: 2}|items: \uFFFD2}|Line 6, column 30: The file has no use for the character U+FFFD. Maybe the file is not saved as UTF-8.
          items: 2}|items: *two}|Line 6, column 30: The file has no aliases, but found *two. Maybe it belongs in quotes.
          items: 2}|items: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}|Line 1, column 1: This is no YAML for us: Nesting Depth exceeded max 50.
          """)
  void tellsTheFileThatIsNoYamlAndRunsTheOthers(String sound, String broken, String saying) {
    String other = "retail/cart_abandoned/other.cases.yaml";
    String unreadable = SOUND.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken));
    List<CaseResult> results =
        CaseRunner.run(
                RULES,
                new RuleLibrary(Map.of(CASES, unreadable, other, SOUND)),
                (book, shop, lasting) -> new CornerShop(book))
            .results();
    assertThat(results)
        .filteredOn(result -> result.file().equals(CASES))
        .singleElement()
        .satisfies(
            result -> assertThat(result.differences()).singleElement().asString().contains(saying));
    assertThat(results).filteredOn(result -> result.file().equals(other)).hasSize(5);
  }

  @Test
  void wantsSilenceToNameItsTwin() {
    String alone = SOUND.replace("    unlike: Two pieces are worth a reminder\n", "");
    assertThat(run(alone))
        .flatExtracting(CaseResult::differences)
        .anySatisfy(difference -> assertThat(difference).contains("Silence is told apart"));
  }

  @Test
  void wantsEachRuleToSpeakInSomeCase() {
    List<CaseResult> results =
        CaseRunner.run(
                RULES, new RuleLibrary(Map.of()), (book, shop, lasting) -> new CornerShop(book))
            .results();
    assertThat(results)
        .flatExtracting(CaseResult::differences)
        .containsExactlyInAnyOrder(
            "No case makes rule common.guards.stranger speak.",
            "No case makes rule retail.cart_abandoned.remind speak.");
  }

  @Test
  void tellsByWhatAProposalIsOutranked() {
    String expectsTheLesser =
        """
        cases:
          - case: The reminder wins
            events:
              - 30 minutes later
            decides:
              - offer: reminder
                by: another.rule
        """;
    Proposed lesser = new Proposed("another.rule", new Offer("reminder", 5));
    Proposed winner = new Proposed("retail.cart_abandoned.remind", new Offer("gift", 10));
    List<Weighed> weighed =
        List.of(new Weighed(winner, "chosen", null), new Weighed(lesser, "outranked", null));
    List<CaseResult> results =
        CaseRunner.run(
                RULES,
                new RuleLibrary(Map.of(CASES, expectsTheLesser)),
                (book, shop, lasting) ->
                    new Told(new Answer("CartAbandoned", Instant.EPOCH, weighed, List.of())))
            .results();
    assertThat(results.get(0).differences())
        .contains(
            "Expected offer reminder by another.rule, chosen, but found offer reminder by"
                + " another.rule, outranked by offer gift by retail.cart_abandoned.remind.");
  }

  @Test
  void runsOnlyTheCasesOfTheRulesThatAreAskedFor() {
    String other = "common/guards/stranger.cases.yaml";
    RuleLibrary cases = new RuleLibrary(Map.of(CASES, SOUND, other, SOUND));
    for (String only :
        List.of(
            CASES,
            "retail/cart_abandoned/",
            "retail.cart_abandoned.remind",
            "retail/cart_abandoned/remind.drl")) {
      CaseRun run =
          CaseRunner.run(
              RULES,
              cases,
              (book, shop, lasting) -> new CornerShop(book),
              Selection.of(List.of(only)),
              told -> {});
      assertThat(run.results()).hasSize(5).allMatch(result -> result.file().equals(CASES));
      assertThat(run.coverage())
          .extracting(OfRule::rule)
          .containsExactly("retail.cart_abandoned.remind");
    }
    assertThat(
            Selection.of(List.of("retail/cart_abandonned", CASES)).unknownIn(RULES.rules(), cases))
        .containsExactly("retail.cart_abandonned");
  }

  @Test
  void tellsWhatTheCasesHaveTried() {
    CaseRun run =
        CaseRunner.run(
            RULES,
            new RuleLibrary(Map.of(CASES, SOUND)),
            (book, shop, lasting) -> new CornerShop(book));
    assertThat(run.rulesThatFire()).isEqualTo(2);
    assertThat(run.conditions()).isEqualTo(2);
    // The guard has no cases beside it: others do not tell when it is silent.
    assertThat(run.conditionsThatFail()).isEqualTo(1);
    assertThat(run.percent()).isEqualTo(75);
  }

  /** Tells that, whatever happens. */
  private record Told(Answer answer) implements CasePlayer {
    @Override
    public void happens(CustomerEvent event) {
      throw new AssertionError("Nothing happens.");
    }

    @Override
    public void timePasses(Instant to) {
      // It is told at the end.
    }

    @Override
    public void isHeardLate(Duration by) {
      throw new AssertionError("Nothing is heard.");
    }

    @Override
    public List<Answer> answers() {
      return List.of(answer);
    }
  }

  private static List<CaseResult> run(String cases) {
    return CaseRunner.run(
            RULES,
            new RuleLibrary(Map.of(CASES, cases)),
            (book, shop, lasting) -> new CornerShop(book))
        .results();
  }

  /** A shop that remembers one thing: how many pieces lie in the cart, and since when. */
  private static final class CornerShop implements CasePlayer {
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final RuleBook book;
    private final List<Answer> answers = new ArrayList<>();
    private int pieces;
    private Instant since = Instant.EPOCH;

    CornerShop(RuleBook book) {
      this.book = book;
    }

    @Override
    public void happens(CustomerEvent event) {
      since = event.occurrence().at();
      if (event instanceof ProductAddedToCart added) {
        pieces += added.quantity();
      } else if (event instanceof OrderPlaced) {
        pieces = 0;
      }
    }

    @Override
    public void timePasses(Instant to) {
      Instant due = since.plus(IDLE);
      if (pieces == 0 || due.isAfter(to)) {
        return;
      }
      try (RuleBook.Reader reader = book.reader()) {
        Verdict verdict = reader.ask(new CartAbandoned(1, pieces, 0, "", 30, "unknown"), List.of());
        List<Weighed> weighed = new ArrayList<>();
        for (Proposed proposed : verdict.proposed()) {
          weighed.add(new Weighed(proposed, "chosen", Channel.WEB));
        }
        answers.add(new Answer("CartAbandoned", due, weighed, verdict.failures()));
      }
    }

    /** Too late, it lets the matter rest. */
    @Override
    public void isHeardLate(Duration by) {
      pieces = by.compareTo(Duration.ofDays(1)) < 0 ? pieces : 0;
    }

    @Override
    public List<Answer> answers() {
      return answers;
    }
  }

  @Test
  void playsWhatTheCatalogueSells() {
    List<CatalogEntry> sold = new ArrayList<>();
    CaseRunner.run(
        RULES,
        new RuleLibrary(Map.of(CASES, SOUND)),
        (book, shop, lasting) -> {
          sold.addAll(shop);
          return new CornerShop(book);
        });
    assertThat(sold.get(0).price()).isEqualTo(new Money(990, "USD"));
  }
}
