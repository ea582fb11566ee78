package io.rtoto.gateway.logins;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All users, as they are at one moment.
 *
 * @param users each of them, in the order of the file
 */
public record UserList(List<User> users) {
  /** Nobody yet. */
  public static final UserList EMPTY = new UserList(List.of());

  public UserList {
    users = List.copyOf(users);
  }

  /** The user of that name. */
  public Optional<User> named(String name) {
    return users.stream().filter(user -> user.name().equals(name)).findFirst();
  }

  /** Whom a one-time link invites at that time. */
  Optional<User> invitedBy(String token, Instant now) {
    return users.stream()
        .filter(user -> user.invitation() != null && user.invitation().admits(token, now))
        .findFirst();
  }

  /**
   * Whether somebody has ever had a password, or is kept out: from then on nobody gets in but by
   * one. It stays so when the only user is disabled or is to set a new password.
   */
  public boolean isInUse() {
    return users.stream().anyMatch(user -> user.joined() != null || user.disabled() != null);
  }

  /** The same with that user, in place of one by that name. */
  public UserList with(User user) {
    List<User> changed = new ArrayList<>(users);
    int at = users.stream().map(User::name).toList().indexOf(user.name());
    if (at < 0) {
      changed.add(user);
    } else {
      changed.set(at, user);
    }
    return new UserList(changed);
  }
}
