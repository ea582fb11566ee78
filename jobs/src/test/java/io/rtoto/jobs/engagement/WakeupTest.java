package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.OrderReturned;
import io.rtoto.rules.facts.Proposal.LookAgain;
import io.rtoto.rules.facts.Wakeup;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class WakeupTest {
  private static final Money TEN = new Money(1_000, "EUR");
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Instant DUE = NOON.plus(TWO_HOURS);

  @Test
  void comesWhenARuleAskedForIt() {
    Story story = asking(OrderReturned.class, "care").then(ANNA.returns(NOON, TEN));
    assertThat(story.open()).extracting(Absence::deadline).containsExactly(DUE);
    assertThat(story.timePassesTo(DUE.minusMillis(1)).moments()).hasSize(1);
    assertThat(story.timePassesTo(DUE).moments())
        .endsWith(new Wakeup("care", 120, false, false, 0, 0, 0, ""));
  }

  @Test
  void doesNotComeWhereNobodyAskedForIt() {
    Story story = Story.of(ANNA, FixedRules.on(OrderReturned.class));
    assertThat(story.then(ANNA.returns(NOON, TEN)).timePassesTo(DUE).moments()).hasSize(1);
    assertThat(story.open()).isEmpty();
  }

  @Test
  void tellsWhetherTheCustomerDidAnythingMeanwhile() {
    Story story = asking(OrderReturned.class, "care").then(ANNA.returns(NOON, TEN));
    story.then(ANNA.orders(NOON.plusSeconds(60), SHOES));
    assertThat(story.timePassesTo(DUE).moments())
        .endsWith(new Wakeup("care", 120, true, true, 0, 0, 0, ""));
  }

  @Test
  void isPutOffWhenItIsAskedForAgain() {
    Story story = asking(OrderReturned.class, "care").then(ANNA.returns(NOON, TEN));
    story.then(ANNA.returns(NOON.plus(Duration.ofHours(1)), TEN));
    assertThat(story.timePassesTo(DUE).moments()).hasSize(2);
    assertThat(story.timePassesTo(DUE.plus(Duration.ofHours(1))).moments()).hasSize(3);
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isNoLoopWhereTheMemoryDoesNotKeepThatItWasNoticed() throws Exception {
    CustomerMemory never = keepingButOneOfAName(ANNA.views(SHOES, NOON));
    assertThat(Story.of(ANNA).remembers(never).timePassesTo(DUE).moments()).isEmpty();
    try (Journey journey = Journey.live().rules(Rules.LOOKING_AGAIN).rulesAreThere()) {
      journey.puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account())).timeReaches(DUE);
      journey.puts(ANNA, ANNA.browser(), never).timeReaches(DUE.plusSeconds(60));
      assertThat(journey.timers()).isZero();
      journey.takes(ANNA.views(SHOES, DUE.plusSeconds(70))).timeReaches(DUE.plusSeconds(120));
      assertThat(journey.timers()).isZero();
      assertThat(journey.moments()).noneMatch(moment -> moment.moment().equals("Wakeup"));
      assertThat(journey.lastChange().state())
          .isInstanceOfSatisfying(
              CustomerSnapshot.class, customer -> assertThat(customer.events()).isEqualTo(2));
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void holdsUpNothingElseWhereTheMemoryDoesNotKeepThatItWasNoticed() throws Exception {
    CustomerMemory cart = keepingButOneOfAName(ANNA.adds(SHOES, DUE.minusSeconds(60)));
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.puts(ANNA, ANNA.browser(), cart).timeReaches(DUE.plusSeconds(1));
      assertThat(journey.timers()).as("the cart's").isEqualTo(1);
      assertThat(journey.timeReaches(DUE.plus(Duration.ofHours(1))).decisions())
          .extracting(Decision::name)
          .containsExactly("mug");
      assertThat(journey.timers()).isZero();
    }
  }

  /** A memory that no version writes: it keeps but one of a name, and says so of the other. */
  private static CustomerMemory keepingButOneOfAName(Deed deed) {
    Activity made = new Activity(NOON, "e", ANNA.browser());
    Appointment later = new Appointment("care", made, DUE.plusSeconds(1), true, 0);
    Appointment sooner = new Appointment("care", made, DUE, false, 0);
    return CustomerMemory.of(ANNA.browser())
        .apply(deed.event())
        .with(Remark.appointed(ANNA.browser(), new Appointments(List.of(later, sooner))));
  }

  @Test
  void comesNoMoreThanThirtyTimesOneUponTheOtherWhileTheCustomerDoesNothing() {
    FixedRules rules =
        FixedRules.onlyOn(OrderReturned.class).propose("a", new LookAgain("again", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.returns(NOON, TEN));
    story.timePassesTo(NOON.plus(Duration.ofDays(1)));
    assertThat(story.moments()).hasSize(1 + 30);
    assertThat(story.open()).isEmpty();
    Heard last = story.heard().get(30);
    assertThat(last.rulings()).extracting(Ruling::outcome).containsExactly("capped");

    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    story.then(ANNA.returns(tomorrow, TEN)).timePassesTo(tomorrow.plusSeconds(90));
    story.then(ANNA.doesSomething(tomorrow.plusSeconds(90)));
    story.timePassesTo(tomorrow.plus(Duration.ofDays(1)));
    assertThat(story.moments())
        .as("it was the third that she did something before")
        .hasSize(31 + 1 + 2 + 30);
  }

  @Test
  void comesAMinuteAfterTheOneThatAskedForItAtTheEarliest() {
    FixedRules rules =
        FixedRules.onlyOn(OrderReturned.class).propose("a", new LookAgain("again", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.returns(NOON, TEN));
    story.timePassesTo(NOON.plus(Duration.ofDays(1)));
    List<Instant> woken =
        story.heard().stream()
            .map(Heard::occasion)
            .filter(occasion -> occasion.moment() instanceof Wakeup)
            .map(Occasion::at)
            .toList();
    assertThat(woken).hasSize(30);
    for (int i = 0; i < woken.size(); i++) {
      assertThat(woken.get(i)).isEqualTo(NOON.plus(Duration.ofMinutes(i + 1L)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LookAgain("again", 0))
        .withMessage(
            "again is to look again after 0 minutes; expected 1 to 527040, which are 366 days.");
  }

  @Test
  void comesOncePerNameAndEachIsAnotherOccasion() {
    Once rules = new Once(OrderReturned.class, List.of("one", "other"));
    Story story = Story.of(ANNA, rules).then(ANNA.returns(NOON, TEN)).timePassesTo(DUE);
    assertThat(story.moments())
        .extracting(Moment::name)
        .containsExactly("OrderReturned", "Wakeup", "Wakeup");
    assertThat(story.heard().subList(1, 3))
        .extracting(heard -> heard.occasion().momentId())
        .doesNotHaveDuplicates();
  }

  @Test
  void comesInASilentStreamAndGoesWithTheIdentifierThatItWasMadeUpon() throws Exception {
    CustomerMemory ordered =
        CustomerMemory.of(ANNA.browser()).apply(ANNA.orders(NOON, SHOES).event());
    try (Journey journey = Journey.live().rules(Rules.LOOKING_AGAIN).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES));
      journey.puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account()));
      journey.retracts(ANNA, ANNA.browser(), BERT).puts(BERT, ANNA.browser(), ordered);
      Remark remark = journey.remarks().get(0);
      assertThat(remark.leaf()).isEqualTo(ANNA.browser());
      journey.isTold(new ContributionRemarked(BERT.id(), remark));
      assertThat(journey.timeReaches(DUE).moments())
          .extracting(MomentArose::customerId, MomentArose::moment)
          .containsExactly(tuple(ANNA.id(), "FirstOrder"), tuple(BERT.id(), "Wakeup"));
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void doesNotGoAgainWhereItWasKept() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.LOOKING_AGAIN).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES)).timeReaches(DUE);
      assertThat(journey.moments()).hasSize(2);
      journey.retracts(ANNA, ANNA.browser(), BERT);
      assertThat(journey.remarks()).isEmpty();
    }
  }

  private static Story asking(Class<? extends Moment> at, String name) {
    return Story.of(ANNA, new Once(at, List.of(name)));
  }

  /** Asks once a moment of that kind, and at no wake-up. */
  private record Once(Class<? extends Moment> at, List<String> names) implements RulesInForce {
    @Override
    public String version() {
      return "v1";
    }

    @Override
    public boolean areOn(Class<? extends Moment> moment) {
      return moment == at;
    }

    @Override
    public Standards standards() {
      return Standards.DEFAULT;
    }

    @Override
    public LibrarySettings settings() {
      return LibrarySettings.DEFAULT;
    }

    @Override
    public String ownerOf(String rule) {
      return "";
    }

    @Override
    public Verdict ask(Moment moment, List<?> facts) {
      FixedRules rules = new FixedRules();
      names.forEach(name -> rules.propose(name, new LookAgain(name, 120)));
      return moment.getClass() == at ? rules.verdict() : Verdict.SILENCE;
    }
  }
}
