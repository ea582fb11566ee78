package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of schemas, with a folder of examples for each topic. */
final class SchemaFolder {
  private static final String BASE = "https://rtoto.io/json/";
  private static final String ENDING = ".schema.json";

  private final Path folder;
  private final Validator validator;

  private SchemaFolder(Path folder) {
    this.folder = folder;
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .withSchemaResolver(this::resolve)
            .createValidator();
  }

  /** The schemas as they are now. */
  static SchemaFolder present() {
    return of("/json");
  }

  /** The schemas of the last release. */
  static SchemaFolder released() {
    return of("/released");
  }

  private static SchemaFolder of(String resource) {
    URL url = SchemaFolder.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException("There is no folder " + resource + " on the class path.");
    }
    try {
      return new SchemaFolder(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the schemas, such as {@code dead-letters}. */
  Set<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.replace(ENDING, ""))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of that name. */
  JsonNode schema(String name) {
    return json(folder.resolve(name + ENDING));
  }

  /** The example at that place, such as {@code journal/moment-arose}. */
  JsonNode example(String place) {
    return json(folder.resolve(place + ".json"));
  }

  /** The examples of a topic by file name. */
  Map<String, JsonNode> examples(Topic topic) {
    try (Stream<Path> files = Files.list(folder.resolve(topic.topicName()))) {
      return files.collect(
          Collectors.toMap(
              file -> topic.topicName() + "/" + file.getFileName(),
              SchemaFolder::json,
              (one, other) -> one,
              TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a message has against its schema; empty when it is valid. */
  List<String> faults(String schema, JsonNode message) {
    Validator.Result result = validator.validate(URI.create(BASE + schema + ENDING), message);
    return result.isValid() ? List.of() : result.getErrors().stream().map(this::fault).toList();
  }

  private String fault(Error error) {
    return error.getInstanceLocation() + ": " + error.getError();
  }

  private SchemaResolver.Result resolve(String uri) {
    return uri.startsWith(BASE)
        ? SchemaResolver.Result.fromProviderNode(json(folder.resolve(uri.substring(BASE.length()))))
        : SchemaResolver.Result.empty();
  }

  private static JsonNode json(Path file) {
    try {
      return StrictJson.JSON.readTree(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
