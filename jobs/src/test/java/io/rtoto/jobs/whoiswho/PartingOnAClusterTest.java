package io.rtoto.jobs.whoiswho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people who were taken for one, and come apart again, through the whole job. */
@ExtendWith(EngageRigExtension.class)
final class PartingOnAClusterTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Money PRICE = new Money(4_990, "USD");
  private static final String ABANDONED = "CartAbandoned";

  private final EngageRig rig;
  private final Pseudonyms pseudonyms;
  private final Identifier anna;
  private final Identifier bert;
  private final Identifier tablet;

  PartingOnAClusterTest(EngageRig rig) {
    this.rig = rig;
    pseudonyms = new Pseudonyms(rig.settings().identitySecret());
    anna = pseudonyms.identifier(IdentifierType.USER_ID, "anna");
    bert = pseudonyms.identifier(IdentifierType.USER_ID, "bert");
    tablet = pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, "tablet");
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  /**
   * One piece in the cart is worth a reminder, two are worth free delivery, and neither is offered
   * twice within four hours.
   */
  @Test
  void eachHasTheirOwnHistoryCartTimersAndOffersBack() throws Exception {
    rig.begin(2);
    rig.publishRules();
    rig.startLive(rig.settings(), 2);
    EngageRig.await(() -> rig.journal().stream().filter(this::isInForce).count() == 2);

    happen(signsIn("bert", "ja", 0), signsIn("anna", "de", 1));
    happen(Call.orders("bert", "hat", at(2), "b2"), Call.adds("anna", "boots", at(3), "a3"));
    timeReaches(35, 1);
    happen(Call.adds("bert", "wax", at(40), "b40"));
    timeReaches(75, 2);
    happen(Call.adds("anna", "laces", at(80), "a80"), looksAround("bert", 81));
    String both = id(anna.compareTo(bert) < 0 ? anna : bert);
    assertThat(rig.customersNow())
        .extracting(Oracle::ofToday)
        .extracting(CustomerSnapshot::customerId, CustomerSnapshot::openTimers)
        .containsExactly(tuple(both, leftAt(111)));
    assertThat(offers())
        .containsExactlyInAnyOrder(
            tuple(both, "reminder", at(33)), tuple(both, "free-delivery", at(70)));

    rig.order(List.of(new LinkCut(bert, tablet, "desk", "They are two.", at(90))));
    EngageRig.await(() -> rig.customersNow().size() == 2);
    rig.awaitRest(rig.settings());
    assertThat(rig.customersNow())
        .extracting(Oracle::ofToday)
        .containsExactlyInAnyOrder(annaAlone(), bertAlone());

    timeReaches(114, 4);
    assertThat(rig.moments(ABANDONED))
        .extracting(MomentArose::customerId, MomentArose::at)
        .containsExactlyInAnyOrder(
            tuple(both, at(33)),
            tuple(both, at(70)),
            tuple(id(anna), at(110)),
            tuple(id(bert), at(111)));
    // What the other was offered when they were one, each has not heard.
    List<Tuple> heard =
        List.of(
            tuple(both, "reminder", at(33)),
            tuple(both, "free-delivery", at(70)),
            tuple(id(anna), "free-delivery", at(110)),
            tuple(id(bert), "reminder", at(111)));
    assertThat(offers()).containsExactlyInAnyOrderElementsOf(heard);

    happen(removes("anna", "laces", 120), Call.adds("bert", "wax", at(121), "b121"));
    timeReaches(154, 6);
    // What they were offered upon their own carts when they were one, they have.
    assertThat(offers()).containsExactlyInAnyOrderElementsOf(heard);
  }

  private CustomerSnapshot annaAlone() {
    return new CustomerSnapshot(
        id(anna),
        List.of(anna, tablet),
        3,
        0,
        0,
        null,
        null,
        null,
        at(1),
        at(80),
        "de",
        null,
        null,
        null,
        List.of(),
        0,
        List.of(new CartLine("boots", 1, PRICE), new CartLine("laces", 1, PRICE)),
        List.of(),
        CustomerSnapshot.Affinities.NONE,
        leftAt(110));
  }

  private CustomerSnapshot bertAlone() {
    return new CustomerSnapshot(
        id(bert),
        List.of(bert),
        4,
        1,
        1_250,
        "USD",
        at(2),
        at(2),
        at(0),
        at(81),
        "ja",
        null,
        null,
        null,
        List.of(),
        0,
        List.of(new CartLine("wax", 1, PRICE)),
        List.of(),
        CustomerSnapshot.Affinities.NONE,
        leftAt(111));
  }

  private static List<OpenTimer> leftAt(int minute) {
    return List.of(new OpenTimer(ABANDONED, at(minute)), new OpenTimer("SessionEnded", at(minute)));
  }

  private void happen(Call... calls) throws Exception {
    rig.write(List.of(calls));
    rig.awaitRest(rig.settings());
  }

  /** And so many carts were left by then. */
  private void timeReaches(int minute, int abandoned) throws Exception {
    rig.tick(at(minute));
    EngageRig.await(() -> rig.moments(ABANDONED).size() >= abandoned);
  }

  private boolean isInForce(Object entry) {
    return entry instanceof RulesActivated activated && activated.refusal().isEmpty();
  }

  /** Whom what was offered for a cart, and when; each once. */
  private Stream<Tuple> offers() {
    return rig.decisions().stream()
        .filter(decision -> decision.moment().equals(ABANDONED))
        .filter(decision -> decision.kind() == DecisionKind.OFFER)
        .map(one -> tuple(one.customerId(), one.name(), one.decidedAt()))
        .distinct();
  }

  private static Call signsIn(String user, String language, int minute) {
    return call(
        user,
        minute,
        "identify",
        "\"channel\":\"server\",\"anonymousId\":\"tablet\",\"traits\":{\"language\":\"%s\"}"
            .formatted(language));
  }

  private static Call looksAround(String user, int minute) {
    return call(user, minute, "page", "\"name\":\"home\"");
  }

  private static Call removes(String user, String product, int minute) {
    return call(
        user,
        minute,
        "track",
        "\"event\":\"Product Removed\",\"properties\":{\"product_id\":\"%s\"}".formatted(product));
  }

  private static Call call(String user, int minute, String type, String rest) {
    return new Call(
        Topic.CLICKSTREAM,
        user,
        "{\"type\":\"%s\",\"userId\":\"%s\",\"messageId\":\"%s-%d\",\"timestamp\":\"%s\",%s}"
            .formatted(type, user, user, minute, at(minute), rest));
  }

  private String id(Identifier strongest) {
    return pseudonyms.customerId(strongest);
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
