package io.rtoto.cli.users;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.gateway.logins.User;
import io.rtoto.gateway.logins.UserList;
import io.rtoto.gateway.logins.UsersFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of those who may log in. */
final class UserStore {
  private static final String ENVIRONMENT = "RTOTO_USERS";

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description =
          "The file of users, as the gateway reads it (default: "
              + ENVIRONMENT
              + ", else data/users.yaml in RTOTO).")
  private @Nullable Path file;

  /** Where it is, or would be. */
  Path path() {
    return ProjectRoot.kept(file, ENVIRONMENT, UsersFile.NAME);
  }

  /** The users in it; nobody where it is yet to be written. */
  UserList users() throws IOException {
    return UsersFile.in(path());
  }

  /** Changes the users in it. */
  void change(UnaryOperator<UserList> how) throws IOException {
    UserList unused = UsersFile.change(path(), how);
  }

  /**
   * The user of that name.
   *
   * @throws CommandFailure when there is none
   */
  static User named(String name, UserList users) {
    return users
        .named(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    users.users().isEmpty()
                        ? "Nobody is called %s: there are no users yet. Maybe: rtoto users create."
                            .formatted(name)
                        : "Nobody is called %s; expected one of: %s."
                            .formatted(
                                name,
                                users.users().stream()
                                    .map(User::name)
                                    .collect(Collectors.joining(", ")))));
  }
}
