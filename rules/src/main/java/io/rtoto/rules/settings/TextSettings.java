package io.rtoto.rules.settings;

import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import java.util.ArrayList;
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
 * @param texts by the kind of what is proposed, such as {@code Offer}, or {@code Script}, or the
 *     file of the tags; then by its name, then by language
 */
public record TextSettings(String fallback, Map<String, Map<String, Map<String, String>>> texts) {
  /** The file, at the library's root. */
  public static final String FILE = "texts.yaml";

  /** Of a library without the file: there are no texts. */
  public static final TextSettings DEFAULT = new TextSettings("en", Map.of());

  /** What an agent goes by in a task, by the key that the task names. */
  private static final String SCRIPT = LibraryNames.SCRIPTS;

  /** What is read, and where its texts stand; nobody reads a record. Of tags, what they mean. */
  private static final Map<String, String> SECTIONS =
      new TreeMap<>(
          Map.of(
              "Alert",
              "alerts",
              "Offer",
              "offers",
              "Recommendation",
              "recommendations",
              SCRIPT,
              "scripts",
              TagSettings.FILE,
              "tags",
              "Task",
              "tasks"));

  private static final String TAIWAN = "zh-TW";
  private static final String MAINLAND = "zh-CN";

  /** Each text is there in all of them. */
  private static final List<String> LANGUAGES = List.of("en", TAIWAN, MAINLAND);

  /** Where Chinese is written as in Taiwan. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  /** Nobody changes them. */
  public TextSettings {
    texts = Map.copyOf(texts);
  }

  /**
   * What is read of the proposal; null where it has no text.
   *
   * @param language the reader's, BCP 47; null when it is not known
   */
  public @Nullable String of(Proposal proposal, @Nullable String language) {
    return told(proposal.getClass().getSimpleName(), proposal.name(), language);
  }

  /** What the agent goes by who has that task; null where there are no such words. */
  public @Nullable String scriptOf(Proposal.Task task, @Nullable String language) {
    return told(SCRIPT, task.script(), language);
  }

  /** What a tag means, by language; empty where nobody has written that. */
  Map<String, String> ofTag(String name) {
    return of(TagSettings.FILE).getOrDefault(name, Map.of());
  }

  private @Nullable String told(String kind, String name, @Nullable String language) {
    Map<String, String> text = of(kind).get(name);
    return text == null ? null : text.get(nearest(language));
  }

  /**
   * Whether what is proposed of that kind, such as {@code Offer}, is read, and has no text; so of a
   * script, of the kind {@link LibraryNames#SCRIPTS}.
   */
  public boolean misses(String kind, String name) {
    return SECTIONS.containsKey(kind) && !of(kind).containsKey(name);
  }

  /** What was meant where a text is missing: one that there is, or that it is to be written. */
  public String hint(String kind, String name) {
    return NearestWord.of(name, of(kind).keySet())
        .map(near -> "Maybe you meant %s.".formatted(near))
        .orElse("Maybe it is to be written there, under %s.".formatted(SECTIONS.get(kind)));
  }

  /** The texts of that kind of proposals, by their names. */
  Map<String, Map<String, String>> of(String kind) {
    return texts.getOrDefault(kind, Map.of());
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
  static TextSettings read(YamlText text) {
    Map<String, YamlText> words = text.table(FILE, words());
    YamlText fallback = words.get("fallback");
    Map<String, Map<String, Map<String, String>>> texts = new TreeMap<>();
    SECTIONS.forEach((kind, section) -> texts.put(kind, texts(words.get(section))));
    return new TextSettings(fallback == null ? DEFAULT.fallback : language(fallback), texts);
  }

  /** What is set by name: an industry may set it in a part of its own. */
  static List<String> sections() {
    return List.copyOf(SECTIONS.values());
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(SECTIONS.values());
    words.add(0, "fallback");
    return words;
  }

  /** Texts of what no rule proposes: nobody would ever read them. */
  static List<YamlProblem> unknownNames(YamlText text, LibraryNames names) {
    Map<String, YamlText> words = text.table(FILE, words());
    return SECTIONS.entrySet().stream()
        .flatMap(
            section ->
                names.unknownIn(
                    words.get(section.getValue()), section.getKey(), unknown(section.getKey())))
        .toList();
  }

  private static String unknown(String kind) {
    return switch (kind) {
      case SCRIPT -> "No task names the script %s.";
      case TagSettings.FILE -> "There is no tag %s in " + TagSettings.FILE + ".";
      default -> "No rule proposes the " + kind.toLowerCase(Locale.ROOT) + " %s.";
    };
  }

  private static String language(YamlText text) {
    String language = text.word("a language");
    if (!LANGUAGES.contains(language)) {
      throw text.unknown(language, "a language", LANGUAGES);
    }
    return language;
  }

  private static Map<String, Map<String, String>> texts(@Nullable YamlText text) {
    Map<String, Map<String, String>> texts = new TreeMap<>();
    if (text != null) {
      text.table("the texts").forEach((name, told) -> texts.put(name.word("a name"), each(told)));
    }
    return texts;
  }

  private static Map<String, String> each(YamlText text) {
    Map<String, YamlText> words = text.table("a text", LANGUAGES);
    Map<String, String> each = new TreeMap<>();
    for (String language : LANGUAGES) {
      YamlText told = words.get(language);
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
