package io.rtoto.gateway;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One gateway for all tests of a class, at a time that stands still. A test's constructor gets the
 * {@link Sender} to it, and {@link Arrivals}, what arrives from then on.
 */
final class RunningGateway
    implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
  private final Instant now;
  private final Callable<Access> access;
  private @Nullable Gateway gateway;
  private @Nullable Arrivals arrivals;

  private RunningGateway(Instant now, Callable<Access> access) {
    this.now = now;
    this.access = access;
  }

  /** For whoever may send by that, which is asked for once the class has its folders. */
  static RunningGateway at(Instant now, Callable<Access> access) {
    return new RunningGateway(now, access);
  }

  int port() {
    return requireNonNull(gateway).port();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    GatewaySettings defaults = GatewaySettings.defaults(Broker.shared().bootstrapServers());
    gateway = start(defaults, access.call());
  }

  private Gateway start(GatewaySettings defaults, Access whose) throws IOException {
    return Gateway.start(
        new GatewaySettings(
            defaults.bootstrapServers(),
            defaults.host(),
            0,
            0,
            whose.withGuests(true),
            defaults.ackWithin(),
            Duration.ofMillis(50),
            defaults.maxInFlight(),
            null,
            defaults.push(),
            List.of(),
            InstantSource.fixed(now),
            null,
            null));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Sender.class || type == Arrivals.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == Sender.class) {
      return new Sender(requireNonNull(gateway));
    }
    arrivals = Arrivals.from(Broker.shared());
    return arrivals;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (arrivals != null) {
      arrivals.close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (gateway != null) {
      gateway.close();
    }
  }
}
