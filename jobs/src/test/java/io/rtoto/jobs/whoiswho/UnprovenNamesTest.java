package io.rtoto.jobs.whoiswho;

import static io.rtoto.schemas.IdentifierType.ANONYMOUS_ID;
import static io.rtoto.schemas.IdentifierType.EMAIL;
import static io.rtoto.schemas.IdentifierType.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Row B51: what browsers say of who they are, as a gateway writes it, in one life of the whole job.
 * What a test expects to be joined differs from what it expects not to be in what the gateway says
 * of it, and in nothing else.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnprovenNamesTest {
  private static final String PROVEN = "\"keyKind\":\"browser\",\"proven\":true,";
  private static final String UNPROVEN = "\"keyKind\":\"browser\",\"proven\":false,";
  private static final String BY_SERVER = "\"keyKind\":\"server\",\"proven\":true,";

  private final EngageRig rig;
  private final List<String> calls = new ArrayList<>();
  private @Nullable LocalJob job;

  UnprovenNamesTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeAll
  void tellAll() throws Exception {
    rig.begin(2);
    job = rig.startLive(rig.settings(), 2);
    for (String user : List.of("victim", "anna", "claimed", "mailed")) {
      call("page", BY_SERVER + "\"userId\":\"%s\"".formatted(user));
    }
    call("page", UNPROVEN + "\"anonymousId\":\"anna-browser\"");
    call("identify", PROVEN + "\"userId\":\"anna\",\"anonymousId\":\"anna-browser\"");
    // The next page says so again, as SDKs do, and proves nothing any more.
    call("page", UNPROVEN + "\"userId\":\"anna\",\"anonymousId\":\"anna-browser\"");

    call("identify", UNPROVEN + "\"userId\":\"victim\",\"anonymousId\":\"thief-browser\"");
    call(
        "page",
        UNPROVEN
            + "\"channel\":\"server\",\"userId\":\"victim\",\"anonymousId\":\"thief-browser\"");
    call("alias", UNPROVEN + "\"userId\":\"thief\",\"previousId\":\"victim\"");

    call(
        "page", BY_SERVER + "\"userId\":\"mailed\",\"traits\":{\"email\":\"mailed@shop.example\"}");
    call(
        "identify",
        PROVEN
            + "\"userId\":\"claimed\",\"anonymousId\":\"claimed-browser\","
            + "\"traits\":{\"email\":\"mailed@shop.example\"}");

    call("page", UNPROVEN + "\"userId\":\"alone\"");
    call("page", BY_SERVER + "\"notAllowed\":true,\"userId\":\"refused\"");
    rig.write(calls.stream().map(json -> new Call(Topic.CLICKSTREAM, "any", json)).toList());
    rig.awaitRest(rig.settings());
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void b51AProofJoinsABrowserToItsAccount() {
    assertThat(only(USER_ID, "anna"))
        .matches(one -> one.equals(only(ANONYMOUS_ID, "anna-browser")))
        .extracting(CustomerSnapshot::events)
        .isEqualTo(4L);
  }

  @Test
  void b51ABrowserThatSaysToBeSomebodyElseJoinsNobody() {
    CustomerSnapshot thief = only(ANONYMOUS_ID, "thief-browser");

    assertThat(thief.events()).as("its events are kept").isEqualTo(2);
    assertThat(thief.identifiers()).hasSize(1);
    assertThat(only(USER_ID, "victim").events()).isEqualTo(1);
    assertThat(only(USER_ID, "victim").identifiers()).hasSize(1);
  }

  @Test
  void b51AProofProvesNoAddressThatThePageSendsAlong() {
    assertThat(only(USER_ID, "claimed").identifiers())
        .isEqualTo(only(ANONYMOUS_ID, "claimed-browser").identifiers())
        .hasSize(2);
    assertThat(only(EMAIL, "mailed@shop.example")).isEqualTo(only(USER_ID, "mailed"));
  }

  @Test
  void b51WhomNothingButAnUnprovenNameNamesIsSetAside() throws Exception {
    assertThat(rig.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactlyInAnyOrder(
            // The alias, and the page without a browser.
            Reason.IDENTITY_UNPROVEN, Reason.IDENTITY_UNPROVEN, Reason.NOT_ALLOWED);
    assertThat(Objects.requireNonNull(job).restarts()).isZero();
  }

  private void call(String type, String names) {
    calls.add(
        "{\"type\":\"%s\",\"messageId\":\"n%d\",\"timestamp\":\"2026-11-22T12:00:00Z\",%s}"
            .formatted(type, calls.size(), names));
  }

  private CustomerSnapshot only(IdentifierType type, String name) {
    Identifier identifier = new Pseudonyms(rig.settings().identitySecret()).identifier(type, name);
    List<CustomerSnapshot> customers =
        rig.customersNow().stream()
            .filter(one -> Set.copyOf(one.identifiers()).contains(identifier))
            .toList();
    assertThat(customers).as("%s %s", type.wireName(), name).hasSize(1);
    return customers.get(0);
  }
}
