package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Commands;
import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.LoopMessage.Notice;
import io.rtoto.jobs.identity.protocol.LoopMessage.Trigger;
import io.rtoto.jobs.identity.protocol.Protocol;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentificationTest {
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier PHONE = new Identifier(IdentifierType.PHONE, "bb");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "cc");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String EVENT = "0123456789abcdef0123456789abcdef";
  private static final Label ANNAS =
      new Label(BROWSER, ANNA, NOON.toEpochMilli(), NOON.toEpochMilli(), 0, ANNA);
  private static final List<Edge> TO_ANNA =
      List.of(new Edge(ANNA, NOON.toEpochMilli(), NOON.toEpochMilli()));

  private final Pseudonyms pseudonyms = new Pseudonyms("secret");
  private final Identification identification =
      new Identification(new Protocol(Limits.DEFAULT), pseudonyms);
  private final Commands commands = new Commands();
  private LeafMemory browser = LeafMemory.of(BROWSER);

  @Test
  void putsWhatWasBeforeAnEventAndCountsTheEventAfterwards() {
    Identification.Outcome outcome = took(counts(NOON, BROWSER));

    assertThat(outcome.toCustomers().get(0))
        .isEqualTo(
            new ContributionPut(idOf(BROWSER), BROWSER, CustomerMemory.of(BROWSER), List.of()));
    assertThat(outcome.toCustomers()).hasSize(2);
    assertThat(outcome.toCustomers().get(1))
        .isInstanceOfSatisfying(
            EventCounted.class, one -> assertThat(one.identified().origin()).isEqualTo(BROWSER));
    assertThat(outcome.counted()).isTrue();
    assertThat(browser.customerId()).isEqualTo(idOf(BROWSER));
    assertThat(browser.contribution().whole().events()).isEqualTo(1);
  }

  @Test
  void takesAllThatItContributesAlongAndSaysWhereToBeforeItGoes() {
    took(counts(NOON, BROWSER));
    CustomerMemory all = browser.contribution().whole();
    assertThat(took(identification.told(browser, commands, ANNAS)).toCustomers()).isEmpty();
    assertThat(browser.leaf().isToBeExposed()).isTrue();

    assertThat(took(identification.exposed(browser, commands)).toCustomers())
        .containsExactly(
            new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false),
            new ContributionPut(idOf(ANNA), BROWSER, all, TO_ANNA));
    assertThat(browser.customerId()).isEqualTo(idOf(ANNA));
    assertThat(browser.leaf().isToBeExposed()).isFalse();
  }

  @Test
  void tellsTheCustomerOfWhomItMeetsWhereItIs() {
    took(identification.sees(browser, commands, event(NOON, BROWSER, ANNA)));

    assertThat(
            took(identification.sees(browser, commands, event(NOON, BROWSER, PHONE))).toCustomers())
        .containsExactly(new ContributionRetracted(idOf(PHONE), BROWSER, idOf(ANNA), false));
  }

  @Test
  void countsForTheCustomerThatItWasToldLastUntilItMoves() {
    took(counts(NOON, BROWSER));
    took(identification.told(browser, commands, ANNAS));

    assertThat(took(counts(NOON, BROWSER)).toCustomers())
        .singleElement()
        .matches(one -> one.customerId().equals(idOf(BROWSER)));
  }

  @Test
  void learnsOfALinkWithoutCountingAnything() {
    took(identification.sees(browser, commands, event(NOON, BROWSER, ANNA)));
    LinkArrived link = new LinkArrived(BROWSER, ANNA, NOON.toEpochMilli(), true);
    LeafMemory seen = browser;
    browser = LeafMemory.of(BROWSER);

    assertThat(took(identification.linked(browser, commands, link)).toCustomers()).isEmpty();
    assertThat(browser.leaf()).isEqualTo(seen.leaf());
    assertThat(browser.leaf().edges()).isEqualTo(TO_ANNA);
    assertThat(browser.contribution().whole()).isEqualTo(CustomerMemory.of(BROWSER));
  }

  @Test
  void changesNothingWhenItIsToldTheSameAgain() {
    took(counts(NOON, BROWSER));
    took(identification.told(browser, commands, ANNAS));
    took(identification.exposed(browser, commands));
    LeafMemory before = browser;

    Identification.Outcome again = took(identification.told(browser, commands, ANNAS));

    assertThat(again.toCustomers()).isEmpty();
    assertThat(again.toLeaves()).isEmpty();
    assertThat(browser.leaf()).isEqualTo(before.leaf());
    assertThat(browser.contribution()).isSameAs(before.contribution());
  }

  @Test
  void forgetsWhatItContributedWhenItIsErasedAndTellsItsCustomer() {
    took(counts(NOON, BROWSER));
    commands.append(new Placed(1, new Command.Erased(BROWSER, NOON.toEpochMilli())));

    Identification.Outcome outcome =
        took(identification.told(browser, commands, new Trigger(BROWSER, 1, null)));

    assertThat(outcome.toCustomers())
        .containsExactly(
            new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(BROWSER), true),
            new ContributionPut(idOf(BROWSER), BROWSER, CustomerMemory.of(BROWSER), List.of()));
    assertThat(browser.contribution().whole()).isEqualTo(CustomerMemory.of(BROWSER));
    assertThat(browser.leaf().erasedUpTo()).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void countsNoEventOfAnErasedTimeAndItsTwinOfALaterOne() {
    commands.append(new Placed(1, new Command.Erased(BROWSER, NOON.toEpochMilli())));

    assertThat(took(counts(NOON, BROWSER)).counted()).isFalse();
    assertThat(browser.contribution().whole().events()).isZero();
    assertThat(took(counts(NOON.plusMillis(1), BROWSER)).counted()).isTrue();
    assertThat(browser.contribution().whole().events()).isEqualTo(1);
  }

  @Test
  void tellsTheOtherEndAndItsCustomerWhenALinkIsCut() {
    took(counts(NOON, BROWSER));
    took(identification.told(browser, commands, ANNAS));
    took(identification.exposed(browser, commands));
    commands.append(new Placed(1, new Command.Cut(ANNA, BROWSER)));

    Identification.Outcome cut =
        took(identification.told(browser, commands, new Trigger(BROWSER, 1, null)));
    assertThat(cut.toLeaves()).containsExactly(new Notice(ANNA, BROWSER, 1));
    assertThat(cut.toCustomers())
        .containsExactly(
            new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false),
            new ContributionPut(idOf(ANNA), BROWSER, browser.contribution().whole(), List.of()));

    assertThat(took(identification.exposed(browser, commands)).toCustomers())
        .containsExactly(
            new ContributionRetracted(idOf(ANNA), BROWSER, idOf(ANNA), false),
            new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(BROWSER), false),
            new ContributionPut(idOf(BROWSER), BROWSER, browser.contribution().whole(), List.of()));
  }

  @Test
  void putsBackWhatKnowsOfMoreOrdersThanItDoes() {
    took(counts(NOON, BROWSER));
    Trigger early = new Trigger(BROWSER, 1, null);

    Identification.Outcome outcome = took(identification.told(browser, commands, early));

    assertThat(outcome.toLeaves()).containsExactly(early);
    assertThat(outcome.toCustomers()).isEmpty();
  }

  private Identification.Outcome counts(Instant at, Identifier... names) {
    return identification.counts(browser, commands, event(at, names), EVENT);
  }

  private Identification.Outcome took(Identification.Outcome outcome) {
    browser = outcome.memory();
    return outcome;
  }

  private String idOf(Identifier strongest) {
    return pseudonyms.customerId(strongest);
  }

  private static SoundEvent event(Instant at, Identifier... names) {
    Occurrence occurrence = new Occurrence("m", at, null, Topic.CLICKSTREAM, null);
    return new SoundEvent(
        new PageViewed(occurrence, "home"),
        List.of(names),
        true,
        1,
        new Arrival("clickstream", 0, 0, new byte[0]));
  }
}
