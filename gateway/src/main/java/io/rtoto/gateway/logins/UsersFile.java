package io.rtoto.gateway.logins;

import io.rtoto.gateway.files.SharedFile;
import io.rtoto.gateway.files.YamlFile;
import io.rtoto.gateway.logins.User.Invitation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads and writes the file of users, in YAML; all that is wrong with it is told at once. */
public final class UsersFile {
  /** Its name, beside the file of keys. */
  public static final String NAME = "users.yaml";

  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> OF_FILE = List.of("users");
  private static final List<String> OF_USER =
      List.of(
          "name",
          "roles",
          "created",
          "joined",
          "disabled",
          "password",
          "code_secret",
          "invitation");
  private static final List<String> OF_INVITATION = List.of("token_sha256", "expires");

  private final YamlFile yaml = new YamlFile();
  private final Set<String> names = new HashSet<>();

  private UsersFile() {}

  /** What is wrong with a user's name, as a sentence; empty when nothing is. */
  public static Optional<String> objectionToName(String name) {
    return USER.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            name
                + " is no name of a user; expected up to 64 letters, digits, -, _, . and @, of which"
                + " the first is a letter or a digit.");
  }

  /**
   * The users in a file.
   *
   * @param text all of it
   * @throws IllegalArgumentException with a sentence for each mistake, and its line
   */
  public static UserList read(String text) {
    UsersFile reader = new UsersFile();
    Node root = YamlFile.composed(text, "expected users. Maybe: rtoto users create.");
    List<User> users = new ArrayList<>();
    Map<String, Node> words = reader.yaml.table(root, "the file", OF_FILE);
    for (Node user : reader.yaml.items(words.get("users"), "users")) {
      reader.user(user).ifPresent(users::add);
    }
    reader.yaml.requireSound();
    return new UserList(users);
  }

  /**
   * Changes the users in a file, which nobody but its owner may read; it is made when it is
   * missing.
   *
   * @return who is in it now
   * @throws IOException when it cannot be read or written, or says what makes no sense
   */
  public static UserList change(Path path, UnaryOperator<UserList> how) throws IOException {
    return new SharedFile(path, SharedFile.OWNERS_ONLY)
        .change(() -> in(path), how, users -> written(users).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The users in a file; nobody where it is yet to be written.
   *
   * @throws IOException when it cannot be read, or says what makes no sense
   */
  public static UserList in(Path path) throws IOException {
    if (!Files.exists(path)) {
      return UserList.EMPTY;
    }
    try {
      return read(Files.readString(path));
    } catch (IllegalArgumentException e) {
      throw new IOException("The users in " + path + " make no sense:\n" + e.getMessage(), e);
    }
  }

  /** The file of those users. */
  static String written(UserList list) {
    StringBuilder text = new StringBuilder();
    text.append(
            "# Who may log in to the gateway. ./rtoto users changes this file, and so does the\n")
        .append("# gateway; it reads it again when it changes. Keep it from others: code secrets\n")
        .append("# stand in it as they are, passwords and one-time links as hashes.\n")
        .append(list.users().isEmpty() ? "users: []\n" : "users:\n");
    list.users().forEach(user -> write(user, text));
    return text.toString();
  }

  private static void write(User user, StringBuilder text) {
    text.append("  - name: ").append(YamlFile.quoted(user.name())).append('\n');
    text.append("    roles: ")
        .append(YamlFile.list(user.roles().stream().sorted().map(Role::wireName)));
    text.append("    created: ").append(YamlFile.quoted(user.created().toString())).append('\n');
    if (user.joined() != null) {
      text.append("    joined: ").append(YamlFile.quoted(user.joined().toString())).append('\n');
    }
    if (user.disabled() != null) {
      text.append("    disabled: ")
          .append(YamlFile.quoted(user.disabled().toString()))
          .append('\n');
    }
    if (user.password() != null) {
      text.append("    password: ").append(YamlFile.quoted(user.password())).append('\n');
    }
    if (user.codeSecret() != null) {
      text.append("    code_secret: ").append(YamlFile.quoted(user.codeSecret())).append('\n');
    }
    Invitation invitation = user.invitation();
    if (invitation != null) {
      text.append("    invitation:\n      token_sha256: ")
          .append(YamlFile.quoted(invitation.tokenHash()))
          .append("\n      expires: ")
          .append(YamlFile.quoted(invitation.expires().toString()))
          .append('\n');
    }
  }

  /** Empty when something about them is wrong. */
  private Optional<User> user(Node node) {
    int before = yaml.faults();
    Map<String, Node> words = yaml.table(node, "a user", OF_USER);
    String name = YamlFile.text(words.get("name"));
    if (name == null) {
      yaml.wrong(node, "name is missing; expected what the user is called.");
    } else {
      objectionToName(name).ifPresent(sentence -> yaml.wrong(node, sentence));
      if (!names.add(name)) {
        yaml.wrong(node, "Two users are called " + name + "; expected each name once.");
      }
    }
    Set<Role> roles = roles(words.get("roles"));
    String password =
        told(
            words, "password", Passwords::isKept, "pbkdf2-sha256:600000:SALT:HASH, or more rounds");
    String codeSecret =
        told(words, "code_secret", LoginCodes::isSecret, "32 letters and digits of Base32");
    Invitation invitation = invitation(words.get("invitation"));
    Instant created = yaml.time(words, "created");
    if (created == null && !words.containsKey("created")) {
      yaml.wrong(
          node, "created is missing; expected when it was made, such as 2026-11-27T09:00:00Z.");
    }
    Instant joined = yaml.time(words, "joined");
    Instant disabled = yaml.time(words, "disabled");
    if (name == null || created == null || yaml.faults() > before) {
      return Optional.empty();
    }
    if (joined == null && password != null) {
      // Whoever wrote the password by hand need not know that this is kept.
      joined = created;
    }
    User user = new User(name, roles, password, codeSecret, invitation, created, joined, disabled);
    if (user.needsCode() && user.password() != null && codeSecret == null) {
      yaml.wrong(
          node,
          name
              + " has no code_secret; expected one of whoever is "
              + Role.names(roles)
              + ". Maybe: rtoto users reset "
              + name
              + ".");
      return Optional.empty();
    }
    return Optional.of(user);
  }

  private Set<Role> roles(@Nullable Node node) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : yaml.texts(node, "roles")) {
      Role.named(name)
          .ifPresentOrElse(
              roles::add,
              () -> yaml.wrong(node, name + " is no role; expected one of " + Role.names() + "."));
    }
    return roles;
  }

  private @Nullable Invitation invitation(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    Map<String, Node> words = yaml.table(node, "an invitation", OF_INVITATION);
    String hash =
        told(words, "token_sha256", text -> HASH.matcher(text).matches(), "64 hexadecimal digits");
    Instant expires = yaml.time(words, "expires");
    return hash == null || expires == null ? null : new Invitation(hash, expires);
  }

  /** Without the value where it is wrong: it may be the secret itself. */
  private @Nullable String told(
      Map<String, Node> words, String word, Predicate<String> isSound, String expected) {
    Node node = words.get(word);
    String text = YamlFile.text(node);
    if (node != null && (text == null || !isSound.test(text))) {
      yaml.wrong(node, word + " is not as it is kept; expected " + expected + ".");
      return null;
    }
    return text;
  }
}
