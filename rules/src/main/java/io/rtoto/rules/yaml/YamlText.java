package io.rtoto.rules.yaml;

import io.rtoto.rules.findings.NearestWord;
import io.rtoto.schemas.Money;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A piece of a file of cases or settings that knows where it stands. Nothing is ever constructed
 * from it: it is words, lists and tables of words.
 *
 * @param node the piece
 */
public record YamlText(Node node) {
  /** Stands for what could not be read as UTF-8. */
  private static final int NOT_UTF_8 = 0xFFFD;

  /**
   * Reads a file.
   *
   * @throws YamlProblem when it is no YAML
   */
  public static YamlText of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    refuseUnreadable(text);
    try {
      refuseAliases(new Yaml(options).parse(new StringReader(text)));
      Node node = new Yaml(options).compose(new StringReader(text));
      if (node == null) {
        throw new YamlProblem(1, 1, 0, "The file is empty.", "");
      }
      return new YamlText(node);
    } catch (MarkedYAMLException e) {
      throw Unreadable.problem(e);
    } catch (YAMLException e) {
      // Too deep or too long: it does not say where.
      throw new YamlProblem(1, 1, 0, "This is no YAML for us: %s.".formatted(e.getMessage()), "");
    }
  }

  /**
   * One table of the tables of several files: what stands under the same word in more than one is
   * put together, be it a table itself.
   */
  public static YamlText merged(List<YamlText> parts) {
    Map<String, NodeTuple> merged = new LinkedHashMap<>();
    for (YamlText part : parts) {
      part.table("a table")
          .forEach(
              (word, told) ->
                  merged.merge(
                      word.word("a word"), new NodeTuple(word.node, told.node), YamlText::both));
    }
    return new YamlText(like((MappingNode) parts.get(0).node, List.copyOf(merged.values())));
  }

  private static NodeTuple both(NodeTuple one, NodeTuple other) {
    if (one.getValueNode() instanceof MappingNode some
        && other.getValueNode() instanceof MappingNode others) {
      List<NodeTuple> all = new ArrayList<>(some.getValue());
      all.addAll(others.getValue());
      return new NodeTuple(one.getKeyNode(), like(some, all));
    }
    return other;
  }

  private static MappingNode like(MappingNode node, List<NodeTuple> tuples) {
    return new MappingNode(
        node.getTag(), true, tuples, node.getStartMark(), node.getEndMark(), node.getFlowStyle());
  }

  /** YAML's own reader tells such a character, but not where it stands. */
  private static void refuseUnreadable(String text) {
    int line = 1;
    int column = 1;
    for (int c : text.codePoints().toArray()) {
      if (c == NOT_UTF_8 || !StreamReader.isPrintable(c)) {
        throw new YamlProblem(
            line,
            column,
            1,
            "The file has no use for the character U+%04X.".formatted(c),
            c == NOT_UTF_8 ? "Maybe the file is not saved as UTF-8." : "");
      }
      line = c == '\n' ? line + 1 : line;
      column = c == '\n' ? 1 : column + 1;
    }
  }

  /** A piece is read where it stands: what it means is not told elsewhere. */
  private static void refuseAliases(Iterable<Event> events) {
    for (Event event : events) {
      if (event instanceof AliasEvent alias) {
        throw new YamlProblem(
            alias.getStartMark().getLine() + 1,
            alias.getStartMark().getColumn() + 1,
            alias.getAnchor().length() + 1,
            "The file has no aliases, but found *%s.".formatted(alias.getAnchor()),
            "Maybe it belongs in quotes.");
      }
    }
  }

  /** The line where it begins, from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** How many characters (code points) of the file stand before it. */
  public int begin() {
    return node.getStartMark().getIndex();
  }

  /** How many characters (code points) of the file there are up to its end. */
  public int end() {
    // YAML takes for the end of a block where the next word begins: comments are part of it.
    if (node instanceof CollectionNode<?> block
        && block.getFlowStyle() == FlowStyle.BLOCK
        && !block.getValue().isEmpty()) {
      Object last = block.getValue().get(block.getValue().size() - 1);
      return new YamlText(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last)
          .end();
    }
    return node.getEndMark().getIndex();
  }

  /** Whether one word stands here, which may be empty. */
  public boolean isWord() {
    return node instanceof ScalarNode;
  }

  /** Whether words with something beside each stand here. */
  public boolean isTable() {
    return node instanceof MappingNode;
  }

  /** The word that stands here. */
  public String word(String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw problem("Expected %s, but found a %s.".formatted(what, shape()), "");
  }

  /**
   * The whole number that stands here.
   *
   * @param least the least that it may be
   * @param most the most that it may be; {@code Long.MAX_VALUE} for no bound but 18 digits
   */
  public long whole(long least, long most) {
    String written = word("a whole number");
    if (written.matches("-?[0-9]{1,18}")) {
      long value = Long.parseLong(written);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw problem(
        "Expected a whole number from %d %s, found %s."
            .formatted(least, most == Long.MAX_VALUE ? "on" : "to " + most, written),
        "");
  }

  /** The amount of money that stands here, such as {@code 120.00 USD}. */
  public Money money() {
    String word = word("an amount");
    String[] parts = word.split(" ", -1);
    if (parts.length == 2) {
      try {
        int digits = Currency.getInstance(parts[1]).getDefaultFractionDigits();
        return new Money(
            new BigDecimal(parts[0]).movePointRight(digits).longValueExact(), parts[1]);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw problem("%s is no amount of money; expected such as 120.00 USD.".formatted(word), "");
      }
    }
    throw problem("%s is no amount; expected such as 120.00 USD.".formatted(word), "");
  }

  /** The pieces of a list; one piece alone counts as a list of one. */
  public List<YamlText> items() {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(YamlText::new).toList();
    }
    return List.of(this);
  }

  /** A table by its words, in the order of the file. */
  public Map<YamlText, YamlText> table(String what) {
    if (node instanceof MappingNode mapping) {
      Map<YamlText, YamlText> table = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        table.put(new YamlText(tuple.getKeyNode()), new YamlText(tuple.getValueNode()));
      }
      return table;
    }
    throw problem(
        "Expected %s, but found a %s.".formatted(what, shape()),
        isWord() && word(what).contains(" ") ? "Maybe a colon is missing." : "");
  }

  /** A table in which only these words may stand. */
  public Map<String, YamlText> table(String what, Collection<String> known) {
    return table(what, known, List.of());
  }

  /** The same, where words that once had a meaning are passed over. */
  public Map<String, YamlText> table(
      String what, Collection<String> known, Collection<String> former) {
    Attempts attempts = new Attempts();
    Map<String, YamlText> words = table(what, known, former, attempts);
    attempts.conclude();
    return words;
  }

  /**
   * Those of these words that stand in a table.
   *
   * @param attempts is told of each word that may not
   */
  public Map<String, YamlText> table(String what, Collection<String> known, Attempts attempts) {
    return table(what, known, List.of(), attempts);
  }

  private Map<String, YamlText> table(
      String what, Collection<String> known, Collection<String> former, Attempts attempts) {
    Map<String, YamlText> words = new LinkedHashMap<>();
    table(what)
        .forEach(
            (key, value) ->
                attempts.run(
                    () -> {
                      String word = key.word("a word");
                      if (former.contains(word)) {
                        return;
                      }
                      if (!known.contains(word)) {
                        throw key.unknown(word, what, known);
                      }
                      if (words.put(word, value) != null) {
                        throw key.problem("The word %s stands there twice.".formatted(word), "");
                      }
                    }));
    return words;
  }

  /** This word is not known here. */
  public YamlProblem unknown(String word, String what, Collection<String> known) {
    return problem(
        "%s is no word of %s; expected one of %s.".formatted(word, what, String.join(", ", known)),
        NearestWord.hint(word, known));
  }

  /** What is wrong here. */
  public YamlProblem problem(String message, String hint) {
    Mark from = node.getStartMark();
    Mark to = node.getEndMark();
    int length = from.getLine() == to.getLine() ? to.getColumn() - from.getColumn() : 1;
    return new YamlProblem(line(), from.getColumn() + 1, length, message, hint);
  }

  /** The whole piece on one line, for comparing it with another. */
  public String flat() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode) {
      return items().stream().map(YamlText::flat).toList().toString();
    }
    Map<String, String> flat = new LinkedHashMap<>();
    table("a table").forEach((key, value) -> flat.put(key.flat(), value.flat()));
    return flat.toString();
  }

  /**
   * Every word of the piece by its way there, such as {@code tiers.silver.fromMinor}: through the
   * words of tables, and of a list of tables through what each begins with. A list of words is one
   * word, {@code [sms, push]}.
   */
  public Map<String, String> leaves() {
    Map<String, String> leaves = new LinkedHashMap<>();
    gather("", leaves);
    return leaves;
  }

  private void gather(String way, Map<String, String> leaves) {
    String begun = way.isEmpty() ? "" : way + ".";
    if (isTable()) {
      table("a table").forEach((key, value) -> value.gather(begun + key.flat(), leaves));
    } else if (!isWord() && !items().isEmpty() && items().stream().allMatch(YamlText::isTable)) {
      for (YamlText item : items()) {
        item.gather(begun + item.table("a table").values().iterator().next().flat(), leaves);
      }
    } else {
      leaves.put(way, flat());
    }
  }

  private String shape() {
    return node instanceof MappingNode ? "table" : node instanceof SequenceNode ? "list" : "word";
  }
}
