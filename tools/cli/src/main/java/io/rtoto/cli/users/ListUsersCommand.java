package io.rtoto.cli.users;

import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.User.Invitation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the users. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells who may log in to the gateway, and what each is.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListUsersCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-30s  %s%n";

  @Spec private CommandSpec spec;
  @Mixin private UserStore store;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<User> users = store.users().users();
    if (users.isEmpty()) {
      out.println("There is no user in " + store.path() + ". Maybe: rtoto users create.");
    } else {
      out.printf(ROW, "user", "roles", "");
      for (User user : users) {
        out.printf(
            ROW,
            user.name(),
            user.roles().stream().sorted().map(Role::wireName).collect(Collectors.joining(", ")),
            state(user));
      }
    }
    out.flush();
    return 0;
  }

  private static String state(User user) {
    Invitation invitation = user.invitation();
    if (user.disabled() != null) {
      return "disabled since " + user.disabled().truncatedTo(ChronoUnit.SECONDS);
    }
    if (user.canLogIn()) {
      return "";
    }
    return invitation == null
        ? "has no password"
        : "is to set a password until " + invitation.expires().truncatedTo(ChronoUnit.SECONDS);
  }
}
