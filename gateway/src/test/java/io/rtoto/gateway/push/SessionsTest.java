package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** S11: how many streams there may be. */
final class SessionsTest {
  private static final String HOME = "192.0.2.1";

  private final Sessions sessions = new Sessions(50);

  @Test
  void areTwentyOfAnAddressAtMostButAnyNumberOfThisMachine() {
    IntStream.range(0, 20).forEach(i -> add("b" + i, "c" + i, HOME));
    assertThat(statusOf("b20", "c20", HOME)).isEqualTo(429);
    assertThat(statusOf("b20", "c20", "192.0.2.2")).isEqualTo(200);

    String here = Sessions.THIS_MACHINE;
    IntStream.range(20, 45).forEach(i -> add("b" + i, "c" + i, here));
    assertThat(statusOf("b45", "c45", here)).isEqualTo(200);
  }

  @Test
  void areAsManyInAllAsTheProcessBears() {
    IntStream.range(0, 50).forEach(i -> add("b" + i, "c" + i, "192.0.2." + i));
    assertThat(statusOf("b50", "c50", HOME)).isEqualTo(503);

    sessions.remove(sessions.ofDevice("b7").get(0));
    assertThat(statusOf("b50", "c50", HOME)).isEqualTo(200);
  }

  @Test
  void areThreeOfABrowserAndSixOfACustomer() {
    IntStream.range(0, 3).forEach(i -> add("b1", "anna", HOME));
    assertThat(statusOf("b1", "anna", HOME)).isEqualTo(429);
    IntStream.range(0, 3).forEach(i -> add("b2", "anna", HOME));
    assertThat(statusOf("b3", "anna", HOME)).isEqualTo(429);
    assertThat(statusOf("b3", "berta", HOME)).isEqualTo(200);
  }

  @Test
  void comeAllInTurnForTheirBeats() {
    IntStream.range(0, 40).forEach(i -> add("b" + i, "c" + i, "192.0.2." + i));

    List<LiveSession> beaten =
        LongStream.range(0, 15).mapToObj(sessions::nextPart).flatMap(List::stream).toList();

    assertThat(beaten).containsExactlyInAnyOrderElementsOf(sessions.all()).hasSize(40);
  }

  @Test
  void areFoundUnderTheCustomerThatTheyMovedTo() {
    add("b1", "visitor", HOME);
    LiveSession session = sessions.ofCustomer("visitor").get(0);

    sessions.move(session, "anna");

    assertThat(sessions.ofCustomer("visitor")).isEmpty();
    assertThat(sessions.ofCustomer("anna")).containsExactly(session);
    sessions.remove(session);
    sessions.remove(session);
    assertThat(sessions.ofCustomer("anna")).isEmpty();
    assertThat(sessions.count()).isZero();
  }

  private int statusOf(String browser, String customer, String address) {
    return sessions
        .refusal(visitor(browser), customer, address)
        .map(NotAdmitted::status)
        .orElse(200);
  }

  private void add(String browser, String customer, String address) {
    sessions.add(
        new LiveSession(
            visitor(browser),
            address,
            unwritten(),
            InstantSource.system(),
            session -> {},
            new Traffic(new SimpleMeterRegistry()),
            customer,
            Position.START,
            Instant.MAX));
  }

  private static Visitor visitor(String browser) {
    return new Visitor(
        "default", "s", new Identifier(IdentifierType.ANONYMOUS_ID, browser), null, "");
  }

  /** A response that nothing is written to here. */
  private static HttpServerResponse unwritten() {
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            SessionsTest.class.getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
