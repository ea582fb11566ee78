package io.rtoto.jobs.attrition;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PurchaseHistoryTest {
  private static final long MONDAY = 10_000;

  @Test
  void purchasesOfADayAreOneAndTheFirstIsNoRepeat() {
    PurchaseHistory history =
        bought(MONDAY, 2_000)
            .merge(bought(MONDAY, 500))
            .merge(bought(MONDAY + 7, 1_000))
            .merge(bought(MONDAY + 7, 1_000))
            .merge(bought(MONDAY + 21, 3_000));
    assertThat(history.patternOn(MONDAY + 28)).contains(new BuyingPattern(2, 3, 4));
    assertThat(history.paidRepeats("EUR")).isEqualTo(2);
    assertThat(history.meanRepeatSpend("EUR")).hasValue(2_500);
    assertThat(history.meanRepeatSpend("USD")).isEmpty();
    assertThat(history.gaps()).containsExactly(7L, 14L);
  }

  @Test
  void knowsNothingBeforeTheFirstPurchaseNorOfWhatComesLater() {
    PurchaseHistory history = bought(MONDAY, 1).merge(bought(MONDAY + 14, 1));
    assertThat(PurchaseHistory.NONE.patternOn(MONDAY)).isEmpty();
    assertThat(history.patternOn(MONDAY - 1)).isEmpty();
    assertThat(history.patternOn(MONDAY + 7)).contains(new BuyingPattern(0, 0, 1));
    assertThat(history.daysAfter(MONDAY + 7)).isEqualTo(1);
  }

  @Test
  void thePatternsOfTwoNamesDoNotAddUpAndTheirHistoriesDo() {
    PurchaseHistory cookie = bought(MONDAY, 100).merge(bought(MONDAY + 7, 200));
    PurchaseHistory email = bought(MONDAY + 7, 300).merge(bought(MONDAY + 14, 400));
    PurchaseHistory both = cookie.merge(email);
    assertThat(both.patternOn(MONDAY + 14)).contains(new BuyingPattern(2, 2, 2));
    assertThat(both.meanRepeatSpend("EUR")).hasValue(450);
  }

  /** Whoever bought on more days counts as one who came later, not as one who buys less. */
  @Test
  void beyondTheCapAHistoryBeginsLater() {
    PurchaseHistory history = PurchaseHistory.NONE;
    for (int day = 0; day < 1_000; day++) {
      history = history.merge(bought(MONDAY + 7L * day, 100));
    }
    int repeats = PurchaseHistory.MOST_DAYS - 1;
    assertThat(history.days()).hasSize(PurchaseHistory.MOST_DAYS);
    assertThat(history.patternOn(MONDAY + 7 * 1_000))
        .contains(new BuyingPattern(repeats, repeats, repeats + 1));
  }

  @Test
  void aSilentCustomerFallsBelowTheThresholdOnTheDayForetold() {
    PurchaseHistory history = bought(MONDAY, 1).merge(bought(MONDAY + 12, 1));
    for (AttritionModel model :
        List.of(
            new BgNbd(.243, 4.414, .793, 2.426),
            new MbgNbd(.525, 6.183, .891, 1.614),
            new ParetoNbd(.553, 10.578, .606, 11.669))) {
      long day = history.crossingDay(model, .4).orElseThrow();
      assertThat(model.pAlive(history.patternOn(day).orElseThrow())).isLessThanOrEqualTo(.4);
      assertThat(model.pAlive(history.patternOn(day - 1).orElseThrow())).isGreaterThan(.4);
      assertThat(PurchaseHistory.NONE.crossingDay(model, .4)).isEmpty();
    }
    assertThat(bought(MONDAY, 1).crossingDay(new BgNbd(.243, 4.414, .793, 2.426), .4)).isEmpty();
  }

  /** Of 20,000 customers under three names each, drawn by chance. */
  @Test
  void whatWasBoughtUnderThreeNamesMergesToWhatWasBoughtUnderOne() {
    Random chance = new Random(20_261_126);
    for (int customer = 0; customer < 20_000; customer++) {
      int purchases = customer % 100 == 0 ? 400 : chance.nextInt(12);
      int days = 1 + chance.nextInt(customer % 100 == 0 ? 900 : 30);
      List<PurchaseHistory> one = new ArrayList<>();
      List<PurchaseHistory> names = new ArrayList<>(Collections.nCopies(3, PurchaseHistory.NONE));
      for (int purchase = 0; purchase < purchases; purchase++) {
        PurchaseHistory bought = anyPurchase(chance, days);
        one.add(bought);
        int name = chance.nextInt(3);
        names.set(name, names.get(name).merge(bought));
      }
      Collections.shuffle(one, chance);
      PurchaseHistory whole = one.stream().reduce(PurchaseHistory.NONE, PurchaseHistory::merge);
      PurchaseHistory a = names.get(0);
      PurchaseHistory b = names.get(1);
      PurchaseHistory c = names.get(2);
      assertThat(a.merge(b).merge(c)).isEqualTo(whole);
      assertThat(a.merge(b.merge(c))).isEqualTo(whole);
      assertThat(c.merge(a).merge(b)).isEqualTo(whole);
      assertThat(PurchaseHistory.NONE.merge(a))
          .isEqualTo(a)
          .isEqualTo(a.merge(PurchaseHistory.NONE));
      assertThat(whole).isEqualTo(counted(one));
    }
  }

  /** The same by sorting all that was bought, which a stream cannot. */
  private static PurchaseHistory counted(List<PurchaseHistory> purchases) {
    TreeMap<Long, TreeMap<String, Long>> byDay = new TreeMap<>(Collections.reverseOrder());
    for (PurchaseHistory purchase : purchases) {
      PurchaseDay day = purchase.days().get(0);
      TreeMap<String, Long> amounts = byDay.computeIfAbsent(day.day(), none -> new TreeMap<>());
      day.spent().forEach(spent -> amounts.merge(spent.currency(), spent.minor(), Long::sum));
    }
    return new PurchaseHistory(
        byDay.entrySet().stream()
            .limit(PurchaseHistory.MOST_DAYS)
            .map(
                day ->
                    new PurchaseDay(
                        day.getKey(),
                        day.getValue().entrySet().stream()
                            .map(amount -> new Money(amount.getValue(), amount.getKey()))
                            .toList()))
            .toList());
  }

  private static PurchaseHistory anyPurchase(Random chance, int days) {
    String currency = chance.nextInt(4) == 0 ? "USD" : "EUR";
    Money total = chance.nextInt(10) == 0 ? null : new Money(1 + chance.nextInt(10_000), currency);
    return PurchaseHistory.of(MONDAY + chance.nextInt(days), total);
  }

  private static PurchaseHistory bought(long day, long minor) {
    return PurchaseHistory.of(day, new Money(minor, "EUR"));
  }
}
