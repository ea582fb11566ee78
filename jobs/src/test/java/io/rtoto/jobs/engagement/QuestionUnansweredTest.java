package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.QUESTION_UNANSWERED_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.QuestionUnanswered;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class QuestionUnansweredTest {
  private static final Instant DEADLINE = NOON.plus(QUESTION_UNANSWERED_AFTER);
  private static final Instant LATER = DEADLINE.plus(Duration.ofHours(1));
  private static final QuestionUnanswered WAITING =
      new QuestionUnanswered("web", 5, 1, false, 0, 0, 0, "");

  private final Story story = Story.of(ANNA);

  @Test
  void arisesWhenNobodyAnswersForFiveMinutes() {
    story.then(ANNA.writes("talk", "Do they fit?", NOON));
    assertThat(story.timePassesTo(DEADLINE.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(DEADLINE).moments()).containsExactly(WAITING);
    assertThat(story.heard().get(0).occasion().at()).isEqualTo(DEADLINE);
  }

  @Test
  void isForestalledByAnAnswer() {
    story.then(ANNA.writes("talk", "Do they fit?", NOON)).then(ANNA.isAnswered(second(60)));
    assertThat(story.timePassesTo(LATER).moments()).isEmpty();
    assertThat(story.open()).isEmpty();
  }

  @Test
  void isNotForestalledByAnAnswerInAnotherConversation() {
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.isAnswered("other talk", second(60)));
    assertThat(story.timePassesTo(LATER).moments()).containsExactly(WAITING);
  }

  @Test
  void arisesInEachOfTwoConversationsThoughTheCustomerLeavesWithTheLaterQuestion() {
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.writes("other talk", "And the socks?", second(60)))
        .then(ANNA.endsConversation("other talk", second(120)));
    assertThat(story.timePassesTo(second(120)).moments())
        .containsExactly(new QuestionUnanswered("web", 1, 1, true, 0, 0, 0, ""));
    assertThat(story.timePassesTo(LATER).moments()).endsWith(WAITING).hasSize(2);
    assertThat(story.open()).isEmpty();
  }

  @Test
  void countsFromTheFirstOfSeveralMessages() {
    story
        .then(ANNA.writes("talk", "Hello", NOON))
        .then(ANNA.writes("talk", "Anybody there?", second(240)));
    assertThat(story.timePassesTo(DEADLINE).moments())
        .containsExactly(new QuestionUnanswered("web", 5, 2, false, 0, 0, 0, ""));
  }

  @Test
  void doesNotAriseOfAThankYou() {
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.isAnswered(second(60)))
        .then(ANNA.writes("talk", "Thanks.", second(90)));
    assertThat(story.timePassesTo(LATER).moments()).isEmpty();
  }

  @Test
  void arisesOfAnotherQuestionAfterAnAnswer() {
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.isAnswered(second(60)))
        .then(ANNA.writes("talk", "Are you sure?", second(90)));
    assertThat(story.timePassesTo(LATER).moments()).containsExactly(WAITING);
  }

  @Test
  void arisesOnceAQuestionHoweverOftenItIsRepeated() {
    story.then(ANNA.writes("talk", "Do they fit?", NOON)).timePassesTo(DEADLINE);
    story.then(ANNA.writes("talk", "Hello?", DEADLINE.plusSeconds(1)));
    assertThat(story.timePassesTo(LATER).moments()).containsExactly(WAITING);
  }

  @Test
  void arisesAtOnceWhenTheCustomerLeavesWithIt() {
    story
        .then(ANNA.adds(SHOES, NOON))
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.endsConversation("talk", second(120)));
    assertThat(story.timePassesTo(second(120)).moments())
        .containsExactly(new QuestionUnanswered("web", 2, 1, true, 1, 1, 8_000, "EUR"));
  }

  @Test
  void doesNotAriseWhenTheCustomerLeavesWithAnAnswer() {
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.isAnswered(second(60)))
        .then(ANNA.endsConversation("talk", second(120)));
    assertThat(story.timePassesTo(LATER).moments()).isEmpty();
  }

  @Test
  void doesNotAriseWhereTheAnswerWasMerelyLate() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere().timeReaches(DEADLINE.plusSeconds(60))) {
      journey.takes(ANNA.writes("talk", "Do they fit?", NOON), ANNA.isAnswered(second(60)));
      assertThat(journey.timeReaches(LATER).moments()).isEmpty();
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void arisesInASilentStreamAndIsForestalledByAnAnswerUnderAnotherName() throws Exception {
    CustomerMemory question =
        CustomerMemory.EMPTY.apply(ANNA.writes("talk", "Do they fit?", NOON).event());
    CustomerMemory answer = CustomerMemory.EMPTY.apply(ANNA.isAnswered(second(60)).event());
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.puts(ANNA, ANNA.browser(), question).timeReaches(DEADLINE);
      assertThat(journey.moments()).hasSize(1);
    }
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.puts(ANNA, ANNA.browser(), question).puts(ANNA, ANNA.account(), answer);
      assertThat(journey.timeReaches(LATER).moments()).isEmpty();
    }
  }

  private static Instant second(int after) {
    return NOON.plusSeconds(after);
  }
}
