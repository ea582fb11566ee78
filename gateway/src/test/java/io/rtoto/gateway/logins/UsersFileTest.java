package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String ANNA =
      """
      users:
        - name: anna
          roles: [agent]
          created: 2026-11-27T12:00:00Z
      """;

  @TempDir private Path folder;

  @Test
  void readsWhatItWrites() {
    UserList users =
        UserList.EMPTY
            .with(User.invited("anna", Set.of(Role.AUTHOR, Role.AGENT), "token", NOON))
            .with(
                User.invited("berta", Set.of(Role.ADMIN), "other", NOON)
                    .withPassword(Passwords.kept("twelve-chars"), NOON)
                    .disabledSince(NOON));

    assertThat(UsersFile.read(UsersFile.written(users))).isEqualTo(users);
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                UsersFile.read(
                    """
                    users:
                      - name: anna
                        roles: [king]
                        created: 2026-11-27T12:00:00Z
                        password: hunter2
                      - name: "a b"
                        rolls: []
                        created: noon
                    """))
        .hasMessageContaining("Line 3: king is no role; expected one of viewer, agent,")
        .hasMessageContaining("Line 5: password is not as it is kept")
        .hasMessageContaining("a b is no name of a user")
        .hasMessageContaining("Line 7: rolls is no word of a user")
        .hasMessageContaining("Line 8: created is noon")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAnAuthorWithoutACode() {
    assertThatThrownBy(
            () ->
                UsersFile.read(
                    ANNA.replace("agent", "author")
                        + "    password: "
                        + Passwords.kept("twelve-chars")
                        + "\n"))
        .hasMessageContaining("anna has no code_secret");
  }

  @Test
  void isItsOwnersOnly() throws IOException {
    Path file = folder.resolve(UsersFile.NAME);
    Users unused = Users.in(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isLookedAtForWhoHasChanged() throws IOException {
    Path file = folder.resolve(UsersFile.NAME);
    Files.writeString(file, ANNA);
    Users users = Users.in(file);
    users.remember(users.look());
    assertThat(users.look().deeds()).isEmpty();

    Files.writeString(
        file, ANNA.replace("[agent]", "[agent, admin]") + "    disabled: 2026-11-27T13:00:00Z\n");

    assertThat(users.look().deeds())
        .extracting(Deed::subject, Deed::detail)
        .containsExactly(tuple("anna", "has roles agent, admin; is disabled"));
  }

  @Test
  void tellsOfAReplacedPasswordAndSecret() throws IOException {
    Path file = folder.resolve(UsersFile.NAME);
    Files.writeString(file, ANNA + "    password: " + Passwords.kept("twelve-chars") + "\n");
    Users users = Users.in(file);
    users.remember(users.look());

    Files.writeString(
        file,
        ANNA
            + "    password: "
            + Passwords.kept("other-twelve")
            + "\n    code_secret: "
            + LoginCodes.newSecret()
            + "\n");

    assertThat(users.look().deeds())
        .extracting(Deed::detail)
        .containsExactly("has another password; has a secret of codes");
  }

  @Test
  void isComparedWithWhatTheAuditWasToldBeforeTheStart() throws IOException {
    Path file = folder.resolve(UsersFile.NAME);
    Files.writeString(file, ANNA);
    Users before = Users.in(file);
    assertThat(before.look().deeds())
        .extracting(Deed::detail)
        .containsExactly("is new; has roles agent");
    // Not stored: told again.
    assertThat(before.look().deeds()).hasSize(1);
    before.remember(before.look());

    assertThat(Users.in(file).look().deeds()).isEmpty();
    Files.writeString(file, ANNA.replace("[agent]", "[viewer]"));
    assertThat(Users.in(file).look().deeds())
        .extracting(Deed::detail)
        .containsExactly("has roles viewer");
  }
}
