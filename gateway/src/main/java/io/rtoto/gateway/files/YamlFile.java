package io.rtoto.gateway.files;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a small file in YAML as nodes, so that nothing is constructed from it but what its reader
 * asks for, and remembers all that is wrong with it, to be told at once.
 */
public final class YamlFile {
  private final List<String> errors = new ArrayList<>();

  /**
   * The root of a text.
   *
   * @param otherwise what an empty one is told, such as {@code expected tenants.}
   * @throws IllegalArgumentException when it is no YAML, with its line
   */
  public static Node composed(String text, String otherwise) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      Node node = new Yaml(options).compose(new StringReader(text));
      if (node == null) {
        throw new IllegalArgumentException("The file is empty; " + otherwise);
      }
      return node;
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          "Line "
              + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1)
              + ": this is no YAML: "
              + e.getProblem()
              + ". Maybe the indentation, or a text with a colon that belongs in quotes.",
          e);
    } catch (YAMLException e) {
      // Too deep or too long: it does not say where.
      throw new IllegalArgumentException("This is no YAML for us: " + e.getMessage() + ".", e);
    }
  }

  /** How much is wrong so far. */
  public int faults() {
    return errors.size();
  }

  /**
   * Tells all that is wrong.
   *
   * @throws IllegalArgumentException with a sentence for each mistake, and its line; unless there
   *     is none
   */
  public void requireSound() {
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
  }

  /** A time under that word; null where there is none, or where it is wrong. */
  public @Nullable Instant time(Map<String, Node> words, String word) {
    Node node = words.get(word);
    String told = text(node);
    if (node == null) {
      return null;
    }
    try {
      return Instant.parse(String.valueOf(told));
    } catch (DateTimeParseException e) {
      wrong(node, word + " is " + told + "; expected a time such as 2026-11-27T09:00:00Z.");
      return null;
    }
  }

  /** The words of a list. */
  public List<String> texts(@Nullable Node node, String what) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(node, what)) {
      String text = text(item);
      if (text == null) {
        wrong(item, what + " holds a table or a list; expected words.");
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  /** What a list holds; nothing where there is none. */
  public List<Node> items(@Nullable Node node, String what) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    if (node != null) {
      wrong(node, what + " is no list. Maybe brackets, or a hyphen before each, are missing.");
    }
    return List.of();
  }

  /**
   * A table by its words.
   *
   * @param known the words that may stand there; null for any
   */
  public Map<String, Node> table(Node node, String what, @Nullable List<String> known) {
    Map<String, Node> words = new LinkedHashMap<>();
    if (!(node instanceof MappingNode table)) {
      wrong(node, "Here is " + what + " expected as words with a colon after each.");
      return words;
    }
    for (NodeTuple tuple : table.getValue()) {
      String word = String.valueOf(text(tuple.getKeyNode()));
      if (known != null && !known.contains(word)) {
        wrong(
            tuple.getKeyNode(),
            word
                + " is no word of "
                + what
                + "; expected one of "
                + String.join(", ", known)
                + "."
                + known.stream()
                    .filter(one -> one.startsWith(word) || word.startsWith(one))
                    .findFirst()
                    .map(one -> " Maybe you meant " + one + ".")
                    .orElse(""));
      } else if (words.put(word, tuple.getValueNode()) != null) {
        wrong(tuple.getKeyNode(), word + " stands twice in one place.");
      }
    }
    return words;
  }

  /** A word; null where there is none, or a table or a list. */
  public static @Nullable String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** Words as a list in one line, with its end. */
  public static String list(Stream<String> words) {
    return words.map(YamlFile::quoted).collect(Collectors.joining(", ", "[", "]\n"));
  }

  /** A word in quotes: what JSON quotes, YAML reads. */
  public static String quoted(String word) {
    return TextNode.valueOf(word).toString();
  }

  /** Remembers what is wrong, and in which line. */
  public void wrong(@Nullable Node node, String sentence) {
    int line = node == null ? 1 : node.getStartMark().getLine() + 1;
    errors.add("Line " + line + ": " + sentence);
  }
}
