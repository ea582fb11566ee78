package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.ContactTimeline.Entry;
import io.rtoto.jobs.memory.ContactTimeline.Kind;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContactTimelineTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Test
  void tellsOfEachContactWhenItWasAndWhatNewestFirst() {
    assertThat(
            contacts(
                    ANNA.isCalled(NOON.plusSeconds(7)),
                    ANNA.visitsTheStore(NOON.minus(AN_HOUR)),
                    ANNA.writes("talk", "Well?", NOON.plusSeconds(90)),
                    ANNA.isAnswered(NOON.plusSeconds(150)),
                    ANNA.asksToBeCalled(NOON.plusSeconds(200)),
                    ANNA.ordersAtTheCounter(NOON.plusSeconds(300), new Money(500, "EUR")),
                    ANNA.tracks("Email Opened", NOON.plusSeconds(360)))
                .timeline()
                .newestFirst())
        .containsExactly(
            new Entry(NOON.plusSeconds(360), Kind.TOOK_UP_A_MAIL, 1),
            new Entry(NOON.plusSeconds(300), Kind.BOUGHT, 1),
            new Entry(NOON.plusSeconds(180), Kind.ASKED_TO_BE_CALLED, 1),
            new Entry(NOON.plusSeconds(120), Kind.WAS_ANSWERED, 1),
            new Entry(NOON.plusSeconds(60), Kind.WROTE, 1),
            new Entry(NOON, Kind.SPOKE, 1),
            new Entry(NOON.minus(AN_HOUR), Kind.CAME, 1));
  }

  @Test
  void takesAnHourOnThePageForOneContactHoweverMuchIsClicked() {
    List<Deed> clicks = new ArrayList<>();
    for (int minute = 0; minute < 90; minute++) {
      clicks.add(ANNA.views(SHOES, NOON.plusSeconds(60L * minute)));
    }
    assertThat(contacts(clicks.toArray(Deed[]::new)).timeline().newestFirst())
        .extracting(Entry::at, Entry::times)
        .containsExactly(tuple(NOON.plus(AN_HOUR), 30), tuple(NOON, 60));
  }

  @Test
  void keepsTheNewestFiftyAndOfThoseBeforeTheSumByChannel() {
    List<Deed> deeds = new ArrayList<>();
    for (int day = 0; day < 70; day++) {
      deeds.add(ANNA.views(SHOES, NOON.plus(Duration.ofDays(day))));
      deeds.add(ANNA.isAnswered(NOON.plus(Duration.ofDays(day))));
    }
    Contacts contacts = contacts(deeds.toArray(Deed[]::new));
    assertThat(contacts.timeline().newestFirst()).hasSize(50);
    assertThat(contacts.timeline().newestFirst().get(0).at())
        .isEqualTo(NOON.plus(Duration.ofDays(69)));
    assertThat(contacts.over("web")).isEqualTo(70);
    assertThat(contacts.before("web")).isEqualTo(45);
    assertThat(contacts.before("chat")).isEqualTo(45);
    assertThat(contacts.before("call")).isZero();
    assertThat(contacts.lately("chat", 7, NOON.plus(Duration.ofDays(69)))).isEqualTo(7);
  }

  @Test
  void isTheSameWhereItComesTogetherAgainAsWhereItNeverWasApart() {
    Deed first = ANNA.isAnswered(NOON.plusSeconds(1));
    Deed same = ANNA.isAnswered(NOON.plusSeconds(2));
    Deed call = ANNA.isCalled(NOON.plusSeconds(2));
    Contacts whole = contacts(first, same, call);
    assertThat(contacts(call, first).merge(contacts(same))).isEqualTo(whole);
    assertThat(contacts(same).merge(contacts(first, call))).isEqualTo(whole);
    assertThat(whole.timeline().newestFirst())
        .extracting(Entry::kind, Entry::times)
        .containsExactly(tuple(Kind.SPOKE, 1), tuple(Kind.WAS_ANSWERED, 2));
  }

  @Test
  void knowsWhoSpokeLastAlsoWithinAMinute() {
    Deed answer = ANNA.isAnswered(NOON.plusSeconds(10));
    Deed question = ANNA.writes("talk", "And the socks?", NOON.plusSeconds(40));
    Deed lastAnswer = ANNA.isAnswered(NOON.plusSeconds(50));
    assertThat(lastInChat(answer, question)).isEqualTo(Kind.WROTE);
    assertThat(lastInChat(question, answer)).isEqualTo(Kind.WROTE);
    assertThat(lastInChat(lastAnswer, question, answer)).isEqualTo(Kind.WAS_ANSWERED);
    assertThat(lastInChat(question, ANNA.isAnswered(NOON.plusSeconds(40))))
        .as("in the same second the customer may still wait")
        .isEqualTo(Kind.WROTE);
  }

  private static Kind lastInChat(Deed... deeds) {
    return contacts(deeds).timeline().last("chat").orElseThrow().kind();
  }

  @Test
  void tellsTimesBefore1970AndCountsUpToTheGreatestNumber() {
    Instant before = Instant.parse("1969-12-31T23:59:30Z");
    ContactTimeline longAgo = ContactTimeline.of(before, Kind.VISITED);
    assertThat(longAgo.newestFirst())
        .containsExactly(new Entry(Instant.parse("1969-12-31T23:00:00Z"), Kind.VISITED, 1));
    ContactTimeline often = ContactTimeline.of(NOON, Kind.SPOKE);
    for (int doubled = 0; doubled < 30; doubled++) {
      often = often.merge(often);
    }
    assertThat(often.newestFirst()).containsExactly(new Entry(NOON, Kind.SPOKE, 262_143));
  }

  /** What stands in state: a number that was written once is read as the same for ever. */
  @Test
  void readsTheNumbersThatStateHolds() {
    assertThat(
            new ContactTimeline(
                    List.of(
                        (20_000_000L << 32) + (8L << 24) + 3,
                        (20_000_000L << 32) + (7L << 24) + 1,
                        (20_000_000L << 32) + (6L << 24) + 1,
                        (20_000_000L << 32) + (5L << 24) + 1,
                        (20_000_000L << 32) + (4L << 24) + 1,
                        (20_000_000L << 32) + (3L << 24) + 1,
                        (20_000_000L << 32) + (2L << 24) + 1,
                        (20_000_000L << 32) + (1L << 24) + 1))
                .newestFirst())
        .extracting(Entry::at, one -> one.kind().wireName(), Entry::times)
        .containsExactly(
            tuple(Instant.ofEpochSecond(1_200_000_000), "bought", 3),
            tuple(Instant.ofEpochSecond(1_200_000_000), "came", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "took-up-a-mail", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "spoke", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "asked-to-be-called", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "was-answered", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "wrote", 1),
            tuple(Instant.ofEpochSecond(1_200_000_000), "visited", 1));
    assertThatIllegalStateException()
        .isThrownBy(new ContactTimeline(List.of((1L << 32) + (9L << 24) + 1))::newestFirst)
        .withMessage(
            "A contact in state is of kind 9; expected one of 1 to 8."
                + " Maybe a newer version of the job wrote it.");
  }

  private static Contacts contacts(Deed... deeds) {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (Deed deed : deeds) {
      memory = memory.apply(deed.event());
    }
    return memory.contacts();
  }
}
