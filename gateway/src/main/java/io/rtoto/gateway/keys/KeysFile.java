package io.rtoto.gateway.keys;

import io.rtoto.gateway.files.YamlFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads and writes the file of keys, in YAML. Nothing is constructed from it but what is told here;
 * all that is wrong with it is told at once.
 */
public final class KeysFile {
  /** Its name, in the folder where everything is kept. */
  public static final String NAME = "keys.yaml";

  private static final int MOST_SECRETS = 2;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private static final List<String> OF_FILE = List.of("tenants");
  private static final List<String> OF_TENANT = List.of("trusted_traits", "keys");
  private static final List<String> OF_KEY =
      List.of("id", "kind", "created", "retired", "origins", "orders", "secrets");
  private static final List<String> OF_BROWSERS = List.of("origins", "orders");
  private static final List<String> OF_SERVERS = List.of("secrets");

  private final YamlFile yaml = new YamlFile();
  private final Set<String> ids = new HashSet<>();

  private KeysFile() {}

  /**
   * What a key may be called.
   *
   * @return what is wrong with that id, as a sentence; empty when nothing is
   */
  public static Optional<String> objectionToId(String id) {
    return ID.matcher(id).matches()
        ? Optional.empty()
        : Optional.of(
            id
                + " is no id of a key; expected up to 64 letters, digits, -, _ and :, of which the"
                + " first is a letter or a digit.");
  }

  /** What is wrong with an origin, as a sentence; empty when nothing is. */
  public static Optional<String> objectionToOrigin(String origin) {
    return Origins.objectionTo(origin);
  }

  /**
   * The keys in a file.
   *
   * @param text all of it
   * @throws IllegalArgumentException with a sentence for each mistake, and its line
   */
  public static KeyRing read(String text) {
    KeysFile reader = new KeysFile();
    KeyRing ring =
        reader.file(YamlFile.composed(text, "expected tenants. Maybe: rtoto keys create."));
    reader.yaml.requireSound();
    return ring;
  }

  /** The file of those keys. */
  public static String written(KeyRing ring) {
    StringBuilder text = new StringBuilder();
    text.append("# Who may write to the gateway. ./rtoto keys changes this file, and so may you;\n")
        .append(
            "# the gateway reads it again when it changes. Of a secret it holds only the hash:\n")
        .append("# keep it from others all the same, since proofs are signed by that.\n")
        .append("tenants:\n")
        .append("  ")
        .append(YamlFile.quoted(ring.tenant()))
        .append(":\n");
    if (!ring.trustedTraits().isEmpty()) {
      text.append("    trusted_traits: ")
          .append(YamlFile.list(ring.trustedTraits().stream().sorted()));
    }
    text.append(ring.keys().isEmpty() ? "    keys: []\n" : "    keys:\n");
    ring.keys().forEach(key -> write(key, text));
    return text.toString();
  }

  private static void write(WriteKey key, StringBuilder text) {
    text.append("      - id: ").append(YamlFile.quoted(key.id())).append('\n');
    text.append("        kind: ").append(key.kind().wireName()).append('\n');
    text.append("        created: ").append(YamlFile.quoted(key.created().toString())).append('\n');
    if (key.retired() != null) {
      text.append("        retired: ")
          .append(YamlFile.quoted(key.retired().toString()))
          .append('\n');
    }
    if (key.isServer()) {
      text.append("        secrets: ").append(YamlFile.list(key.secretHashes().stream()));
    } else {
      text.append("        origins: ").append(YamlFile.list(key.origins().stream()));
      text.append("        orders: ").append(key.orders()).append('\n');
    }
  }

  private KeyRing file(Node root) {
    Node tenants = yaml.table(root, "the file", OF_FILE).get("tenants");
    if (tenants == null) {
      yaml.wrong(root, "tenants is missing; expected whose keys they are, such as default.");
      return KeyRing.EMPTY;
    }
    Map<String, Node> byName = yaml.table(tenants, "tenants", null);
    if (byName.size() > 1) {
      yaml.wrong(
          tenants,
          "tenants names "
              + String.join(", ", byName.keySet())
              + "; expected one: customers, decisions and rules of two would not be kept apart."
              + " Maybe give each an RTOTO of its own.");
    }
    Map.Entry<String, Node> one = byName.entrySet().stream().findFirst().orElse(null);
    if (one == null) {
      yaml.wrong(tenants, "tenants names nobody; expected one, such as default.");
      return KeyRing.EMPTY;
    }
    Map<String, Node> words = yaml.table(one.getValue(), "a tenant", OF_TENANT);
    List<WriteKey> keys = new ArrayList<>();
    for (Node key : yaml.items(words.get("keys"), "keys")) {
      key(key).ifPresent(keys::add);
    }
    return new KeyRing(
        one.getKey(), Set.copyOf(yaml.texts(words.get("trusted_traits"), "trusted_traits")), keys);
  }

  /** Empty when something about it is wrong. */
  private Optional<WriteKey> key(Node node) {
    int before = yaml.faults();
    Map<String, Node> words = yaml.table(node, "a key", OF_KEY);
    String id = id(node, words);
    KeyKind kind = kind(node, words);
    Instant created = yaml.time(words, "created");
    if (created == null && !words.containsKey("created")) {
      yaml.wrong(
          node, "created is missing; expected when it was made, such as 2026-11-27T09:00:00Z.");
    }
    Instant retired = yaml.time(words, "retired");
    List<String> origins = origins(words.get("origins"));
    boolean orders = flag(words.get("orders"));
    List<String> secrets = secrets(words.get("secrets"));
    if (id == null || kind == null || created == null) {
      return Optional.empty();
    }
    requireOwn(node, kind, words);
    return yaml.faults() > before
        ? Optional.empty()
        : Optional.of(new WriteKey(id, kind, origins, orders, secrets, created, retired));
  }

  private @Nullable String id(Node node, Map<String, Node> words) {
    String id = YamlFile.text(words.get("id"));
    if (id == null) {
      yaml.wrong(node, "id is missing; expected what the key is called.");
      return null;
    }
    objectionToId(id).ifPresent(sentence -> yaml.wrong(node, sentence));
    if (!ids.add(id)) {
      yaml.wrong(node, "Two keys are called " + id + "; expected each id once.");
    }
    return id;
  }

  private @Nullable KeyKind kind(Node node, Map<String, Node> words) {
    String told = YamlFile.text(words.get("kind"));
    for (KeyKind kind : KeyKind.values()) {
      if (kind.wireName().equals(told)) {
        return kind;
      }
    }
    yaml.wrong(
        node, "kind is " + (told == null ? "missing" : told) + "; expected browser or server.");
    return null;
  }

  /** A word that means nothing for a key of that kind was meant to mean something. */
  private void requireOwn(Node node, KeyKind kind, Map<String, Node> words) {
    boolean server = kind == KeyKind.SERVER;
    for (String foreign : server ? OF_BROWSERS : OF_SERVERS) {
      if (words.containsKey(foreign)) {
        yaml.wrong(
            node,
            foreign
                + " says nothing of a key of kind "
                + kind.wireName()
                + ". Maybe it belongs to another key.");
      }
    }
    String needed = server ? "secrets" : "origins";
    if (!words.containsKey(needed)) {
      yaml.wrong(
          node,
          needed
              + " is missing; expected "
              + (server
                  ? "the SHA-256 of one or two secrets. Maybe: rtoto keys create --server."
                  : "the pages that may use the key, such as https://shop.example."));
    }
  }

  private List<String> origins(@Nullable Node node) {
    List<String> origins = yaml.texts(node, "origins");
    for (String origin : origins) {
      Origins.objectionTo(origin).ifPresent(sentence -> yaml.wrong(node, sentence));
    }
    return origins;
  }

  private List<String> secrets(@Nullable Node node) {
    List<String> secrets = yaml.texts(node, "secrets");
    if (node != null && (secrets.isEmpty() || secrets.size() > MOST_SECRETS)) {
      yaml.wrong(
          node,
          "secrets holds "
              + secrets.size()
              + "; expected one, or two while one takes the place of the other.");
    }
    // Without the value: it may be the secret itself.
    if (!secrets.stream().allMatch(secret -> HASH.matcher(secret).matches())) {
      yaml.wrong(
          node,
          "secrets holds what is no SHA-256 in 64 hexadecimal digits. Maybe it is a secret itself,"
              + " which belongs nowhere in this file: make another.");
    }
    return secrets;
  }

  private boolean flag(@Nullable Node node) {
    String told = YamlFile.text(node);
    if (node != null && !Set.of("true", "false").contains(String.valueOf(told))) {
      yaml.wrong(node, "orders is " + told + "; expected true or false.");
    }
    return "true".equals(told);
  }
}
