package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.journal.EventApplied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Live, events count as they come, and come in any order: rows B60, B61, B62 and B67 of the
 * catalogue of bad input.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnyOrderTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final EngageRig rig;

  AnyOrderTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeAll
  void begin() throws Exception {
    rig.begin(2);
    rig.startLive(rig.settings(), 2);
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void b60ARetryAfterIdentifyDoesNotCountAgainForTheCustomerWhoIsKnownNow() throws Exception {
    Call page =
        new Call(
            Topic.CLICKSTREAM,
            "browser",
            """
            {"type":"page","name":"home","anonymousId":"browser","messageId":"b60",\
            "timestamp":"2026-11-23T12:00:00Z"}\
            """);
    Call identify =
        new Call(
            Topic.CLICKSTREAM,
            "browser",
            """
            {"type":"identify","userId":"carla","anonymousId":"browser","messageId":"b60-known",\
            "timestamp":"2026-11-23T12:01:00Z"}\
            """);

    arrive(List.of(page, identify));
    EngageRig.await(() -> latest("b60-known").events() == 2);
    rig.write(List.of(page));

    EngageRig.await(() -> rig.events().contains("repeated b60"));
    assertThat(rig.events()).containsOnlyOnce("applied b60");
    assertThat(customerOf("b60-known")).isNotEqualTo(customerOf("b60"));
    assertThat(latest("b60-known").events()).isEqualTo(2);
    assertThat(rig.customers())
        .extracting(CustomerSnapshot::customerId)
        .doesNotContain(customerOf("b60"));
  }

  @Test
  void b61b67ABatchThatArrivesBackwardsComesToTheSame() throws Exception {
    arrive(visit("fay"));
    List<Call> backwards = new ArrayList<>(visit("gus"));
    Collections.reverse(backwards);

    arrive(backwards);

    CustomerSnapshot forwards = latest("fay-6");
    assertThat(forwards.orders()).isOne();
    assertThat(forwards.spendMinor()).isEqualTo(1250);
    assertThat(forwards.cart())
        .extracting(CustomerSnapshot.CartLine::productId)
        .containsExactly("laces", "wax");
    assertThat(latest("gus-6"))
        .usingRecursiveComparison()
        .ignoringFields("customerId", "identifiers")
        .isEqualTo(forwards);
  }

  @Test
  void b62ARefundThatArrivesBeforeItsOrderIsTakenOffOnceTheOrderIsThere() throws Exception {
    arrive(
        List.of(
            Call.refunds("hal", "o-hal-1", "5.00", NOON.plusSeconds(3600), "hal-2"),
            Call.orders("hal", "boots", NOON, "hal-1")));

    assertThat(latest("hal-1").orders()).isOne();
    assertThat(latest("hal-1").spendMinor()).isEqualTo(750);
  }

  private static List<Call> visit(String user) {
    return List.of(
        Call.views(user, "boots", NOON, user + "-1"),
        Call.adds(user, "boots", NOON.plusSeconds(1), user + "-2"),
        Call.adds(user, "wax", NOON.plusSeconds(2), user + "-3"),
        Call.checksOut(user, NOON.plusSeconds(3), user + "-4"),
        Call.orders(user, "boots", NOON.plusSeconds(4), user + "-5"),
        Call.adds(user, "laces", NOON.plusSeconds(5), user + "-6"));
  }

  /** Each once the one before is applied: topics have no order among each other. */
  private void arrive(List<Call> calls) throws Exception {
    for (Call call : calls) {
      int before = rig.events().size();
      rig.write(List.of(call));
      EngageRig.await(() -> rig.events().size() > before);
    }
  }

  /** What is known by now of the customer of that message. */
  private CustomerSnapshot latest(String messageId) {
    String customer = customerOf(messageId);
    return rig.customers().stream()
        .filter(snapshot -> snapshot.customerId().equals(customer))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private String customerOf(String messageId) {
    return rig.journal().stream()
        .filter(EventApplied.class::isInstance)
        .map(EventApplied.class::cast)
        .filter(applied -> applied.event().occurrence().messageId().equals(messageId))
        .map(EventApplied::customerId)
        .findFirst()
        .orElseThrow();
  }
}
