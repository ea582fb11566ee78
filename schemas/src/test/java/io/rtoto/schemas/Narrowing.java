package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a schema takes less than it did: what an older writer sends must stay valid. It
 * compares text with text, so it may call a clever rewrite narrower that is not; never the other
 * way round for the keywords that it knows, and it knows all that our schemas use.
 *
 * <p>Two additions are allowed although they narrow an open schema: a field that was not named
 * before, and a condition ({@code if}) for an event that had no schema of its own.
 */
final class Narrowing {
  private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "minLength", "minItems");
  private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "maxLength", "maxItems");
  private static final Set<String> OF_NAMED = Set.of("properties", "$defs");
  private static final Set<String> OF_SCHEMA =
      Set.of("items", "additionalProperties", "if", "then", "not");
  private static final Set<String> OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> EXACT =
      Set.of("const", "pattern", "format", "$ref", "$id", "$schema", "contentEncoding");
  private static final Set<String> FOR_PEOPLE = Set.of("title", "description", "contentMediaType");

  private final List<String> found = new ArrayList<>();

  private Narrowing() {}

  /** Each place where the present schema takes less than the released one, and why. */
  static List<String> between(JsonNode released, JsonNode present) {
    Narrowing narrowing = new Narrowing();
    narrowing.compare("", released, present);
    return narrowing.found;
  }

  private void compare(String at, JsonNode released, JsonNode present) {
    Set<String> keywords = new HashSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    present.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(FOR_PEOPLE);
    for (String keyword : keywords.stream().sorted().toList()) {
      compare(at + "/" + keyword, keyword, released.get(keyword), present.get(keyword));
    }
  }

  private void compare(
      String at, String keyword, @Nullable JsonNode before, @Nullable JsonNode now) {
    if (keyword.equals("required")) {
      report(at, "asks for", minus(strings(now), strings(before)));
    } else if (keyword.equals("enum") || keyword.equals("type")) {
      compareChoice(at, before, now);
    } else if (LOWER_BOUNDS.contains(keyword)) {
      if (now != null && (before == null || number(now) > number(before))) {
        report(at, "rose to", Set.of(now.asText()));
      }
    } else if (UPPER_BOUNDS.contains(keyword)) {
      if (now != null && (before == null || number(now) < number(before))) {
        report(at, "fell to", Set.of(now.asText()));
      }
    } else if (OF_NAMED.contains(keyword)) {
      compareNamed(at, keyword, before, now);
    } else if (OF_SCHEMAS.contains(keyword)) {
      compareLists(at, keyword, before, now);
    } else if (OF_SCHEMA.contains(keyword)) {
      compareSchemas(at, before, now);
    } else if (EXACT.contains(keyword)) {
      if (now != null && !now.equals(before)) {
        report(at, "became", Set.of(now.toString()));
      }
    } else {
      report(at, "is a keyword that this comparison does not know:", Set.of(keyword));
    }
  }

  private void compareChoice(String at, @Nullable JsonNode before, @Nullable JsonNode now) {
    if (now != null && before == null) {
      report(at, "is now only", strings(now));
    } else if (now != null) {
      report(at, "no longer takes", minus(strings(before), strings(now)));
    }
  }

  private void compareNamed(
      String at, String keyword, @Nullable JsonNode before, @Nullable JsonNode now) {
    if (before == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> named : before.properties()) {
      JsonNode same = now == null ? null : now.get(named.getKey());
      if (same != null) {
        compare(at + "/" + named.getKey(), named.getValue(), same);
      } else if (keyword.equals("$defs")) {
        report(at, "no longer has", Set.of(named.getKey()));
      }
    }
  }

  private void compareSchemas(String at, @Nullable JsonNode before, @Nullable JsonNode now) {
    if (before == null && now != null) {
      report(at, "is new:", Set.of(now.toString()));
    } else if (before != null && now != null) {
      compare(at, before, now);
    }
  }

  /** Of {@code allOf} the members are duties, so a new one narrows; of the others, choices. */
  private void compareLists(
      String at, String keyword, @Nullable JsonNode before, @Nullable JsonNode now) {
    if (now == null) {
      return;
    }
    boolean duties = keyword.equals("allOf");
    if (before == null) {
      report(at, "is new:", Set.of(now.toString()));
      return;
    }
    Map<String, JsonNode> old = members(before);
    Map<String, JsonNode> fresh = members(now);
    fresh.forEach(
        (key, member) -> {
          JsonNode same = old.get(key);
          if (same != null) {
            compare(at + "/" + key, same, member);
          } else if (duties && !member.has("if")) {
            report(at, "asks for", Set.of(member.toString()));
          }
        });
    if (!duties) {
      report(at, "no longer takes", minus(old.keySet(), fresh.keySet()));
    }
  }

  /** The members of a list by what they are about, so that their order makes no difference. */
  private static Map<String, JsonNode> members(JsonNode list) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    for (JsonNode member : list) {
      String key =
          member.has("$ref")
              ? member.path("$ref").asText()
              : member.has("if") ? member.path("if").toString() : "#" + members.size();
      members.put(key, member);
    }
    return members;
  }

  private void report(String at, String what, Set<String> values) {
    if (!values.isEmpty()) {
      found.add(at + " " + what + " " + String.join(", ", values.stream().sorted().toList()));
    }
  }

  private static Set<String> strings(@Nullable JsonNode value) {
    Set<String> strings = new HashSet<>();
    if (value != null && value.isArray()) {
      value.forEach(element -> strings.add(element.asText()));
    } else if (value != null) {
      strings.add(value.asText());
    }
    // Whatever takes every number takes whole ones.
    if (strings.contains("number")) {
      strings.add("integer");
    }
    return strings;
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static double number(JsonNode bound) {
    return bound.doubleValue();
  }
}
