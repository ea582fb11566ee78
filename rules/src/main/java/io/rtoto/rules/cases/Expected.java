package io.rtoto.rules.cases;

import io.rtoto.rules.vocabulary.Vocabulary;
import io.rtoto.rules.yaml.Attempts;
import io.rtoto.rules.yaml.YamlText;
import io.rtoto.schemas.events.Channel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A proposal that a case expects, as far as it cares.
 *
 * @param kind such as {@code offer}
 * @param name such as {@code free-delivery}
 * @param rule who proposes it; null when no matter
 * @param priority its weight; null when no matter
 * @param products what it is about; null when no matter
 * @param channel by which way it reaches the customer; null when no matter
 * @param fate what comes of it
 */
record Expected(
    String kind,
    String name,
    @Nullable String rule,
    @Nullable Integer priority,
    @Nullable List<String> products,
    @Nullable String channel,
    String fate) {
  static final String NOTHING = "nothing";

  private static final List<String> KINDS =
      Vocabulary.proposals().stream().map(Said::kindOf).toList();
  private static final List<String> BESIDE =
      List.of("by", "priority", "products", "channel", "but");
  private static final List<String> CHANNELS =
      Stream.of(Channel.values()).map(Channel::wireName).toList();
  static final List<String> FATES =
      List.of(
          Said.OUTRANKED,
          "no consent",
          "repeated too soon",
          "capped",
          "over budget",
          "quiet hours",
          "moot",
          "told before",
          "over credit",
          "credit unknown",
          "below margin",
          "out of stock",
          "over");

  /** Reads what a case expects; {@code nothing} is an empty list. */
  static List<Expected> read(YamlText text) {
    if (text.isWord()) {
      String word = text.word("what is expected");
      if (!word.equals(NOTHING)) {
        throw text.unknown(word, "what is expected", List.of(NOTHING));
      }
      return List.of();
    }
    Attempts attempts = new Attempts();
    List<Expected> all =
        text.items().stream().flatMap(item -> attempts.read(() -> one(item)).stream()).toList();
    attempts.conclude();
    return all;
  }

  private static Expected one(YamlText text) {
    Map<String, YamlText> words =
        text.table("what is expected", Stream.concat(KINDS.stream(), BESIDE.stream()).toList());
    List<String> kinds = words.keySet().stream().filter(KINDS::contains).toList();
    if (kinds.size() != 1) {
      throw text.problem("Expected one of %s, but found %s.".formatted(KINDS, words.keySet()), "");
    }
    YamlText by = words.get("by");
    YamlText priority = words.get("priority");
    YamlText products = words.get("products");
    YamlText channel = words.get("channel");
    YamlText but = words.get("but");
    return new Expected(
        kinds.get(0),
        words.getOrDefault(kinds.get(0), text).word("a name"),
        by == null ? null : by.word("a rule's id"),
        priority == null
            ? null
            : (int) FactReader.number(priority, Integer.MIN_VALUE, Integer.MAX_VALUE),
        products == null
            ? null
            : products.items().stream().map(item -> item.word("a product")).toList(),
        channel == null ? null : channel(channel),
        but == null ? Said.CHOSEN : fate(but));
  }

  private static String channel(YamlText text) {
    String word = text.word("a channel");
    if (!CHANNELS.contains(word)) {
      throw text.unknown(word, "a channel", CHANNELS);
    }
    return word;
  }

  private static String fate(YamlText text) {
    String word = text.word("what comes of it");
    if (!FATES.contains(word) && !word.startsWith(Said.WITHDRAWN_BY)) {
      throw text.unknown(
          word,
          "what comes of a proposal",
          Stream.concat(FATES.stream(), Stream.of("withdrawn by …")).toList());
    }
    return word;
  }

  boolean isMetBy(Said said) {
    return isNamed(said)
        && fate.equals(said.fate())
        && (priority == null || priority == said.priority())
        && (products == null || products.equals(said.products()))
        && (channel == null || channel.equals(said.channel()));
  }

  /** Whether it is this proposal, whatever came of it. */
  boolean isNamed(Said said) {
    return kind.equals(said.kind())
        && name.equals(said.name())
        && (rule == null || rule.equals(said.rule()));
  }

  String shown() {
    String of = products == null ? "" : " of " + String.join(", ", products);
    String through = channel == null ? "" : " through " + channel;
    String by = rule == null ? "" : " by " + rule;
    String weight = priority == null ? "" : " with priority " + priority;
    return "%s %s%s%s%s%s, %s".formatted(kind, name, of, through, by, weight, fate);
  }
}
