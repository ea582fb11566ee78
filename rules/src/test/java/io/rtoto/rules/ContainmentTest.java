package io.rtoto.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.sandbox.CpuBudget;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rule that misbehaves at run time, beside one that does not. */
final class ContainmentTest {
  private static final CartAbandoned CART = new CartAbandoned(1, 2, 100, "USD", 30, "unknown");
  private static final String OFFER = "insert( new Offer( \"reminder\", 10 ) );";
  private static final String SOUND = "retail.cart_abandoned.sound";
  private static final String SLOW = "retail.cart_abandoned.slow";
  private static final String SLOW_CONDITION =
      """
      CartAbandoned()
          RecommendedProduct( $a : priceMinor )
          RecommendedProduct( $b : priceMinor != $a )
          RecommendedProduct( priceMinor > $b, priceMinor < $b )\
      """;
  private static final String GUARD = "common.guards.guard";

  /** Products whose pairs some rule looks through. */
  private static final List<RecommendedProduct> MANY =
      IntStream.range(0, 60)
          .mapToObj(i -> new RecommendedProduct("p" + i, "popular", "tea", i, "USD"))
          .toList();

  @Test
  void doesNotHearARuleThatIsSuspended() {
    RuleBook book = both("CartAbandoned()", OFFER);
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(rules(reader.ask(CART, List.of()))).containsExactly(SLOW, SOUND);
      reader.suspend(SLOW);
      assertThat(rules(reader.ask(CART, List.of()))).containsExactly(SOUND);
    }
    try (RuleBook.Reader another = book.reader()) {
      assertThat(rules(another.ask(CART, List.of()))).containsExactly(SLOW, SOUND);
    }
  }

  @Test
  void isSilentWhereTheOnlyRuleOfAMomentIsSuspended() {
    try (RuleBook.Reader reader = only("CartAbandoned()", OFFER).reader()) {
      assertThat(rules(reader.ask(CART, List.of()))).containsExactly(SLOW);
      assertThat(reader.asksFor(CART, CART)).isTrue();
      reader.suspend(SLOW);
      assertThat(reader.ask(CART, List.of())).isEqualTo(Verdict.SILENCE);
      assertThat(reader.asksFor(CART, CART)).isFalse();
    }
  }

  /** It alone is told of: that nobody is left to be heard is no failure of the moment. */
  @Test
  void tellsOfTheOnlyRuleOfAMomentThatItThrew() {
    try (RuleBook.Reader reader =
        only("CartAbandoned( $c : cause )", "insert( new Note( $c ) );").reader()) {
      CartAbandoned ofNoCause = new CartAbandoned(1, 2, 100, "USD", 30, "");
      for (int i = 0; i < 2; i++) {
        Verdict verdict = reader.ask(ofNoCause, List.of());
        assertThat(verdict.proposed()).isEmpty();
        assertThat(verdict.failures()).extracting(Failure::rule).containsExactly(SLOW);
      }
    }
  }

  @Test
  void blamesTheOnlyRuleOfAMomentWhereItTakesTheTime() {
    CpuBudget budget = new CpuBudget(Duration.ofMillis(2), CpuBudget.LIVE.nanos());
    try (RuleBook.Reader reader = only(SLOW_CONDITION, OFFER).reader(budget)) {
      assertThat(reader.ask(CART, List.copyOf(MANY)).failures())
          .containsExactly(new Failure(SLOW, Failure.TOO_SLOW));
    }
  }

  @Test
  void letsNothingPastAGuardThatIsSuspended() {
    RuleBook book =
        new Library()
            .with("sound", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "common/guards",
                "guard",
                "Stay silent before the first order",
                Phase.GUARD,
                "$o : Offer()\n    Customer( orders == 0 )",
                "delete( $o );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(rules(reader.ask(CART, List.of()))).containsExactly(SOUND);
      reader.suspend(GUARD);
      Verdict verdict = reader.ask(CART, List.of());
      assertThat(verdict.proposed()).isEmpty();
      assertThat(verdict.withdrawn()).extracting(Withdrawn::guard).containsExactly(GUARD);
    }
  }

  @Test
  void blamesTheRuleThatTakesTheTimeAndHeedsWhatAllSay() {
    RuleBook book = both(SLOW_CONDITION, OFFER);
    CpuBudget budget = new CpuBudget(Duration.ofMillis(2), CpuBudget.LIVE.nanos());
    try (RuleBook.Reader timed = book.reader(budget);
        RuleBook.Reader untimed = book.reader()) {
      List<Object> facts = List.copyOf(MANY);
      assertThat(timed.ask(CART, facts).failures())
          .containsExactly(new Failure(SLOW, Failure.TOO_SLOW));
      assertThat(timed.ask(CART, facts).proposed())
          .isEqualTo(untimed.ask(CART, facts).proposed())
          .isNotEmpty();
      assertThat(untimed.ask(CART, facts).failures()).isEmpty();
    }
  }

  /** Each trial is heard twice, and measured the second time, by two looks at the clock. */
  @Test
  void holdsTheThreadUpForFewHearingsOfTheEvent() {
    int others = 15;
    Library library =
        new Library().with("slow", "Propose what is slow", Phase.PROPOSE, SLOW_CONDITION, OFFER);
    for (int i = 0; i < others; i++) {
      library.with("sound" + i, "Propose reminder " + i, Phase.PROPOSE, "CartAbandoned()", OFFER);
    }
    AtomicInteger looks = new AtomicInteger();
    CpuBudget budget =
        new CpuBudget(
            Duration.ofMillis(2),
            () -> {
              looks.incrementAndGet();
              return CpuBudget.LIVE.nanos().getAsLong();
            });
    try (RuleBook.Reader reader = library.book().reader(budget)) {
      List<Object> facts = List.copyOf(MANY);
      assertThat(reader.ask(CART, facts).failures())
          .containsExactly(new Failure(SLOW, Failure.TOO_SLOW));
      int event = 1;
      int again = 1;
      int halvings = 4;
      assertThat(looks.getAndSet(0) / 2).isLessThanOrEqualTo(event + again + 2 * halvings);
      assertThat(reader.ask(CART, facts).failures())
          .containsExactly(new Failure(SLOW, Failure.TOO_SLOW));
      int likeliest = 1;
      assertThat(looks.get() / 2).isEqualTo(event + again + likeliest);
    }
  }

  /** A pause is no fault of a rule: the second time all are fast. */
  @Test
  void blamesNobodyForAPause() {
    Iterator<Long> readings = List.of(0L, 50_000_000L, 0L, 0L, 0L, 0L).iterator();
    RuleBook book = both("CartAbandoned()", OFFER);
    try (RuleBook.Reader reader =
        book.reader(new CpuBudget(Duration.ofMillis(20), readings::next))) {
      Verdict verdict = reader.ask(CART, List.of());
      assertThat(verdict.failures()).isEmpty();
      assertThat(rules(verdict)).containsExactly(SLOW, SOUND);
    }
  }

  @Test
  void silencesARuleThatProposesWithoutMeasure() {
    RuleBook book =
        both(
            "CartAbandoned()\n    RecommendedProduct( $a : priceMinor )\n"
                + "    RecommendedProduct( priceMinor > $a )",
            "insert( new Offer( \"pair\", 10 ) );");
    try (RuleBook.Reader reader = book.reader()) {
      Verdict few = reader.ask(CART, List.copyOf(MANY.subList(0, 6)));
      assertThat(few.failures()).isEmpty();
      assertThat(rules(few)).contains(SLOW, SOUND);
      Verdict many = reader.ask(CART, List.copyOf(MANY.subList(0, 20)));
      assertThat(many.failures())
          .containsExactly(new Failure(SLOW, "proposed more than 20 things"));
      assertThat(rules(many)).containsExactly(SOUND);
    }
  }

  private static List<String> rules(Verdict verdict) {
    return verdict.proposed().stream().map(Proposed::rule).distinct().toList();
  }

  private static RuleBook only(String when, String then) {
    return new Library().with("slow", "Propose what is slow", Phase.PROPOSE, when, then).book();
  }

  private static RuleBook both(String when, String then) {
    return new Library()
        .with("sound", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
        .with("slow", "Propose what is slow", Phase.PROPOSE, when, then)
        .book();
  }
}
