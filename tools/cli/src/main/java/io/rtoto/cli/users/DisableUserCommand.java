package io.rtoto.cli.users;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps a user out. */
@Command(
    name = "disable",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps a user out: whoever is logged in by that name is not any more, within seconds. rtoto"
          + " users reset lets them in again."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DisableUserCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Who: see rtoto users list.")
  private String name;

  @Mixin private UserChange change;

  @Override
  public Integer call() throws IOException {
    Instant now = InstantSource.system().instant();
    change.make(
        name,
        "is disabled",
        now,
        users -> users.with(UserStore.named(name, users).disabledSince(now)));
    spec.commandLine().getOut().printf("User %s may not log in any more.%n", name);
    return 0;
  }
}
