package io.rtoto.rules.settings;

import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.yaml.YamlText;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags that rules may set of a customer, and ask for: no others.
 *
 * @param tags what each means, by its name
 */
public record TagSettings(Map<String, Tag> tags) {
  /** The file, at the library's root. */
  public static final String FILE = OneOf.TAGS;

  /** Of a library without the file: there are no tags. */
  public static final TagSettings DEFAULT = new TagSettings(Map.of());

  /** What is set by name: an industry may set it in a part of its own. */
  static final List<String> SECTIONS = List.of("tags");

  private static final List<String> TYPES = List.of("behaviour", "interest", "value", "risk");
  private static final List<String> WORDS = List.of("means", "owner", "type", "holdsDays");
  private static final int MOST_DAYS = 3_650;

  /**
   * A tag.
   *
   * @param means what it says of a customer
   * @param owner who is asked about it
   * @param type {@code behaviour}, {@code interest}, {@code value} or {@code risk}
   * @param holdsDays for how many days it holds, unless it is set again
   */
  public record Tag(String means, String owner, String type, int holdsDays) {}

  /** Nobody changes them. */
  public TagSettings {
    tags = Map.copyOf(tags);
  }

  /** Whether there is a tag of that name. */
  public boolean has(String name) {
    return tags.containsKey(name);
  }

  /** For how long the tag of that name holds; no time where there is no such tag. */
  public Duration holds(String name) {
    Tag tag = tags.get(name);
    return tag == null ? Duration.ZERO : Duration.ofDays(tag.holdsDays());
  }

  /** What each says of itself, by name, and in these texts. */
  public List<TagCard> cards(TextSettings texts) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(
                tag ->
                    new TagCard(
                        tag.getKey(),
                        tag.getValue().means(),
                        tag.getValue().owner(),
                        tag.getValue().type(),
                        texts.ofTag(tag.getKey())))
            .toList();
  }

  /** What the file says. */
  static TagSettings read(YamlText text) {
    Map<String, Tag> tags = new TreeMap<>();
    YamlText all = text.table(FILE, SECTIONS).get("tags");
    if (all != null) {
      all.table("the tags").forEach((name, told) -> tags.put(name(name), tag(told)));
    }
    return new TagSettings(tags);
  }

  private static String name(YamlText text) {
    String name = text.word("a tag's name");
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 40) {
      throw text.problem(
          "The tag is called %s; expected small letters, digits and -, at most 40.".formatted(name),
          "");
    }
    return name;
  }

  private static Tag tag(YamlText text) {
    Map<String, YamlText> words = text.table("a tag", WORDS);
    for (String word : WORDS) {
      if (!words.containsKey(word)) {
        throw text.problem(
            "A tag says %s.".formatted(String.join(", ", WORDS)),
            "Maybe %s: is missing.".formatted(word));
      }
    }
    YamlText type = words.getOrDefault("type", text);
    String written = type.word("a type");
    if (!TYPES.contains(written)) {
      throw type.unknown(written, "a tag's type", TYPES);
    }
    return new Tag(
        filled(words.getOrDefault("means", text)),
        filled(words.getOrDefault("owner", text)),
        written,
        (int) words.getOrDefault("holdsDays", text).whole(1, MOST_DAYS));
  }

  private static String filled(YamlText text) {
    String word = text.word("a text");
    if (word.isBlank()) {
      throw text.problem("Expected a text, but found nothing.", "");
    }
    return word;
  }
}
