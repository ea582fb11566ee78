package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.SESSION_ENDED_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.SessionEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionEndedTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Instant LAST = NOON.plus(TEN_MINUTES);
  private static final Instant DEADLINE = LAST.plus(SESSION_ENDED_AFTER);

  private final Story story = Story.withSessions(ANNA, FixedRules.on(SessionEnded.class));

  @Test
  void arisesWhenNothingWasDoneForLongEnoughAndTellsWhatTheVisitHeld() {
    story
        .then(ANNA.views(SHOES, NOON))
        .then(ANNA.views(BOOTS, NOON.plusSeconds(60)))
        .then(ANNA.views(SHOES, LAST));
    assertThat(story.timePassesTo(DEADLINE.minusMillis(1)).open()).hasSize(1);
    story.timePassesTo(DEADLINE);
    assertThat(sessions()).containsExactly(new SessionEnded(10, 3, 2, false, 0, 0, 0, ""));
    assertThat(story.open()).isEmpty();
  }

  @Test
  void isPutOffByWhateverTheCustomerDoes() {
    story.then(ANNA.views(SHOES, LAST)).then(ANNA.doesSomething(DEADLINE.minusSeconds(60)));
    story.timePassesTo(DEADLINE);
    assertThat(sessions()).isEmpty();
  }

  @Test
  void isNotPutOffByWhatTheShopDoes() {
    story.then(ANNA.views(SHOES, LAST)).then(ANNA.isAnswered(DEADLINE.minusSeconds(60)));
    story.timePassesTo(DEADLINE);
    assertThat(sessions()).hasSize(1);
  }

  @Test
  void tellsOnlyOfTheLastVisit() {
    story.then(ANNA.views(SHOES, NOON)).then(ANNA.orders(NOON.plusSeconds(30), SHOES));
    Instant next = NOON.plus(Duration.ofHours(3));
    story.then(ANNA.views(BOOTS, next)).timePassesTo(next.plus(SESSION_ENDED_AFTER));
    assertThat(sessions())
        .containsExactly(
            new SessionEnded(0, 1, 1, true, 0, 0, 0, ""),
            new SessionEnded(0, 1, 1, false, 0, 0, 0, ""));
  }

  @Test
  void neverArisesWhereNoRuleIsOnIt() {
    staysSilent(Story.withSessions(ANNA, new FixedRules()));
  }

  @Test
  void neverArisesWhereVisitsAreNotWatched() {
    staysSilent(Story.of(ANNA, FixedRules.on(SessionEnded.class)));
  }

  private static void staysSilent(Story without) {
    without.then(ANNA.views(SHOES, LAST));
    assertThat(without.timePassesTo(DEADLINE).heard())
        .noneMatch(heard -> heard.occasion().moment() instanceof SessionEnded);
    assertThat(without.open()).isEmpty();
  }

  private List<SessionEnded> sessions() {
    return story.moments().stream()
        .filter(SessionEnded.class::isInstance)
        .map(SessionEnded.class::cast)
        .toList();
  }
}
