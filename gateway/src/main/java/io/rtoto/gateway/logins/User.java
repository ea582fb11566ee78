package io.rtoto.gateway.logins;

import io.rtoto.gateway.keys.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in.
 *
 * @param name by which they do
 * @param roles what they are
 * @param password as it is kept; null until they have set one
 * @param codeSecret what their app makes codes by; null where no role needs one
 * @param invitation the one-time link by which they may set a password; null for none
 * @param created when they were made
 * @param joined when they first had a password; null until then
 * @param disabled since when they may not log in; null while they may
 */
public record User(
    String name,
    Set<Role> roles,
    @Nullable String password,
    @Nullable String codeSecret,
    @Nullable Invitation invitation,
    Instant created,
    @Nullable Instant joined,
    @Nullable Instant disabled) {

  /** How long a one-time link is good. */
  public static final Duration INVITATION_LASTS = Duration.ofHours(24);

  public User {
    roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
  }

  /**
   * A one-time link, of which only a hash is kept.
   *
   * @param tokenHash the SHA-256 of what the link ends in, in hexadecimal
   * @param expires when it is good no longer
   */
  public record Invitation(String tokenHash, Instant expires) {
    /** Whether it was made of that token, and is good at that time. */
    boolean admits(String token, Instant now) {
      return Secrets.hashOf(token).equals(tokenHash) && now.isBefore(expires);
    }
  }

  /** Somebody new, who is yet to set a password. */
  public static User invited(String name, Set<Role> roles, String token, Instant now) {
    return new User(name, roles, null, null, null, now, null, null).invitedAgain(token, now);
  }

  /** The same, who is to set a new password, and to teach an app the codes anew. */
  public User invitedAgain(String token, Instant now) {
    return new User(
        name,
        roles,
        null,
        needsCode() ? LoginCodes.newSecret() : null,
        new Invitation(Secrets.hashOf(token), now.plus(INVITATION_LASTS)),
        created,
        joined,
        null);
  }

  /** The same, who is that too. */
  User withRole(Role role) {
    Set<Role> more = EnumSet.of(role);
    more.addAll(roles);
    return new User(name, more, password, codeSecret, invitation, created, joined, disabled);
  }

  /** The same, with that password from that time on, whose invitation is used up. */
  User withPassword(String kept, Instant now) {
    return new User(
        name, roles, kept, codeSecret, null, created, joined == null ? now : joined, disabled);
  }

  /** The same, who may not log in. */
  public User disabledSince(Instant when) {
    return new User(name, roles, password, codeSecret, null, created, joined, when);
  }

  /** Whether a password alone is not enough. */
  public boolean needsCode() {
    return roles.stream().anyMatch(Role::needsCode);
  }

  /** Whether they have a password and may use it. */
  public boolean canLogIn() {
    return password != null && disabled == null;
  }

  /** What they may do. */
  Set<Right> rights() {
    return roles.stream()
        .flatMap(role -> role.rights().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The password as it is kept, if they may log in. */
  Optional<String> usablePassword() {
    return disabled == null ? Optional.ofNullable(password) : Optional.empty();
  }

  /** Without secrets: it may be logged. */
  @Override
  public String toString() {
    return "User[" + name + ", " + Role.names(roles) + "]";
  }
}
