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

  private static final String HOME = "198.51.100.7";
  private static final String ELSEWHERE = "203.0.113.1";

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
      throttle.count(SERVER);
      throttle.count(SERVER, calls("anonymousId", "a", 500), HOME);
    }

    assertThat(refusedOf(() -> throttle.count(SERVER)).sentence()).contains("this write key");
    assertThatCode(() -> throttle.count(WEB)).doesNotThrowAnyException();
  }

  @Test
  void countsEachEventOfADeviceAndLetsAFullBatchOfOneIn() {
    throttle.count(WEB, calls("anonymousId", "a", 500), HOME);
    throttle.count(WEB, calls("anonymousId", "a", 100), HOME);

    Refused refused = refusedOf(() -> throttle.count(WEB, calls("anonymousId", "a", 40), HOME));
    assertThat(refused.sentence()).contains("this device");
    assertThat(refused.waitSeconds()).isEqualTo(2);
    assertThatCode(() -> throttle.count(WEB, calls("anonymousId", "b", 40), HOME))
        .doesNotThrowAnyException();

    now = now.plusSeconds(2);
    assertThatCode(() -> throttle.count(WEB, calls("anonymousId", "a", 40), HOME))
        .doesNotThrowAnyException();
  }

  @Test
  void countsEachEventOfACustomerOverAllDevicesAndAddresses() {
    throttle.count(WEB, proven("anna", 500), HOME);

    assertThat(refusedOf(() -> throttle.count(WEB, proven("anna", 101), ELSEWHERE)).sentence())
        .contains("this customer");
  }

  /** The key is public, and so are many user ids. */
  @Test
  void spendsNothingOfACustomerWhomSomebodyNamesWithoutAProof() {
    throttle.count(WEB, calls("userId", "anna", 500), ELSEWHERE);
    throttle.count(WEB, calls("userId", "anna", 100), ELSEWHERE);

    assertThat(
            refusedOf(() -> throttle.count(WEB, calls("userId", "anna", 1), ELSEWHERE)).sentence())
        .contains("this customer");
    assertThatCode(
            () -> {
              throttle.count(WEB, proven("anna", 500), HOME);
              throttle.count(WEB, calls("userId", "anna", 500), HOME);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void countsNoDeviceOfAServerWhichSpeaksForAll() {
    throttle.count(SERVER, calls("anonymousId", "a", 500), HOME);

    assertThatCode(() -> throttle.count(SERVER, calls("anonymousId", "a", 500), HOME))
        .doesNotThrowAnyException();
  }

  private static Refused refusedOf(ThrowingCallable sent) {
    Refused refused = catchThrowableOfType(Refused.class, sent);
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  private static List<JsonNode> proven(String userId, int number) {
    return Collections.nCopies(
        number, JsonNodeFactory.instance.objectNode().put("userId", userId).put("proven", true));
  }

  private static List<JsonNode> calls(String field, String id, int number) {
    return Collections.nCopies(number, JsonNodeFactory.instance.objectNode().put(field, id));
  }
}
