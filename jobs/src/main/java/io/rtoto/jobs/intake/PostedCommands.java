package io.rtoto.jobs.intake;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what was posted on {@code identity-commands}. */
final class PostedCommands {
  private static final Messages<IdentityCommand> COMMANDS = Messages.of(IdentityCommand.class);

  /** Any other would be nobody's, and nobody would be forgotten. */
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

  private PostedCommands() {}

  /**
   * A message of {@code identity-commands}; what was ordered is not taken back.
   *
   * @param latest the latest time that any of our events can have
   */
  static Posted<IdentityCommand> command(Posting posting, Instant latest) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return Posted.refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a command.");
    }
    try {
      IdentityCommand command = whole(COMMANDS.read(message));
      return faultIn(command, latest)
          .<Posted<IdentityCommand>>map(
              fault -> Posted.refused(posting, Reason.TIME_OUT_OF_RANGE, fault))
          .orElseGet(() -> Posted.sound(command));
    } catch (IOException e) {
      return Posted.refused(
          posting,
          Reason.SCHEMA,
          "The message is no command about identities: it is unreadable, of an unknown kind, a part"
              + " is missing, or the hash is none.");
    }
  }

  private static IdentityCommand whole(IdentityCommand command) throws IOException {
    if (command == null
        || Posted.hasNull(command.author(), command.why(), command.at())
        || isNobody(command.identifier())
        || (command instanceof IdentifierErased erased && Posted.hasNull(erased.upTo()))
        || (command instanceof LinkCut cut && isNobody(cut.other()))
        || (command instanceof LinkDoubted doubted && isNobody(doubted.other()))) {
      throw new IOException("not whole");
    }
    return command;
  }

  /** Who was forgotten for times to come would never be known again, and nobody would notice. */
  private static Optional<String> faultIn(IdentityCommand command, Instant latest) {
    if (!(command instanceof IdentifierErased erased)) {
      return Optional.empty();
    }
    Instant end = erased.at().isBefore(latest) ? erased.at() : latest;
    return erased.upTo().isAfter(end) || erased.upTo().isBefore(Instant.EPOCH)
        ? Optional.of(
            "/upTo: expected a time from 1970 on, and "
                + end
                + " at the latest, when it was ordered or any event ends, got "
                + erased.upTo()
                + ". Maybe it is to be ordered again later.")
        : Optional.empty();
  }

  private static boolean isNobody(@Nullable Identifier identifier) {
    return identifier == null
        || Posted.hasNull(identifier.typeName(), identifier.hash())
        || !HASH.matcher(identifier.hash()).matches();
  }
}
