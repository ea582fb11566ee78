package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes trials of files of sessions. */
final class Trials {
  /** As many earlier looks as the job knows of a session. */
  private static final int EARLIER = 10;

  /** The share of the events that is asked about before it is learned. */
  private static final int STREAMED_OF_TEN = 2;

  /** Where there are no pairs, one session in so many is held out, of the last. */
  private static final int HELD_OUT = 25;

  /** Sessions without times are taken to come one a second. */
  private static final Instant UNTIMED = Instant.parse("2020-01-01T00:00:00Z");

  private static final Predicate<String> TESTS = name -> name.contains("test");
  private static final Predicate<String> TRAINS =
      name -> name.contains("train") && !name.contains("valid") && !name.contains("test");
  private static final Predicate<String> IS_WHOLE =
      TRAINS.and(name -> name.contains("full") || name.matches("train\\.[a-z]+(\\.gz)?"));

  private Trials() {}

  private static boolean validates(String name) {
    return name.contains("valid");
  }

  /** Learn from the training sessions, then foretell each click of the others. */
  static Trial batch(DataFolder folder, boolean namesCurrent) throws IOException {
    List<Path> test = folder.files(TESTS);
    boolean isTest = !test.isEmpty();
    List<Path> asked = isTest ? test : folder.files(Trials::validates);
    if (asked.isEmpty()) {
      throw folder.lacks("file to test on", "name it test.txt.gz or valid.txt.gz");
    }
    List<Path> learned =
        isTest ? trained(folder) : folder.files(TRAINS.and(name -> !name.contains("full")));
    if (learned.isEmpty()) {
      throw folder.lacks("file to learn from", "name it train.txt.gz");
    }
    List<Step> steps = new ArrayList<>(learned(Click.of(learned)));
    steps.addAll(asked(Click.of(asked)));
    return new Trial(
        "learned from %s, asked about %s".formatted(names(learned), names(asked)),
        steps,
        namesCurrent);
  }

  /** What is learned from where there is a test: the whole where there is one, else its parts. */
  private static List<Path> trained(DataFolder folder) throws IOException {
    List<Path> whole = folder.files(IS_WHOLE);
    return whole.isEmpty() ? folder.files(TRAINS) : whole.subList(0, 1);
  }

  /** Foretell each click of the last fifth by time, and learn from it at once. */
  static Trial streaming(DataFolder folder) throws IOException {
    List<Path> files = new ArrayList<>(trained(folder));
    boolean isWhole = files.stream().anyMatch(one -> DataFolder.name(one).contains("full"));
    files.addAll(folder.files(isWhole ? TESTS : TESTS.or(Trials::validates)));
    List<Click> clicks = Click.of(files);
    if (clicks.isEmpty()) {
      throw folder.lacks("file of sessions", "name it train.txt.gz");
    }
    int from = clicks.size() - clicks.size() * STREAMED_OF_TEN / 10;
    return new Trial(
        "each click of %s learned from at once, asked about the last %d of %d"
            .formatted(names(files), clicks.size() - from, clicks.size()),
        streamed(clicks, from),
        false);
  }

  /** Learn from sessions without times, then foretell the last of each pair's products. */
  static Trial pairs(DataFolder folder) throws IOException {
    List<Path> learned = folder.files(TRAINS);
    if (learned.isEmpty()) {
      throw folder.lacks("file of sessions to learn from", "name it train_sessions.txt.gz");
    }
    List<List<String>> sessions = new ArrayList<>();
    for (Path file : learned) {
      sessions.addAll(products(file));
    }
    List<Path> pairs = folder.files(name -> name.contains("pairs"));
    List<Path> asked = pairs.isEmpty() ? folder.files(TESTS) : pairs;
    List<Step> steps = new ArrayList<>();
    String told;
    if (asked.isEmpty()) {
      int from = sessions.size() - sessions.size() / HELD_OUT;
      steps.addAll(learned(clicks(sessions.subList(0, from), 0)));
      steps.addAll(asked(clicks(sessions.subList(from, sessions.size()), from)));
      told =
          "no file of pairs: learned from %s without its last %d sessions, asked about these"
              .formatted(names(learned), sessions.size() - from);
    } else {
      steps.addAll(learned(clicks(sessions, 0)));
      List<List<String>> prefixes = new ArrayList<>();
      for (Path file : asked) {
        prefixes.addAll(products(file));
      }
      for (int i = 0; i < prefixes.size(); i++) {
        steps.addAll(pair(prefixes.get(i), sessions.size() + i));
      }
      told = "learned from %s, asked about %s".formatted(names(learned), names(asked));
    }
    return new Trial(told, steps, true);
  }

  private static List<List<String>> products(Path file) throws IOException {
    return DataFolder.lines(file).stream()
        .map(line -> Arrays.asList(line.trim().split("\\s+", -1)))
        .toList();
  }

  private static List<Click> clicks(List<List<String>> sessions, int first) {
    List<Click> clicks = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      for (String product : sessions.get(i)) {
        clicks.add(new Click("session-" + (first + i), product, UNTIMED.plusSeconds(first + i)));
      }
    }
    return clicks;
  }

  /** The looks of a session so far, of which only the last is compared, with the pair's last. */
  private static List<Step> pair(List<String> pair, int number) {
    int last = pair.size() - 1;
    return steps(
        clicks(List.of(pair), number).subList(0, last),
        (look, next, rest) ->
            new Step(look, false, true, next < 0 ? List.of(pair.get(last)) : List.of()));
  }

  private static List<Step> learned(List<Click> clicks) {
    return steps(clicks, (look, next, rest) -> new Step(look, true, false, List.of()));
  }

  private static List<Step> asked(List<Click> clicks) {
    return steps(clicks, (look, next, rest) -> new Step(look, false, true, rest));
  }

  /** All is learned from; what comes from that click on is foretold from the one before. */
  private static List<Step> streamed(List<Click> clicks, int from) {
    Map<String, Integer> lasts = new HashMap<>();
    for (int i = 0; i < clicks.size(); i++) {
      lasts.put(clicks.get(i).session(), i);
    }
    return steps(
        clicks,
        (look, next, rest) ->
            new Step(
                look,
                true,
                lasts.getOrDefault(look.session(), 0) >= from,
                next >= from ? rest : List.of()));
  }

  /** Makes a step of a look. */
  private interface Making {
    /**
     * The step.
     *
     * @param next the number of the session's next click; -1 when there is none
     * @param rest what the session comes to from that on
     */
    Step of(Look look, int next, List<String> rest);
  }

  private static List<Step> steps(List<Click> clicks, Making making) {
    Map<String, List<Integer>> numbers = new HashMap<>();
    Map<String, List<String>> products = new HashMap<>();
    for (int i = 0; i < clicks.size(); i++) {
      Click click = clicks.get(i);
      numbers.computeIfAbsent(click.session(), none -> new ArrayList<>()).add(i);
      products.computeIfAbsent(click.session(), none -> new ArrayList<>()).add(click.product());
    }
    Map<String, Integer> seen = new HashMap<>();
    List<Step> steps = new ArrayList<>(clicks.size());
    for (Click click : clicks) {
      int after = seen.merge(click.session(), 1, Integer::sum);
      List<String> all = products.getOrDefault(click.session(), List.of());
      List<String> newestFirst =
          new ArrayList<>(all.subList(Math.max(0, after - 1 - EARLIER), after - 1));
      Collections.reverse(newestFirst);
      List<Integer> of = numbers.getOrDefault(click.session(), List.of());
      steps.add(
          making.of(
              new Look(click.session(), click.product(), newestFirst, click.at()),
              after < of.size() ? of.get(after) : -1,
              all.subList(after, all.size())));
    }
    return steps;
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(one -> one.getFileName().toString()).toList());
  }
}
