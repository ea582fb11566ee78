package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is invited to be the first administrator, and until when. */
class UsersTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String PASSWORD = Passwords.kept("twelve-chars");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Users users;

  @BeforeEach
  void open() throws IOException {
    users = Users.in(folder.resolve(UsersFile.NAME));
  }

  @Test
  void inviteAnAdministratorAnewUntilSomebodyHasAPassword() throws IOException {
    assertThat(users.inviteFirst(NOON)).isPresent();
    String token = users.inviteFirst(NOON).orElseThrow();
    assertThat(users.list().invitedBy(token, NOON).orElseThrow().roles())
        .containsExactly(Role.ADMIN);

    change("admin", admin -> admin.withPassword(PASSWORD, NOON));

    assertThat(users.inviteFirst(NOON)).isEmpty();
    assertThat(users.list().isInUse()).isTrue();
  }

  @Test
  void inviteNobodyWhenTheOnlyOneIsDisabled() throws IOException {
    add("admin", Role.ADMIN);
    change("admin", admin -> admin.withPassword(PASSWORD, NOON).disabledSince(NOON));
    UserList before = users.list();

    assertThat(users.inviteFirst(NOON)).isEmpty();
    assertThat(users.list()).isEqualTo(before);
    assertThat(before.isInUse()).isTrue();
  }

  @Test
  void reviveNobodyWhoWasDisabledBeforeTheirFirstPassword() throws IOException {
    add("admin", Role.ADMIN);
    change("admin", admin -> admin.disabledSince(NOON));

    assertThat(users.inviteFirst(NOON)).isEmpty();
    assertThat(users.list().named("admin").orElseThrow().disabled()).isEqualTo(NOON);
  }

  @Test
  void stayInUseWhenTheOnlyOneIsToSetANewPassword() throws IOException {
    add("admin", Role.ADMIN);
    change("admin", admin -> admin.withPassword(PASSWORD, NOON).invitedAgain("token", NOON));

    assertThat(Users.in(folder.resolve(UsersFile.NAME)).list().isInUse()).isTrue();
    assertThat(users.inviteFirst(NOON)).isEmpty();
  }

  @Test
  void makeTheFirstWhoIsInvitedAnAdministratorWhateverTheyWere() throws IOException {
    add("admin", Role.VIEWER);

    String token = users.inviteFirst(NOON).orElseThrow();

    assertThat(users.list().invitedBy(token, NOON).orElseThrow().roles())
        .containsExactlyInAnyOrder(Role.VIEWER, Role.ADMIN);
  }

  private void add(String name, Role role) throws IOException {
    users.change(list -> list.with(User.invited(name, Set.of(role), "first", NOON)));
  }

  private void change(String name, UnaryOperator<User> how) throws IOException {
    users.change(list -> list.with(how.apply(list.named(name).orElseThrow())));
  }
}
