package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole job, live: who is drawn to what, as customers turn out to be one, and go. */
@ExtendWith(EngageRigExtension.class)
final class AudiencesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final EngageRig rig;
  private int calls;

  AudiencesTest(EngageRig rig) {
    this.rig = rig;
  }

  @Test
  void whoSignsInIsInTheAudienceOnceUnderTheirNewIdAndWhoIsErasedNoLonger() throws Exception {
    rig.begin(2);
    EngageSettings settings = rig.settings("--audiences-apart", "PT0.05S");
    rig.startLive(settings, 2);
    rig.write(List.of(looks("\"anonymousId\":\"browser\""), looks("\"userId\":\"anna\"")));
    rig.write(List.of(looks("\"anonymousId\":\"browser\""), looks("\"userId\":\"anna\"")));
    EngageRig.await(() -> membersOf("tea-1").size() == 2);
    List<String> before = membersOf("tea-1");

    rig.write(List.of(looks("\"userId\":\"anna\",\"anonymousId\":\"browser\"")));
    EngageRig.await(() -> membersOf("tea-1").size() == 1);
    assertThat(membersOf("tea-1"))
        .isEqualTo(rig.customersNow().stream().map(CustomerSnapshot::customerId).toList());
    assertThat(before).containsAll(membersOf("tea-1"));
    assertThat(rig.audiencesNow()).hasSize(2).allMatch(one -> one.members().size() == 1);

    erases(settings, IdentifierType.USER_ID, "anna");
    erases(settings, IdentifierType.ANONYMOUS_ID, "browser");
    EngageRig.await(() -> rig.audiencesNow().isEmpty());
  }

  private void erases(EngageSettings settings, IdentifierType type, String name) throws Exception {
    Identifier who = new Pseudonyms(settings.identitySecret()).identifier(type, name);
    Instant later = NOON.plusSeconds(3_600);
    rig.order(List.of(new IdentifierErased(who, later, "test", "asked for", later)));
  }

  private List<String> membersOf(String product) {
    return new ArrayList<>(
        rig.audiencesNow().stream()
            .filter(one -> one.name().equals(product))
            .flatMap(one -> one.members().stream())
            .map(Audience.Member::customerId)
            .toList());
  }

  private Call looks(String who) {
    calls++;
    return new Call(
        Topic.CLICKSTREAM,
        "key",
        """
        {"type":"track","event":"Product Viewed",%s,"messageId":"m%d","timestamp":"%s",\
        "properties":{"product_id":"tea-1","category":"tea"}}\
        """
            .formatted(who, calls, NOON.plusSeconds(calls)));
  }
}
