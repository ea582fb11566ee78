package io.rtoto.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDKs as they are: each event arrives once, with a restart of the gateway in between. */
final class SdkTest {
  private static final int EVENTS = 40;

  private Arrivals arrivals;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    arrivals = Arrivals.from(Broker.shared());
    gateway = startOn(0);
  }

  @AfterEach
  void stop() {
    gateway.close();
    arrivals.close();
  }

  /** They try again when nobody answers, and go on while the gateway is away. */
  @ParameterizedTest
  @ValueSource(strings = {"segment", "rudderstack"})
  void ofNodeDeliverEachEventOnceWhileTheGatewayRestarts(String sdk) throws Exception {
    assumeTrue(
        NodeSdk.isToBeTried(), "There is no Node.js on this machine: the SDK was not tried.");
    try (NodeSdk sender = NodeSdk.sending(sdk, gateway.port(), EVENTS)) {
      sender.awaitWord("half");
      int port = gateway.port();
      gateway.close();
      sender.goOn();
      gateway = startOn(port);
      sender.awaitWord("done");
    }

    arrivals.assertEachOnce(EVENTS);
  }

  /** It never tries again, so that it must not be asked to while the gateway is away. */
  @Test
  void ofJitsuDeliversEachEventOnceBeforeAndAfterARestart() throws Exception {
    assumeTrue(
        NodeSdk.isToBeTried(), "There is no Node.js on this machine: the SDK was not tried.");
    try (NodeSdk sender = NodeSdk.sending("jitsu", gateway.port(), EVENTS)) {
      sender.awaitWord("half");
      int port = gateway.port();
      gateway.close();
      gateway = startOn(port);
      sender.goOn();
      sender.awaitWord("done");
    }

    arrivals.assertEachOnce(EVENTS);
  }

  @Test
  void ofSegmentForJavaDeliversEachEventOnceWhileTheGatewayRestarts() throws Exception {
    Analytics analytics =
        Analytics.builder("demo")
            .endpoint("http://127.0.0.1:" + gateway.port())
            .flushQueueSize(5)
            .flushInterval(1, TimeUnit.SECONDS)
            .build();
    assertEachOnceWithARestartAmong(
        n ->
            analytics.enqueue(
                com.segment.analytics.messages.TrackMessage.builder("Looked")
                    .userId("sdk")
                    .properties(Map.of("n", n))),
        analytics::shutdown);
  }

  @Test
  void ofRudderStackForJavaDeliversEachEventOnceWhileTheGatewayRestarts() throws Exception {
    RudderAnalytics analytics =
        RudderAnalytics.builder("demo")
            .setDataPlaneUrl("http://127.0.0.1:" + gateway.port())
            .flushQueueSize(5)
            .flushInterval(1, TimeUnit.SECONDS)
            .build();
    assertEachOnceWithARestartAmong(
        n ->
            analytics.enqueue(
                com.rudderstack.sdk.java.analytics.messages.TrackMessage.builder("Looked")
                    .userId("sdk")
                    .properties(Map.of("n", n))),
        analytics::shutdown);
  }

  private void assertEachOnceWithARestartAmong(IntConsumer track, Runnable shutdown)
      throws Exception {
    try {
      IntStream.range(0, EVENTS / 2).forEach(track);
      int port = gateway.port();
      gateway.close();
      IntStream.range(EVENTS / 2, EVENTS).forEach(track);
      gateway = startOn(port);
      arrivals.assertEachOnce(EVENTS);
    } finally {
      shutdown.run();
    }
  }

  private static Gateway startOn(int port) throws Exception {
    GatewaySettings settings =
        GatewaySettings.defaults(Broker.shared().bootstrapServers())
            .withAccess(Access.by(List.of("demo", "demo:secret")));
    return Gateway.start(settings.listeningOn("127.0.0.1", port));
  }
}
