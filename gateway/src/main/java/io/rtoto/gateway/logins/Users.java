package io.rtoto.gateway.logins;

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
 * Who may log in now. It remembers the users of a file as they were when it looked last.
 *
 * <p>Threads may share one.
 */
public final class Users {
  private static final String FIRST = "admin";

  private final @Nullable Path file;
  private final @Nullable WatchedFile<UserList> watched;
  // Only of whoever looks.
  private UserList told;

  private Users(@Nullable Path file, @Nullable WatchedFile<UserList> watched) {
    this.file = file;
    this.watched = watched;
    this.told = watched == null ? UserList.EMPTY : watched.content();
  }

  /**
   * The users of a file, which is made when it is missing.
   *
   * @param file null for nobody
   * @throws IOException when it cannot be made or read, or says what makes no sense
   */
  public static Users in(@Nullable Path file) throws IOException {
    if (file == null) {
      return new Users(null, null);
    }
    if (!Files.exists(file)) {
      UserList unused = UsersFile.change(file, users -> users);
    }
    return new Users(file, WatchedFile.open(file, UsersFile::read, "users", "rtoto users create"));
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
   * Makes a one-time link for the first administrator, in place of any before; unless somebody can
   * log in, or there is no file.
   *
   * @return what the link ends in
   */
  public Optional<String> inviteFirst(Instant now) throws IOException {
    if (file == null || list().anybodyCanLogIn()) {
      return Optional.empty();
    }
    String token = Secrets.create();
    change(
        users ->
            users.with(
                users
                    .named(FIRST)
                    .map(before -> before.invitedAgain(token, now))
                    .orElseGet(() -> User.invited(FIRST, Set.of(Role.ADMIN), token, now))));
    return Optional.of(token);
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
   * @return who was made, got other roles, was disabled, invited anew or taken out since the last
   *     time
   */
  public synchronized List<Deed> look() {
    if (watched == null) {
      return List.of();
    }
    boolean unused = watched.look();
    UserList before = told;
    told = watched.content();
    List<Deed> changes = new ArrayList<>();
    for (User user : told.users()) {
      change(before.named(user.name()), user).ifPresent(what -> changes.add(deed(user, what)));
    }
    for (User user : before.users()) {
      if (told.named(user.name()).isEmpty()) {
        changes.add(deed(user, "is a user no longer"));
      }
    }
    return List.copyOf(changes);
  }

  private static Optional<String> change(Optional<User> before, User now) {
    List<String> what = new ArrayList<>();
    if (before.isEmpty()) {
      what.add("is new");
    }
    if (before.isEmpty() || !before.get().roles().equals(now.roles())) {
      what.add("has roles " + Role.names(now.roles()));
    }
    if (before.isPresent() && (before.get().disabled() == null) != (now.disabled() == null)) {
      what.add(now.disabled() == null ? "is enabled" : "is disabled");
    }
    if (before.isPresent()
        && now.invitation() != null
        && !now.invitation().equals(before.get().invitation())) {
      what.add("is to set a new password");
    }
    return what.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", what));
  }

  private static Deed deed(User user, String what) {
    return new Deed(UsersFile.NAME, null, AuditAction.USER_CHANGED, user.name(), what);
  }
}
