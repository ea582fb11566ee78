package io.rtoto.rules.settings;

import io.rtoto.rules.cases.CaseText;
import io.rtoto.rules.facts.Proposal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What customers and agents read of what is proposed, in each language of the shop.
 *
 * @param fallback the language of whoever told none, or one that there is no text in
 * @param offers by the offer's name, then by language
 * @param tasks by the task's name, then by language
 */
public record TextSettings(
    String fallback,
    Map<String, Map<String, String>> offers,
    Map<String, Map<String, String>> tasks) {
  /** The file, at the library's root. */
  public static final String FILE = "texts.yaml";

  /** Of a library without the file: there are no texts. */
  public static final TextSettings DEFAULT = new TextSettings("en", Map.of(), Map.of());

  private static final String TAIWAN = "zh-TW";
  private static final String MAINLAND = "zh-CN";

  /** Each text is there in all of them. */
  private static final List<String> LANGUAGES = List.of("en", TAIWAN, MAINLAND);

  /** Where Chinese is written as in Taiwan. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  /** Nobody changes them. */
  public TextSettings {
    offers = Map.copyOf(offers);
    tasks = Map.copyOf(tasks);
  }

  /**
   * What is read of the proposal; null where it has no text.
   *
   * @param language the reader's, BCP 47; null when it is not known
   */
  public @Nullable String of(Proposal proposal, @Nullable String language) {
    Map<String, Map<String, String>> texts = of(proposal.getClass().getSimpleName());
    Map<String, String> text = texts == null ? null : texts.get(proposal.name());
    return text == null ? null : text.get(nearest(language));
  }

  /** Whether a proposal of that kind, such as {@code Offer}, is read, and has no text. */
  public boolean misses(String kind, String name) {
    Map<String, Map<String, String>> texts = of(kind);
    return texts != null && !texts.containsKey(name);
  }

  /** The texts of that kind of proposals; null where it has none. */
  private @Nullable Map<String, Map<String, String>> of(String kind) {
    return kind.equals("Offer") ? offers : kind.equals("Task") ? tasks : null;
  }

  private String nearest(@Nullable String language) {
    Locale told = Locale.forLanguageTag(language == null ? "" : language);
    if (told.getLanguage().equals("zh")) {
      boolean traditional =
          told.getScript().isEmpty()
              ? TRADITIONAL.contains(told.getCountry())
              : told.getScript().equals("Hant");
      return traditional ? TAIWAN : MAINLAND;
    }
    return LANGUAGES.contains(told.getLanguage()) ? told.getLanguage() : fallback;
  }

  /** What the file says. */
  static TextSettings read(CaseText text) {
    Map<String, CaseText> words = text.table(FILE, List.of("fallback", "offers", "tasks"));
    CaseText fallback = words.get("fallback");
    return new TextSettings(
        fallback == null ? DEFAULT.fallback : language(fallback),
        texts(words.get("offers")),
        texts(words.get("tasks")));
  }

  private static String language(CaseText text) {
    String language = text.word("a language");
    if (!LANGUAGES.contains(language)) {
      throw text.unknown(language, "a language", LANGUAGES);
    }
    return language;
  }

  private static Map<String, Map<String, String>> texts(@Nullable CaseText text) {
    Map<String, Map<String, String>> texts = new TreeMap<>();
    if (text != null) {
      text.table("the texts").forEach((name, told) -> texts.put(name.word("a name"), each(told)));
    }
    return texts;
  }

  private static Map<String, String> each(CaseText text) {
    Map<String, CaseText> words = text.table("a text", LANGUAGES);
    Map<String, String> each = new TreeMap<>();
    for (String language : LANGUAGES) {
      CaseText told = words.get(language);
      String written = told == null ? "" : told.word("a text");
      if (written.isBlank()) {
        throw (told == null ? text : told)
            .problem(
                "A text is there in %s.".formatted(String.join(", ", LANGUAGES)),
                "Maybe %s: is missing.".formatted(language));
      }
      each.put(language, written);
    }
    return Map.copyOf(each);
  }
}
