package io.rtoto.gateway;

import io.rtoto.gateway.push.PushSettings;
import io.rtoto.gateway.rulebooks.RuleWorkshop;
import io.rtoto.gateway.shop.ShopSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of the gateway, with its default in {@link #defaults}.
 *
 * @param bootstrapServers hosts and ports of the Kafka broker
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param managementPort the port that operators ask, with figures that are for nobody else; 0 for
 *     any that is free
 * @param access who may send events
 * @param ackWithin how long the broker has to acknowledge events, from 100 ms to 1 minute; after it
 *     the sender is told to send them again
 * @param tickEvery how often the time is written into the event topics, from 100 ms to 1 minute
 * @param maxInFlight how many requests may wait for the broker at a time; further ones are told to
 *     come again
 * @param postgres where the contact repository is, such as {@code
 *     jdbc:postgresql://localhost/rtoto?user=rtoto}; null for none
 * @param push what can be set of sessions
 * @param readiness what else must be there for {@code /readyz} to say yes
 * @param clock the time
 * @param shop what the demo shop needs; null for no demo shop
 * @param workshop checks, tries and publishes what is written at the rule desk; null where that
 *     only reads
 */
public record GatewaySettings(
    String bootstrapServers,
    String host,
    int port,
    int managementPort,
    Access access,
    Duration ackWithin,
    Duration tickEvery,
    int maxInFlight,
    @Nullable String postgres,
    PushSettings push,
    List<Readiness> readiness,
    InstantSource clock,
    @Nullable ShopSettings shop,
    @Nullable RuleWorkshop workshop) {

  /** On this machine only, at port 8080, for that broker. */
  public static GatewaySettings defaults(String bootstrapServers) {
    return new GatewaySettings(
        bootstrapServers,
        "127.0.0.1",
        8080,
        8082,
        Access.by(List.of("demo")),
        Duration.ofSeconds(5),
        Duration.ofMillis(250),
        1_000,
        null,
        PushSettings.DEFAULTS,
        List.of(),
        InstantSource.system(),
        null,
        null);
  }

  /** The same, listening there; for management on any port that is free. */
  public GatewaySettings listeningOn(String newHost, int newPort) {
    return with(newHost, newPort, 0, access, postgres, push, readiness, clock, shop, workshop);
  }

  /** The same, for whoever may send events by that. */
  public GatewaySettings withAccess(Access newAccess) {
    return with(
        host, port, managementPort, newAccess, postgres, push, readiness, clock, shop, workshop);
  }

  /** The same, ready only when those say so too. */
  public GatewaySettings withReadiness(List<Readiness> newReadiness) {
    return with(
        host, port, managementPort, access, postgres, push, newReadiness, clock, shop, workshop);
  }

  /** The same, with the contact repository there. */
  public GatewaySettings withPostgres(String jdbcUrl) {
    return with(
        host, port, managementPort, access, jdbcUrl, push, readiness, clock, shop, workshop);
  }

  /** The same, with a demo shop. */
  public GatewaySettings withShop(ShopSettings newShop) {
    return with(
        host, port, managementPort, access, postgres, push, readiness, clock, newShop, workshop);
  }

  /** The same, with those settings of sessions. */
  public GatewaySettings withPush(PushSettings newPush) {
    return with(
        host, port, managementPort, access, postgres, newPush, readiness, clock, shop, workshop);
  }

  /** The same, by that clock. */
  public GatewaySettings withClock(InstantSource newClock) {
    return with(
        host, port, managementPort, access, postgres, push, readiness, newClock, shop, workshop);
  }

  /** The same, with a rule desk that writes by that. */
  public GatewaySettings withWorkshop(RuleWorkshop newWorkshop) {
    return with(
        host, port, managementPort, access, postgres, push, readiness, clock, shop, newWorkshop);
  }

  private GatewaySettings with(
      String newHost,
      int newPort,
      int newManagementPort,
      Access newAccess,
      @Nullable String newPostgres,
      PushSettings newPush,
      List<Readiness> newReadiness,
      InstantSource newClock,
      @Nullable ShopSettings newShop,
      @Nullable RuleWorkshop newWorkshop) {
    return new GatewaySettings(
        bootstrapServers,
        newHost,
        newPort,
        newManagementPort,
        newAccess,
        ackWithin,
        tickEvery,
        maxInFlight,
        newPostgres,
        newPush,
        newReadiness,
        newClock,
        newShop,
        newWorkshop);
  }
}
