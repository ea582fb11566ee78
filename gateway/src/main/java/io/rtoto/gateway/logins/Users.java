package io.rtoto.gateway.logins;

import io.rtoto.gateway.files.SharedFile;
import io.rtoto.gateway.files.WatchedFile;
import io.rtoto.gateway.keys.Secrets;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in now. It remembers the users of a file as they were when it looked last, and beside
 * the file what the audit was told of them.
 *
 * <p>Threads may share one.
 */
public final class Users {
  private static final String FIRST = "admin";
  private static final String TOLD = ".told";
  private static final String OF_TOLD =
      "# What the audit was told of last; the gateway writes this, and compares the users with it.\n";

  /**
   * What the audit is yet to be told.
   *
   * @param deeds what has changed
   * @param users who there was after it
   */
  record Untold(List<Deed> deeds, UserList users) {}

  private final @Nullable Path file;
  private final @Nullable WatchedFile<UserList> watched;
  // Only of whoever looks.
  private UserList told;

  private Users(@Nullable Path file, @Nullable WatchedFile<UserList> watched, UserList told) {
    this.file = file;
    this.watched = watched;
    this.told = told;
  }

  /**
   * The users of a file, which is made when it is missing.
   *
   * @param file null for nobody
   * @throws IOException when it cannot be made or read, or says what makes no sense
   */
  public static Users in(@Nullable Path file) throws IOException {
    if (file == null) {
      return new Users(null, null, UserList.EMPTY);
    }
    if (!Files.exists(file)) {
      UserList unused = UsersFile.change(file, users -> users);
    }
    return new Users(
        file,
        WatchedFile.open(file, UsersFile::read, "users", "rtoto users create"),
        UsersFile.in(besides(file)));
  }

  /** As they are now. */
  UserList list() {
    return watched == null ? UserList.EMPTY : watched.content();
  }

  /** Whether there is a file of them. */
  boolean hasFile() {
    return file != null;
  }

  /**
   * Makes a one-time link for the first administrator, in place of any before; unless somebody has
   * ever had a password or is kept out, or there is no file.
   *
   * @return what the link ends in
   */
  public Optional<String> inviteFirst(Instant now) throws IOException {
    if (file == null || list().isInUse()) {
      return Optional.empty();
    }
    String token = Secrets.create();
    change(
        users ->
            users.isInUse()
                ? users
                : users.with(
                    users
                        .named(FIRST)
                        .map(before -> before.withRole(Role.ADMIN).invitedAgain(token, now))
                        .orElseGet(() -> User.invited(FIRST, Set.of(Role.ADMIN), token, now))));
    return list().invitedBy(token, now).map(invited -> token);
  }

  /**
   * Changes the users. Blocks as long as the disk does.
   *
   * @throws IOException when the file cannot be written
   */
  void change(UnaryOperator<UserList> how) throws IOException {
    UserList unused = UsersFile.change(Objects.requireNonNull(file), how);
    if (watched != null) {
      boolean unusedNews = watched.look();
    }
  }

  /**
   * Reads the file again if it has changed. Blocks as long as the disk does.
   *
   * @return who was made, got other roles, another password or secret, was disabled, invited anew
   *     or taken out since the audit was told last, by whichever gateway
   */
  synchronized Untold look() {
    if (watched == null) {
      return new Untold(List.of(), UserList.EMPTY);
    }
    boolean unused = watched.look();
    UserList now = watched.content();
    List<Deed> changes = new ArrayList<>();
    for (User user : now.users()) {
      change(told.named(user.name()), user).ifPresent(what -> changes.add(deed(user, what)));
    }
    for (User user : told.users()) {
      if (now.named(user.name()).isEmpty()) {
        changes.add(deed(user, "is a user no longer"));
      }
    }
    return new Untold(List.copyOf(changes), now);
  }

  /**
   * Remembers what the audit was told, also for the next start.
   *
   * @throws IOException when it cannot be written
   */
  synchronized void remember(Untold untold) throws IOException {
    told = untold.users();
    new SharedFile(besides(Objects.requireNonNull(file)), SharedFile.OWNERS_ONLY)
        .replace(OF_TOLD + UsersFile.written(told));
  }

  private static Path besides(Path file) {
    return file.resolveSibling(file.getFileName() + TOLD);
  }

  private static Optional<String> change(Optional<User> before, User now) {
    List<String> what = new ArrayList<>();
    if (before.isEmpty()) {
      what.add("is new");
    }
    if (before.isEmpty() || !before.get().roles().equals(now.roles())) {
      what.add("has roles " + Role.names(now.roles()));
    }
    if (before.map(User::disabled).isPresent() != (now.disabled() != null)) {
      what.add(now.disabled() == null ? "is enabled" : "is disabled");
    }
    boolean isInvited =
        now.invitation() != null
            && !now.invitation().equals(before.map(User::invitation).orElse(null));
    if (before.isPresent() && isInvited) {
      what.add("is to set a new password");
    }
    secret(before.map(User::password), now.password(), isInvited, "password").ifPresent(what::add);
    secret(before.map(User::codeSecret), now.codeSecret(), isInvited, "secret of codes")
        .ifPresent(what::add);
    return what.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", what));
  }

  /** Of an invitation it is said already that the secrets before are gone. */
  private static Optional<String> secret(
      Optional<String> before, @Nullable String now, boolean isInvited, String what) {
    if (isInvited || before.equals(Optional.ofNullable(now))) {
      return Optional.empty();
    }
    return Optional.of(
        now == null
            ? "has no " + what + " any more"
            : (before.isPresent() ? "has another " : "has a ") + what);
  }

  private static Deed deed(User user, String what) {
    return new Deed(UsersFile.NAME, null, AuditAction.USER_CHANGED, user.name(), what);
  }
}
