package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Whoever adds a word for rules is told here where the live page wants to know what it is called.
 */
final class LivePageNamesTest {
  private static final Path LIBRARY = Path.of(System.getProperty("rtoto.root"), "rules/library");
  private static final String BEGIN = "export const names = ";
  private static final List<String> TRANSLATED = List.of("zh-TW", "zh-CN");
  private static final List<String> ALL = List.of("en", "zh-TW", "zh-CN");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode NAMES = names();

  @Test
  void everyProposalThatIsReadHasATitle() throws IOException {
    Set<String> proposed = new TreeSet<>();
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      for (Path file : files.filter(path -> path.endsWith("texts.yaml")).toList()) {
        Map<String, Map<String, ?>> texts = yaml(file);
        for (String kind : List.of("alerts", "offers", "recommendations", "tags", "tasks")) {
          proposed.addAll(texts.getOrDefault(kind, Map.of()).keySet());
        }
      }
    }
    assertThat(proposed).contains("easy-returns", "answer-question", "tier-drop", "welcome-home");

    // In English a name is a title as it is.
    assertThat(missing("proposals", proposed, TRANSLATED)).isEmpty();
  }

  @Test
  void everyTagAndTierHasATitle() throws IOException {
    Map<String, Map<String, ?>> tags = yaml(LIBRARY.resolve("tags.yaml"));
    Map<String, List<Map<String, ?>>> tiers =
        new Yaml().load(Files.readString(LIBRARY.resolve("tiers.yaml")));

    assertThat(missing("proposals", requireNonNull(tags.get("tags")).keySet(), TRANSLATED))
        .isEmpty();
    assertThat(
            missing(
                "values",
                requireNonNull(tiers.get("tiers")).stream()
                    .map(tier -> String.valueOf(tier.get("tier")))
                    .toList(),
                ALL))
        .isEmpty();
  }

  @Test
  void everyMomentHasATitle() {
    assertThat(
            missing(
                "moments", Vocabulary.moments().stream().map(Class::getSimpleName).toList(), ALL))
        .isEmpty();
  }

  @Test
  void everyFactAndItsFieldsHaveATitle() {
    assertThat(
            missing(
                "facts",
                Vocabulary.knowledge().stream()
                    .map(Class::getSimpleName)
                    .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                    .toList(),
                ALL))
        .isEmpty();
    assertThat(missing("fields", fields().stream().map(RecordComponent::getName).toList(), ALL))
        .isEmpty();
  }

  @Test
  void everyWordThatAFactMayBeHasATitle() {
    Set<String> words = new TreeSet<>(List.of("true", "false"));
    for (RecordComponent field : fields()) {
      OneOf oneOf = field.getAnnotation(OneOf.class);
      if (oneOf != null) {
        words.addAll(List.of(oneOf.value()));
      }
    }
    assertThat(words).contains("shipping-cost", "web");
    // A tag or an alert may bear the same name.
    words.removeIf(NAMES.path("proposals")::has);

    assertThat(missing("values", words, ALL)).isEmpty();
  }

  private static List<RecordComponent> fields() {
    return Stream.concat(Vocabulary.moments().stream(), Vocabulary.knowledge().stream())
        .flatMap(fact -> Stream.of(fact.getRecordComponents()))
        .toList();
  }

  private static List<String> missing(
      String section, Collection<String> wanted, List<String> languages) {
    List<String> missing = new ArrayList<>();
    for (String name : wanted) {
      for (String language : languages) {
        if (NAMES.path(section).path(name).path(language).asText().isBlank()) {
          missing.add("%s.%s in %s".formatted(section, name, language));
        }
      }
    }
    return missing;
  }

  private static Map<String, Map<String, ?>> yaml(Path file) throws IOException {
    Map<String, Object> all = new Yaml().load(Files.readString(file));
    all.remove("fallback");
    return JSON.convertValue(all, new TypeReference<>() {});
  }

  private static JsonNode names() {
    try (InputStream file = LivePageNamesTest.class.getResourceAsStream("/web/names.js")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return JSON.readTree(
          text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.lastIndexOf(';')));
    } catch (IOException e) {
      throw new UncheckedIOException("The page's names cannot be read.", e);
    }
  }
}
