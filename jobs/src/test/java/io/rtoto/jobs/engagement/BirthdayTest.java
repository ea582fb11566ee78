package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.Birthday;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noon is on 2 March 2026, in UTC. */
final class BirthdayTest {
  private static final Instant YEARS_LATER = NOON.plus(Duration.ofDays(4 * 365));

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "--03-05, none, 2026-03-05T00:00:00Z",
        "--03-05, Asia/Taipei, 2026-03-04T16:00:00Z",
        "--03-05, America/New_York, 2026-03-05T05:00:00Z",
        "1990-03-05, none, 2026-03-05T00:00:00Z",
        "--03-01, none, 2027-03-01T00:00:00Z",
        "--02-29, none, 2027-02-28T00:00:00Z",
        "2000-02-29, Asia/Taipei, 2027-02-27T16:00:00Z",
        "--03-02, none, 2026-03-02T12:00:00Z",
      })
  void comesWhenTheDayBeginsWhereTheCustomerLives(
      String told, @Nullable String zone, Instant begin) {
    Story story = bornOn(told, zone);
    assertThat(story.timePassesTo(begin.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(begin).moments()).hasSize(1);
    assertThat(story.heard().get(0).occasion().at()).isEqualTo(begin);
  }

  @Test
  void comesToWhoToldNoZoneWhenTheDayBeginsWhereTheShopIs() {
    String settings = "timeZone: Asia/Taipei";
    FixedRules rules =
        new FixedRules()
            .under(LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact());
    Story story = Story.of(ANNA, rules).then(ANNA.tells(new Traits(null, null, "--03-05"), NOON));
    Instant begin = Instant.parse("2026-03-04T16:00:00Z");
    assertThat(story.timePassesTo(begin.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(begin).moments()).hasSize(1);
  }

  @Test
  void comesOnceAYearAndOn29FebruaryWhereThereIsOne() {
    Story story = bornOn("2000-02-29", null);
    story.timePassesTo(YEARS_LATER);
    assertThat(story.heard())
        .extracting(heard -> heard.occasion().at())
        .containsExactly(
            Instant.parse("2027-02-28T00:00:00Z"),
            Instant.parse("2028-02-29T00:00:00Z"),
            Instant.parse("2029-02-28T00:00:00Z"),
            Instant.parse("2030-02-28T00:00:00Z"));
    assertThat(story.moments())
        .startsWith(new Birthday(27), new Birthday(28))
        .endsWith(new Birthday(30));
  }

  @Test
  void isAnotherDecisionEachYear() {
    FixedRules rules = new FixedRules().propose("a", new Alert("call", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.tells(new Traits(null, null, "--03-05"), NOON));
    List<Decision> decisions = story.timePassesTo(YEARS_LATER).decisions();
    assertThat(decisions).hasSize(4).extracting(Decision::decisionId).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameWhateverElseTheCustomerDoesBetweenTwoAttempts() {
    FixedRules rules = new FixedRules().propose("a", new Alert("call", 1));
    Instant theDay = Instant.parse("2026-03-05T00:00:00Z");
    Story first = Story.of(ANNA, rules).then(ANNA.tells(new Traits(null, null, "--03-05"), NOON));
    Story again = Story.of(ANNA, rules).then(ANNA.tells(new Traits(null, null, "--03-05"), NOON));
    again.then(ANNA.doesSomething(theDay.minusSeconds(1)));
    String decided = first.timePassesTo(theDay).decisions().get(0).decisionId();
    assertThat(again.timePassesTo(theDay).decisions())
        .extracting(Decision::decisionId)
        .containsExactly(decided);
  }

  @Test
  void doesNotComeToWhoDidNotTellIt() {
    Story story = Story.of(ANNA).then(ANNA.tells(new Traits("de", null, null), NOON));
    assertThat(story.timePassesTo(YEARS_LATER).moments()).isEmpty();
    assertThat(story.open()).isEmpty();
  }

  @Test
  void doesNotComeTwiceToWhoMovesOrTellsItAnew() {
    Story story = bornOn("--03-05", "Asia/Taipei");
    Instant theDay = Instant.parse("2026-03-05T00:00:00Z");
    story.timePassesTo(theDay);
    story.then(ANNA.tells(new Traits(null, "America/New_York", "--03-06"), theDay));
    assertThat(story.timePassesTo(theDay.plus(Duration.ofDays(300))).moments()).hasSize(1);
    assertThat(story.timePassesTo(theDay.plus(Duration.ofDays(370))).moments()).hasSize(2);
  }

  @Test
  void comesInASilentStreamAlsoWhereBirthdayAndZoneCameUnderDifferentNames() throws Exception {
    CustomerMemory born = told(new Traits(null, null, "--03-05"));
    CustomerMemory lives = told(new Traits(null, "Asia/Taipei", null));
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.puts(ANNA, ANNA.account(), born).puts(ANNA, ANNA.browser(), lives);
      assertThat(journey.timeReaches(Instant.parse("2026-03-04T15:59:59Z")).moments()).isEmpty();
      assertThat(journey.timeReaches(Instant.parse("2026-03-04T16:00:00Z")).moments()).hasSize(1);
    }
  }

  private static CustomerMemory told(Traits traits) {
    return CustomerMemory.EMPTY.apply(ANNA.tells(traits, NOON).event());
  }

  private static Story bornOn(String told, @Nullable String zone) {
    return Story.of(ANNA).then(ANNA.tells(new Traits(null, zone, told), NOON));
  }
}
