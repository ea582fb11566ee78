package io.rtoto.gateway.logins;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody is, and by that may do: the one table. What a role is not given, it may not. */
public enum Role {
  VIEWER(EnumSet.of(Right.WATCH), false),
  AGENT(EnumSet.of(Right.WATCH, Right.CUSTOMERS, Right.UNMERGE), false),
  AUTHOR(EnumSet.of(Right.WATCH, Right.RULES, Right.PUBLISH_RULES), true),
  APPROVER(EnumSet.of(Right.WATCH, Right.RULES, Right.PUBLISH_RULES, Right.APPROVE_RULES), true),
  PRIVACY_OFFICER(EnumSet.of(Right.WATCH, Right.CUSTOMERS, Right.UNMERGE), false),
  /** Who writes rules, too, is an author or approver besides, and brings a code. */
  ADMIN(EnumSet.complementOf(EnumSet.of(Right.PUBLISH_RULES, Right.APPROVE_RULES)), false);

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final Set<Right> rights;

  private final boolean needsCode;

  Role(Set<Right> rights, boolean needsCode) {
    this.rights = Set.copyOf(rights);
    this.needsCode = needsCode;
  }

  /** The name in messages and files. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name; empty when there is none. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  /** The names of all, for people. */
  public static String names() {
    return names(Set.of(values()));
  }

  /** The names of some, in the order of the table. */
  static String names(Set<Role> some) {
    return some.stream().sorted().map(Role::wireName).collect(Collectors.joining(", "));
  }

  /** What it may do. */
  public Set<Right> rights() {
    return rights;
  }

  /** Whether a password alone is not enough: what rules do, they do to all customers. */
  public boolean needsCode() {
    return needsCode;
  }

  /** Those that have a right. */
  public static Set<Role> with(Right right) {
    return Arrays.stream(values())
        .filter(role -> role.rights.contains(right))
        .collect(Collectors.toUnmodifiableSet());
  }
}
