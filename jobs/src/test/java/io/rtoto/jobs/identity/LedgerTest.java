package io.rtoto.jobs.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentifierMoved;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.FormerCustomer;
import io.rtoto.schemas.identity.Identity.Link;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkShown;
import io.rtoto.schemas.identity.OrderObeyed;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are told of why who is who. */
final class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant START = Instant.EPOCH;
  private static final EngageSettings LIVE = EngageSettings.defaults("nowhere:9092");
  private static final EngageSettings REPLAY = LIVE.replayUntil(NOON.plus(Duration.ofDays(1)));
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier BERT = new Identifier(IdentifierType.USER_ID, "bb");
  private static final Identifier EMAIL = new Identifier(IdentifierType.EMAIL, "ee");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "cc");
  private static final LinkCut CUT = new LinkCut(ANNA, BROWSER, "support", "a shared desk", NOON);
  private static final IdentifierErased ERASED =
      new IdentifierErased(BROWSER, NOON.plusSeconds(60), "privacy", "asked for", NOON);

  private Leaves leaves = Leaves.of(LIVE);

  LedgerTest() throws Exception {}

  @AfterEach
  void close() {
    leaves.close();
  }

  @Test
  void tellsWhichEventShowedALinkOnce() throws Exception {
    says("m1", NOON, true, ANNA, BROWSER);
    says("m2", NOON.plusSeconds(1), true, ANNA, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.ledger()).containsExactly(new LinkShown(ANNA, BROWSER, evidence("m1", true)));
    assertThat(leaves.identities())
        .isEqualTo(
            Map.of(
                ANNA, known(ANNA, ANNA, List.of(new Link(BROWSER, evidence("m1", true)))),
                BROWSER, known(BROWSER, ANNA, List.of())));
  }

  @Test
  void saysNothingOfAnIdentifierThatIsAlone() throws Exception {
    says("m1", NOON, true, ANNA);
    says("m2", NOON, true, BROWSER);

    assertThat(leaves.ledger()).isEmpty();
    assertThat(leaves.identities()).isEmpty();
  }

  @Test
  void tellsTheFirstProofOfALinkToo() throws Exception {
    says("m1", NOON, false, ANNA, BROWSER);
    says("m2", NOON, true, ANNA, BROWSER);
    says("m3", NOON, false, ANNA, BROWSER);
    says("m4", NOON, true, ANNA, BROWSER);

    assertThat(leaves.ledger())
        .containsExactly(
            new LinkShown(ANNA, BROWSER, evidence("m1", false)),
            new LinkShown(ANNA, BROWSER, evidence("m2", true)));
    assertThat(identity(ANNA).links()).containsExactly(new Link(BROWSER, evidence("m2", true)));
  }

  @Test
  void knowsTheEvidenceFromBeforeACrash() throws Exception {
    says("m1", NOON, true, ANNA, BROWSER);
    OperatorSubtaskState kept = leaves.keep();
    leaves.close();
    leaves = Leaves.resumed(LIVE, kept);
    says("m2", NOON, true, ANNA, BROWSER, EMAIL);

    assertThat(leaves.ledger()).containsExactly(new LinkShown(ANNA, EMAIL, evidence("m2", true)));
    assertThat(identity(ANNA).links()).extracting(Link::other).containsExactly(EMAIL, BROWSER);
  }

  @Test
  void tellsWhoMovedToWhomOverWhichLink() throws Exception {
    isOneCustomer();

    assertThat(moves())
        .containsExactly(
            new IdentifierMoved(BROWSER, idOf(BROWSER), idOf(ANNA), ANNA, null, START));
    assertThat(identity(BROWSER))
        .isEqualTo(
            new Identity(
                BROWSER,
                idOf(ANNA),
                true,
                List.of(),
                List.of(new FormerCustomer(idOf(BROWSER), START))));
  }

  @Test
  void tellsWhoseOrderWasObeyedAndWhoLeftByIt() throws Exception {
    isOneCustomer();
    leaves.obey(1, CUT).tellEachOther();
    assertThat(identity(BROWSER).settled()).isFalse();
    leaves.clockSays(SECOND);

    assertThat(leaves.ledger())
        .containsOnlyOnce(new OrderObeyed(1, CUT, START))
        .last()
        .isEqualTo(
            new IdentifierMoved(BROWSER, idOf(ANNA), idOf(BROWSER), null, 1L, START.plus(SECOND)));
    assertThat(leaves.identities()).containsOnlyKeys(BROWSER);
    assertThat(identity(BROWSER).settled()).isTrue();
    assertThat(identity(BROWSER).formerCustomers())
        .extracting(FormerCustomer::customerId)
        .containsExactly(idOf(BROWSER), idOf(ANNA));
  }

  @Test
  void tellsThatAnOrderIsObeyedThoughItChangesNothing() throws Exception {
    IdentifierBlocked unknown = new IdentifierBlocked(EMAIL, "support", "a family's", NOON);
    leaves.obey(1, unknown);

    assertThat(leaves.ledger()).containsExactly(new OrderObeyed(1, unknown, START));
  }

  @Test
  void doesNotTellThatAnOrderIsObeyedBeforeItIsKnown() throws Exception {
    leaves.areTold(1, CUT);
    assertThat(leaves.ledger()).isEmpty();

    leaves.learn(1, CUT).tellEachOther();
    assertThat(leaves.ledger()).containsExactly(new OrderObeyed(1, CUT, START));
  }

  @Test
  void forgetsWhatAnErasedIdentifierWasAndWithWhom() throws Exception {
    isOneCustomer();
    leaves.obey(1, ERASED).tellEachOther().clockSays(SECOND);

    assertThat(leaves.identities()).isEmpty();
    says("m5", NOON.plusSeconds(120), true, BROWSER);
    assertThat(leaves.identities()).isEmpty();
  }

  @Test
  void tellsALinkAgainThatFellAndWasSeenSince() throws Exception {
    isOneCustomer();
    leaves.obey(1, ERASED).tellEachOther().clockSays(SECOND);
    says("m5", NOON.plusSeconds(120), true, ANNA, BROWSER);

    assertThat(identity(ANNA).links())
        .extracting(link -> link.evidence().at())
        .containsExactly(NOON.plusSeconds(120));
  }

  @Test
  void keepsTheLastTwentyFormerCustomers() {
    Provenance provenance = Provenance.NONE;
    for (int i = 0; i < 25; i++) {
      provenance = provenance.left("c" + i, START);
    }

    assertThat(provenance.formerCustomers())
        .hasSize(20)
        .extracting(FormerCustomer::customerId)
        .startsWith("c5")
        .endsWith("c24");
  }

  @Test
  void takesTheEarliestEventForTheEvidenceInAReplayHoweverTheyCome() throws Exception {
    leaves.close();
    leaves = Leaves.of(REPLAY);
    says("m2", NOON.plusSeconds(1), true, ANNA, BROWSER);
    says("m1", NOON, true, ANNA, BROWSER);
    says("m0", NOON, true, BERT);
    leaves.tellEachOther().inputEnds();

    assertThat(leaves.ledger()).containsExactly(new LinkShown(ANNA, BROWSER, evidence("m1", true)));
    assertThat(leaves.identities().keySet()).containsExactlyInAnyOrder(ANNA, BROWSER);
  }

  private void isOneCustomer() throws Exception {
    says("m1", NOON, true, BROWSER);
    says("m2", NOON, true, ANNA);
    says("m3", NOON, true, ANNA, BROWSER);
    leaves.tellEachOther();
    assertThat(leaves.customers()).hasSize(1);
  }

  private void says(String messageId, Instant at, boolean proven, Identifier... who)
      throws Exception {
    leaves.see(
        new SoundEvent(
            new PageViewed(new Occurrence(messageId, at, null, Topic.CLICKSTREAM, null), "home"),
            List.of(who),
            proven,
            messageId.hashCode(),
            new Arrival("clickstream", 0, 0, new byte[0])));
  }

  private Identity identity(Identifier identifier) {
    return requireNonNull(leaves.identities().get(identifier));
  }

  private List<LedgerEntry> moves() {
    List<LedgerEntry> moves = new ArrayList<>(leaves.ledger());
    moves.removeIf(entry -> !(entry instanceof IdentifierMoved));
    return moves;
  }

  private static Evidence evidence(String messageId, boolean proven) {
    return new Evidence(EventName.of(ANNA, messageId).eventId(), NOON, Topic.CLICKSTREAM, proven);
  }

  private static Identity known(Identifier identifier, Identifier customer, List<Link> links) {
    return new Identity(identifier, idOf(customer), true, links, List.of());
  }

  private static String idOf(Identifier strongest) {
    return new Pseudonyms(LIVE.identitySecret()).customerId(strongest);
  }
}
