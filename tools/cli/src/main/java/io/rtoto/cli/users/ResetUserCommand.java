package io.rtoto.cli.users;

import io.rtoto.gateway.keys.Secrets;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a user set a new password. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes a user's password and the secret of their codes away, and tells a one-time link by which"
          + " they set new ones. Who was disabled may log in again by it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResetUserCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Who: see rtoto users list.")
  private String name;

  @Mixin private UserChange change;
  @Mixin private InvitationLink link;

  @Override
  public Integer call() throws IOException {
    String token = Secrets.create();
    Instant now = InstantSource.system().instant();
    change.make(
        name,
        "is to set a new password",
        now,
        users -> users.with(UserStore.named(name, users).invitedAgain(token, now)));
    link.tell(spec.commandLine().getOut(), name, token);
    return 0;
  }
}
