package io.rtoto.cli.identity;

import io.rtoto.cli.audit.AuditNote;
import io.rtoto.cli.console.CommandFailure;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
    AuditNote.write(broker.kafka(), now(), orders.stream().map(Orders::deed).toList());
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
   * How an identifier is known once it is settled to whom it belongs.
   *
   * @param obeyed tells by how it is known whether it has taken account of the order
   * @return nothing when patience ends before
   */
  Optional<Identity> settled(Registry registry, Identifier identifier, Predicate<Identity> obeyed)
      throws IOException {
    Instant patienceEnds = clock.instant().plus(patience);
    do {
      Identity identity = registry.identity(identifier);
      if (identity.settled() && obeyed.test(identity)) {
        return Optional.of(identity);
      }
    } while (clock.instant().isBefore(patienceEnds));
    return Optional.empty();
  }

  /** Of an order that is obeyed, but not yet with all that comes of it. */
  static String notSettledYet(Identifier identifier) {
    return "Of whom "
        + identifier.key()
        + " is, is not settled yet. Ask again in a while:\n./rtoto identity show "
        + identifier.key();
  }
}
