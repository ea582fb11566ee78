package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.Doubted;
import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.LoopMessage.Notice;
import io.rtoto.jobs.identity.protocol.LoopMessage.Trigger;
import io.rtoto.jobs.identity.protocol.Told.Absent;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtocolTest {
  private static final Identifier ANNA = Names.user(1);
  private static final Identifier BERT = Names.user(2);
  private static final Identifier PHONE = Names.phone(1);
  private static final Identifier BROWSER = Names.browser(1);

  private final Protocol protocol = new Protocol(Limits.of(2, 3, 100));
  private final Commands commands = new Commands();
  private final List<Sent> sent = new ArrayList<>();
  private Leaf browser = Leaf.of(BROWSER);

  @Test
  void tellsItsLabelOverANewEdgeOnly() {
    linked(ANNA, 1, true);
    assertThat(sent).containsExactly(new Label(ANNA, BROWSER, 1, 1, 0, ANNA));

    sent.clear();
    linked(ANNA, 2, true);
    assertThat(sent).isEmpty();
    assertThat(browser.edges()).containsExactly(new Edge(ANNA, 2, 2));
  }

  @Test
  void believesAtOnceThatItBelongsToTheStrongerThatItIsSeenWith() {
    event(1);
    linked(ANNA, 2, true);

    assertThat(browser.label()).isEqualTo(ANNA);
    assertThat(browser.isToBeExposed()).isTrue();
  }

  @Test
  void tellsWhoeverItMeetsOnceThatItBelongsToSomebodyStronger() {
    linked(ANNA, 1, true);
    assertThat(sent).doesNotHaveAnyElementsOfTypes(Absent.class);

    event(2, PHONE);
    assertThat(sent).contains(new Absent(PHONE, BROWSER));
    sent.clear();
    event(3, PHONE);
    assertThat(sent).doesNotHaveAnyElementsOfTypes(Absent.class);
  }

  @Test
  void believesWhomItHasMetBeforeOnlyOverTheLoop() {
    linked(PHONE, 1, true);
    linked(ANNA, 2, true);
    command(new Cut(ANNA, BROWSER));
    event(3, PHONE);

    assertThat(browser.label()).isEqualTo(BROWSER);
    hears(new Label(BROWSER, PHONE, 3, 3, browser.epoch(), PHONE));
    assertThat(browser.label()).isEqualTo(PHONE);
  }

  @Test
  void waitsForTheOrderWhereASecondUserIsNotProven() {
    linked(BERT, 1, true);
    linked(ANNA, 2, false);

    assertThat(browser.label()).isEqualTo(BERT);
    assertThat(sent).contains(new Doubted(BROWSER));
  }

  @Test
  void letsNoLabelPassBetweenTwoUsersWhileOneIsInDoubt() {
    linked(BERT, 1, true);
    sent.clear();

    Label ofAnna = new Label(BROWSER, ANNA, 2, Edge.NEVER, 0, ANNA);
    hears(ofAnna);
    assertThat(browser.label()).isEqualTo(BERT);
    assertThat(sent).containsExactlyInAnyOrder(new Doubted(BROWSER), ofAnna);

    linked(ANNA, 3, true);
    sent.clear();
    command(new Doubted(BROWSER));
    assertThat(sent).extracting(Sent::toString).anyMatch(one -> one.startsWith("Label[to=" + ANNA));
  }

  @Test
  void movesWithAllThatItHasOnceItHearsOfAStronger() {
    event(1);
    hears(new Label(BROWSER, PHONE, 1, 1, 0, ANNA));
    sent.clear();
    assertThat(browser.isToBeExposed()).isTrue();

    exposes();

    Edge phone = new Edge(PHONE, 1, 1);
    assertThat(sent)
        .containsExactly(new Retract(BROWSER, BROWSER), new Put(ANNA, BROWSER, List.of(phone)));
    event(2, PHONE);
    assertThat(sent).contains(new Delta(ANNA, BROWSER, List.of(new Edge(PHONE, 2, 2))));
  }

  @Test
  void isSeenByACustomerBeforeItCountsForIt() {
    event(1);

    assertThat(sent)
        .containsExactly(
            new Put(BROWSER, BROWSER, List.of()), new Delta(BROWSER, BROWSER, List.of()));
  }

  @Test
  void hasNothingToSayToItself() {
    linked(BROWSER, 1, true);
    hears(new Label(BROWSER, BROWSER, 1, 1, 0, BROWSER));

    assertThat(browser.edges()).isEmpty();
    assertThat(sent).containsExactly(new Put(BROWSER, BROWSER, List.of()));
  }

  @Test
  void asksToBeBlockedOnceAndLearnsNothingMoreUntilItIs() {
    for (int i = 1; i <= 5; i++) {
      linked(Names.user(i), i, true);
    }
    assertThat(sent).filteredOn(Command.class::isInstance).containsExactly(new Blocked(BROWSER));
    assertThat(browser.edges()).hasSize(3);
    assertThat(browser.userIds()).hasSize(3);

    sent.clear();
    Label early = new Label(BROWSER, Names.user(9), 9, 9, 0, Names.user(9));
    hears(early);
    assertThat(sent).containsExactly(early);

    command(new Blocked(BROWSER));
    sent.clear();
    hears(early);
    assertThat(browser.edges()).isEmpty();
    assertThat(sent).containsExactly(new Notice(Names.user(9), BROWSER, 1));
  }

  @Test
  void asksToBeBlockedWhenFewerUsersAreAllowedThanItJoinsAlready() {
    linked(ANNA, 1, true);
    linked(BERT, 2, true);
    assertThat(sent).noneMatch(Command.class::isInstance);

    Protocol stricter = new Protocol(Limits.of(1, 3, 100));
    take(stricter.link(browser, commands, new Sighting(List.of(ANNA), 3, true)));

    assertThat(sent).filteredOn(Command.class::isInstance).containsExactly(new Blocked(BROWSER));
  }

  @Test
  void staysSilentHoweverOftenABlockedIdentifierIsSeen() {
    command(new Blocked(BROWSER));
    linked(ANNA, 1, true);
    sent.clear();

    for (int i = 0; i < 100; i++) {
      linked(ANNA, i, true);
    }

    assertThat(sent).isEmpty();
  }

  @Test
  void asksToBeBlockedWhenItHasTooManyNeighbours() {
    for (int i = 0; i < 10; i++) {
      linked(Names.email(i), i, true);
    }

    assertThat(sent).filteredOn(Command.class::isInstance).containsExactly(new Blocked(BROWSER));
    assertThat(browser.edges()).hasSize(4);
  }

  @Test
  void asksToBeDoubtedWhenItWouldJoinTwoUsersOfWhomOneIsUnproven() {
    linked(ANNA, 1, false);
    assertThat(sent).noneMatch(Command.class::isInstance);

    linked(BERT, 2, true);

    assertThat(sent).filteredOn(Command.class::isInstance).containsExactly(new Doubted(BROWSER));
    command(new Doubted(BROWSER));
    assertThat(browser.edges()).containsExactly(new Edge(BERT, 2, 2));
  }

  @Test
  void holdsAnEdgeForProvenThatOnceWas() {
    linked(ANNA, 1, true);
    linked(ANNA, 2, false);
    linked(BERT, 3, true);
    command(new Doubted(BROWSER));

    assertThat(browser.edges()).extracting(Edge::to).containsExactly(ANNA, BERT);
  }

  @Test
  void takesAnEdgeUpAgainThatIsProvenAfterTheDoubt() {
    linked(ANNA, 1, false);
    linked(BERT, 2, true);
    command(new Doubted(BROWSER));
    sent.clear();

    linked(ANNA, 1, true);

    assertThat(sent)
        .containsExactly(
            new Label(ANNA, BROWSER, 1, 1, 1, ANNA), new Label(BERT, BROWSER, 2, 2, 1, ANNA));
  }

  @Test
  void holdsADoubtedEdgeByProofOnlyAndTakesItUpAgainWhenItComes() {
    linked(PHONE, 1, false);
    command(new LinkDoubted(PHONE, BROWSER));
    linked(PHONE, 2, false);
    assertThat(browser.edges()).isEmpty();
    assertThat(sent).contains(new Notice(PHONE, BROWSER, 1));
    sent.clear();

    linked(PHONE, 1, true);

    assertThat(browser.edges()).containsExactly(new Edge(PHONE, 1, 1));
    assertThat(sent).containsExactly(new Label(PHONE, BROWSER, 1, 1, 1, PHONE));
  }

  @Test
  void tellsTheCustomerOfTheProofOfAnEdgeThatItAskedToBeDoubted() {
    linked(PHONE, 1, false);
    exposes();
    linked(PHONE, 1, true);
    sent.clear();

    command(new LinkDoubted(PHONE, BROWSER));

    assertThat(sent).containsExactly(new Put(PHONE, BROWSER, List.of(new Edge(PHONE, 1, 1))));
  }

  @Test
  void makesOneOfTwoKnownCustomersOnceProofLeadsAllTheWayWheneverItComes() {
    Identifier email = Names.email(1);
    Happening claimed = new Happening(0, List.of(ANNA, BROWSER), 1, false);
    Happening proven = new Happening(1, List.of(ANNA, BROWSER), 2, true);
    List<Happening> others =
        List.of(
            new Happening(2, List.of(email, BROWSER), 3, true),
            new Happening(3, List.of(BERT, email), 4, true));
    for (int place = 0; place <= others.size() + 1; place++) {
      List<Happening> happenings = new ArrayList<>(List.of(claimed));
      happenings.addAll(others);
      happenings.add(place, proven);
      Neighbourhood neighbourhood = new Neighbourhood(Limits.DEFAULT, 0);
      for (Happening happening : happenings) {
        neighbourhood.hear(happening);
        neighbourhood.settle();
        if (!happening.equals(proven) && happenings.indexOf(proven) == happenings.size() - 1) {
          assertThat(neighbourhood.label(BERT)).isEqualTo(BERT);
        }
      }

      assertThat(List.of(ANNA, BERT, email, BROWSER))
          .allMatch(id -> neighbourhood.label(id).equals(ANNA));
    }
  }

  @Test
  void startsAnewWhenAnEdgeFallsAndTellsBothSides() {
    linked(ANNA, 1, true);
    linked(PHONE, 1, true);
    hears(new Label(BROWSER, ANNA, 1, 1, 0, ANNA));
    sent.clear();

    command(new Cut(ANNA, BROWSER));

    assertThat(browser.label()).isEqualTo(BROWSER);
    assertThat(sent)
        .containsExactly(new Notice(ANNA, BROWSER, 1), new Label(PHONE, BROWSER, 1, 1, 1, BROWSER));
  }

  @Test
  void putsBackWhatTakesAccountOfCommandsThatItDoesNotKnow() {
    Label label = new Label(BROWSER, ANNA, 1, 1, 1, ANNA);
    hears(label);
    assertThat(sent).containsExactly(label);
    assertThat(browser).isEqualTo(Leaf.of(BROWSER));
  }

  /** Who told it may have been rolled back, and come to that epoch in no other way. */
  @Test
  void tellsALaterEpochBackToWhoToldIt() {
    linked(ANNA, 1, true);
    commands.append(new Placed(1, new Blocked(PHONE)));
    sent.clear();

    hears(new Label(BROWSER, ANNA, 1, 1, 1, ANNA));

    assertThat(sent).containsExactly(new Label(ANNA, BROWSER, 1, 1, 1, ANNA));
  }

  /** Who sent it may have been rolled back, and have the edge still. */
  @Test
  void answersANoticeOfAnEdgeThatFellWithANotice() {
    linked(ANNA, 1, true);
    commands.append(new Placed(1, new Blocked(ANNA)));
    sent.clear();

    hears(new Notice(BROWSER, ANNA, 1));
    assertThat(sent).containsExactly(new Notice(ANNA, BROWSER, 1));

    sent.clear();
    hears(new Notice(BROWSER, ANNA, 1));
    assertThat(sent).isEmpty();
  }

  @Test
  void answersANoticeOfAnEdgeThatHoldsWithALabel() {
    linked(ANNA, 9, true);
    commands.append(new Placed(1, new Erased(ANNA, 5)));
    sent.clear();

    hears(new Notice(BROWSER, ANNA, 1));

    assertThat(sent).containsExactly(new Label(ANNA, BROWSER, 9, 9, 1, BROWSER));
  }

  @Test
  void forgetsWhatIsErasedAndCountsItNoMore() {
    event(1, ANNA);
    sent.clear();

    command(new Erased(BROWSER, 5));

    assertThat(browser.erasedUpTo()).isEqualTo(5);
    assertThat(sent)
        .containsExactly(new Notice(ANNA, BROWSER, 1), new Put(ANNA, BROWSER, List.of()));
    exposes();
    sent.clear();
    event(5, ANNA);
    assertThat(sent).isEmpty();
    event(6);
    assertThat(sent).containsExactly(new Delta(BROWSER, BROWSER, List.of()));
  }

  @Test
  void isNobodyOnlyBecauseACommandNamesIt() {
    command(new Erased(BROWSER, 5));
    hears(new Notice(BROWSER, ANNA, 1));

    assertThat(browser.erasedUpTo()).isEqualTo(5);
    assertThat(browser.exposed()).isNull();
    assertThat(sent).isEmpty();
  }

  private void event(long at, Identifier... others) {
    take(protocol.event(browser, commands, new Sighting(List.of(others), at, true)));
  }

  private void linked(Identifier other, long at, boolean proven) {
    take(protocol.link(browser, commands, new Sighting(List.of(other), at, proven)));
  }

  private void hears(LoopMessage message) {
    take(protocol.loop(browser, commands, message));
  }

  private void command(Command command) {
    long seq = commands.position() + 1;
    commands.append(new Placed(seq, command));
    hears(new Trigger(BROWSER, seq, null));
  }

  private void exposes() {
    take(protocol.expose(browser, commands));
  }

  private void take(Step step) {
    browser = step.leaf();
    sent.addAll(step.sent());
  }
}
