package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The stories that are told in the case files below a folder, as they are written: that they are
 * true is shown elsewhere.
 *
 * @param name of the case
 * @param unlike the case beside it that it differs from in one thing; null when it stands alone
 * @param moments that come about in it; null where it does not say
 * @param proposed what it says is proposed, each as {@code offer mug} and what comes of it
 */
record Told(
    String name, @Nullable String unlike, @Nullable List<String> moments, List<Fate> proposed) {
  static final String CHOSEN = "chosen";

  /** A proposal, and what comes of it. */
  record Fate(String proposal, String fate) {}

  /** A story and its twin; neither is first. */
  record Twins(Told one, Told other) {
    /** Whether in one of them, and not in the other, this comes about so often. */
    boolean differInMoment(String moment) {
      return one.moments != null
          && other.moments != null
          && one.moments.contains(moment) != other.moments.contains(moment);
    }

    /** Whether in one of them that is said which is stopped in the other. */
    boolean differInFate(String proposal, String fate) {
      Fate stopped = new Fate(proposal, fate);
      Fate chosen = new Fate(proposal, CHOSEN);
      return one.times(stopped) != other.times(stopped) && one.times(chosen) != other.times(chosen);
    }

    /** Whether one of them says it, and the other does not. */
    boolean differInSaying(String proposal) {
      Fate chosen = new Fate(proposal, CHOSEN);
      return one.times(chosen) != other.times(chosen);
    }
  }

  private long times(Fate fate) {
    return proposed.stream().filter(fate::equals).count();
  }

  /** All twins of all case files below those folders. */
  static List<Twins> twinsBelow(Path... folders) {
    List<Twins> twins = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".cases.yaml"))
            .forEach(file -> twins.addAll(twinsIn(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(twins).isNotEmpty();
    return twins;
  }

  private static List<Twins> twinsIn(Path file) {
    Map<String, Told> byName = new HashMap<>();
    for (Map<?, ?> one : tables(((Map<?, ?>) yaml(file)).get("cases"))) {
      Told told = told(one);
      byName.put(told.name, told);
    }
    return byName.values().stream()
        .filter(told -> told.unlike != null)
        .flatMap(
            told ->
                Optional.ofNullable(byName.get(told.unlike)).map(o -> new Twins(told, o)).stream())
        .toList();
  }

  private static Told told(Map<?, ?> one) {
    List<Fate> proposed = new ArrayList<>();
    Object decided = one.get(one.containsKey("given") ? "proposes" : "decides");
    if (decided instanceof List<?>) {
      for (Map<?, ?> each : tables(decided)) {
        Map.Entry<?, ?> first = each.entrySet().iterator().next();
        Object but = each.get("but");
        proposed.add(
            new Fate(first.getKey() + " " + first.getValue(), but == null ? CHOSEN : "" + but));
      }
    }
    Object unlike = one.get("unlike");
    return new Told(
        "" + one.get("case"),
        unlike == null ? null : "" + unlike,
        moments(one.get("moments")),
        proposed);
  }

  private static @Nullable List<String> moments(@Nullable Object told) {
    if (told == null) {
      return null;
    }
    return told instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : told.equals("nothing") ? List.of() : List.of("" + told);
  }

  private static List<Map<?, ?>> tables(@Nullable Object list) {
    List<Map<?, ?>> tables = new ArrayList<>();
    if (list instanceof List<?> several) {
      several.forEach(one -> tables.add((Map<?, ?>) one));
    }
    return tables;
  }

  private static Object yaml(Path file) {
    try {
      return new Yaml().load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
