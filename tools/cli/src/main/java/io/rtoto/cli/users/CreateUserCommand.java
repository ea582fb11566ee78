package io.rtoto.cli.users;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.UsersFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a user. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a user, and tells a one-time link by which they set their password. A gateway that"
          + " reads the file knows them within a second, without a restart.",
      "Authors and approvers log in with a code of an app on their phone, too: the link shows what to"
          + " put into it."
    },
    footer = {"", "Example:", "  ./rtoto users create anna --role agent --role author"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CreateUserCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "By which they log in.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "What they are: viewer, agent, author, approver, privacy_officer or admin; once for each.")
  private List<String> told = new ArrayList<>();

  @Mixin private UserChange change;
  @Mixin private InvitationLink link;

  @Override
  public Integer call() throws IOException {
    UsersFile.objectionToName(name).ifPresent(this::refuse);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String one : told) {
      Role.named(one)
          .ifPresentOrElse(
              roles::add, () -> refuse(one + " is no role; expected one of " + Role.names() + "."));
    }
    String token = Secrets.create();
    Instant now = InstantSource.system().instant();
    change.make(
        name,
        "is new; has roles " + roles.stream().map(Role::wireName).collect(Collectors.joining(", ")),
        now,
        users -> {
          if (users.named(name).isPresent()) {
            throw new CommandFailure(
                "%s is a user already. Maybe: rtoto users reset %s, or another name."
                    .formatted(name, name));
          }
          return users.with(User.invited(name, roles, token, now));
        });
    PrintWriter out = spec.commandLine().getOut();
    out.printf("User %s is in %s.%n", name, change.path());
    link.tell(out, name, token);
    return 0;
  }

  private void refuse(String sentence) {
    throw new ParameterException(spec.commandLine(), sentence);
  }
}
