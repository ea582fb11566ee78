package io.rtoto.rules.settings;

import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers hold over time, by its kind, and when it is time to speak of it.
 *
 * @param kinds by the business's own word for it
 */
public record AgreementSettings(Map<String, Times> kinds) {
  /** The file, at the library's root. */
  public static final String FILE = OneOf.AGREEMENTS;

  /** Of a library without the file: there is nothing that customers hold. */
  public static final AgreementSettings DEFAULT = new AgreementSettings(Map.of());

  /** What is set by name: an industry may set it in a part of its own. */
  static final List<String> SECTIONS = List.of("agreements");

  private static final int MOST_DAYS = 3_650;
  private static final List<String> WORDS = List.of("startingDays", "endingDays", "unusedDays");

  /**
   * When what is of a kind is spoken of.
   *
   * @param startingDays how many days before it begins; null for not
   * @param endingDays how many days before it ends; null for not
   * @param unusedDays how many days after its last use; null for not
   */
  public record Times(
      @Nullable Integer startingDays, @Nullable Integer endingDays, @Nullable Integer unusedDays) {}

  /** Nobody changes them. */
  public AgreementSettings {
    kinds = Map.copyOf(kinds);
  }

  /** When what is of that kind is spoken of; null where the business names no such kind. */
  public @Nullable Times of(String kind) {
    return kinds.get(kind);
  }

  /** What the file says. */
  static AgreementSettings read(YamlText text) {
    Map<String, Times> kinds = new TreeMap<>();
    YamlText all = text.table(FILE, SECTIONS).get(SECTIONS.get(0));
    if (all != null) {
      all.table("the agreements").forEach((kind, told) -> kinds.put(kind(kind), times(told)));
    }
    return new AgreementSettings(kinds);
  }

  private static String kind(YamlText text) {
    String kind = text.word("a kind of agreement");
    if (kind.isBlank()) {
      throw text.problem("Expected a kind of agreement such as policy, but found nothing.", "");
    }
    return kind;
  }

  private static Times times(YamlText text) {
    Map<String, YamlText> words = text.table("an agreement", WORDS);
    return new Times(
        days(words.get("startingDays")),
        days(words.get("endingDays")),
        days(words.get("unusedDays")));
  }

  private static @Nullable Integer days(@Nullable YamlText text) {
    return text == null ? null : (int) text.whole(1, MOST_DAYS);
  }
}
