package io.rtoto.cli.identity;

import io.rtoto.cli.CommandFailure;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.OrderObeyed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How something is ordered about identities, and awaited. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OrderSettings {
  @Option(
      names = "--why",
      required = true,
      paramLabel = "REASON",
      description = "For what reason; it is kept for ever, so nothing that tells of whom.")
  private String why;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who orders it (default: the system's user).")
  private String author;

  @Option(
      names = "--force",
      description = "Order it though nothing is known of what it names: it holds from now on.")
  private boolean force;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description =
          "How long to wait until it is obeyed, which shows at the job's next checkpoint; PT0S to"
              + " wait for nothing (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Mixin private BrokerSettings broker;

  private final InstantSource clock = InstantSource.system();

  Registry open() throws IOException {
    if (why.isBlank() || author.isBlank()) {
      throw new CommandFailure("--why and --author are to tell something: they are kept for ever.");
    }
    return broker.open();
  }

  String why() {
    return why;
  }

  String author() {
    return author;
  }

  boolean force() {
    return force;
  }

  boolean waits() {
    return !patience.isZero();
  }

  Instant now() {
    return clock.instant();
  }

  /** Writes the orders, and waits until they are obeyed, or as long as there is patience. */
  void order(Registry registry, List<? extends IdentityCommand> orders) throws IOException {
    Instant patienceEnds = clock.instant().plus(patience);
    registry.follow();
    try (Publisher publisher = new Publisher(broker.kafka())) {
      for (IdentityCommand order : orders) {
        publisher.send(
            Topic.IDENTITY_COMMANDS,
            order.identifier().hash(),
            Messages.of(IdentityCommand.class).write(order));
      }
      publisher.flush();
    }
    Set<IdentityCommand> awaited = new HashSet<>(orders);
    BooleanSupplier isTimeLeft = () -> clock.instant().isBefore(patienceEnds);
    while (waits() && !awaited.isEmpty() && isTimeLeft.getAsBoolean()) {
      registry.news(
          entry -> {
            if (entry instanceof OrderObeyed obeyed) {
              awaited.remove(obeyed.command());
            }
          });
    }
    if (waits() && !awaited.isEmpty()) {
      throw new CommandFailure(
          "It is ordered, and was not obeyed within "
              + patience
              + ". It will be as soon as the job runs; do not order it again.\nMaybe the job stands"
              + " still, or its checkpoints fail.");
    }
  }

  /**
   * How an identifier is known once it is settled to whom it belongs, or patience is at its end.
   */
  Identity settled(Registry registry, Identifier identifier) throws IOException {
    Instant patienceEnds = clock.instant().plus(patience);
    Identity identity = registry.identity(identifier);
    while (!identity.settled() && clock.instant().isBefore(patienceEnds)) {
      identity = registry.identity(identifier);
    }
    return identity;
  }
}
