package io.rtoto.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.keys.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Row S5: who sends too much is sent away, and nobody else. */
final class ThrottleTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final WriteKey WEB =
      WriteKey.ofBrowser("web", List.of("https://shop.example"), false, NOON);
  private static final WriteKey SERVER =
      WriteKey.ofServer("server", Secrets.hashOf("secret"), NOON);

  private Instant now = NOON;
  private final Throttle throttle =
      new Throttle(new RateLimits(10, 5, 20, 20, List.of()), () -> now);

  @Test
  void sendsAwayAnAddressUntilItsTimeHasCome() {
    for (int i = 0; i < 10; i++) {
      throttle.countAddress("10.0.0.1");
    }

    Refused refused = refusedOf(() -> throttle.countAddress("10.0.0.1"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.waitSeconds()).isEqualTo(1);
    assertThatCode(() -> throttle.countAddress("10.0.0.2")).doesNotThrowAnyException();

    now = now.plus(Duration.ofSeconds(refused.waitSeconds()));
    assertThatCode(() -> throttle.countAddress("10.0.0.1")).doesNotThrowAnyException();
  }

  @Test
  void countsEachRequestOfAKeyOnceHoweverManyCallsItHolds() {
    for (int i = 0; i < 20; i++) {
      throttle.count(SERVER, calls("anonymousId", "a", 500));
    }

    assertThat(refusedOf(() -> throttle.count(SERVER, List.of())).sentence())
        .contains("this write key");
    assertThatCode(() -> throttle.count(WEB, List.of())).doesNotThrowAnyException();
  }

  @Test
  void countsEachEventOfADeviceAndLetsAFullBatchOfOneIn() {
    throttle.count(WEB, calls("anonymousId", "a", 500));
    throttle.count(WEB, calls("anonymousId", "a", 100));

    Refused refused = refusedOf(() -> throttle.count(WEB, calls("anonymousId", "a", 40)));
    assertThat(refused.sentence()).contains("this device");
    assertThat(refused.waitSeconds()).isEqualTo(2);
    assertThatCode(() -> throttle.count(WEB, calls("anonymousId", "b", 40)))
        .doesNotThrowAnyException();

    now = now.plusSeconds(2);
    assertThatCode(() -> throttle.count(WEB, calls("anonymousId", "a", 40)))
        .doesNotThrowAnyException();
  }

  @Test
  void countsEachEventOfACustomerOverAllDevices() {
    throttle.count(WEB, calls("userId", "anna", 500));

    assertThat(refusedOf(() -> throttle.count(WEB, calls("userId", "anna", 101))).sentence())
        .contains("this customer");
  }

  @Test
  void countsNoDeviceOfAServerWhichSpeaksForAll() {
    throttle.count(SERVER, calls("anonymousId", "a", 500));

    assertThatCode(() -> throttle.count(SERVER, calls("anonymousId", "a", 500)))
        .doesNotThrowAnyException();
  }

  private static Refused refusedOf(ThrowingCallable sent) {
    Refused refused = catchThrowableOfType(Refused.class, sent);
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  private static List<JsonNode> calls(String field, String id, int number) {
    return Collections.nCopies(number, JsonNodeFactory.instance.objectNode().put(field, id));
  }
}
