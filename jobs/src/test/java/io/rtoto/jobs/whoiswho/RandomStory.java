package io.rtoto.jobs.whoiswho;

import io.rtoto.jobs.identity.Pseudonyms;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Some people of one household who share devices and addresses; a stream of their deeds. */
final class RandomStory {
  private final Random random;
  private final String name;
  private final Pseudonyms pseudonyms;
  private final List<String> people = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<String> browsers = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();

  RandomStory(long seed, Pseudonyms pseudonyms) {
    random = new Random(seed);
    name = "s" + seed;
    this.pseudonyms = pseudonyms;
    fill(people, "u", 1 + random.nextInt(5));
    fill(addresses, "m", random.nextInt(4));
    fill(browsers, "a", 1 + random.nextInt(7));
    int many = 5 + random.nextInt(35);
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      seconds.add(i * 60);
    }
    java.util.Collections.shuffle(seconds, random);
    for (int i = 0; i < many; i++) {
      deeds.add(deed(i, seconds.get(i)));
    }
  }

  private void fill(List<String> names, String kind, int many) {
    for (int i = 0; i < many; i++) {
      names.add(name + kind + i);
    }
  }

  private Deed deed(int number, long second) {
    Map<String, String> names = new LinkedHashMap<>();
    boolean known = random.nextInt(3) == 0;
    if (known) {
      names.put("userId", people.get(random.nextInt(people.size())));
    }
    if (!addresses.isEmpty() && random.nextInt(4) == 0) {
      names.put("email", addresses.get(random.nextInt(addresses.size())) + "@shop.example");
    }
    if (names.isEmpty() || random.nextInt(3) == 0) {
      names.put("anonymousId", browsers.get(random.nextInt(browsers.size())));
    }
    int what = random.nextInt(6);
    return new Deed(
        name + "-" + number,
        names,
        identifiers(names),
        second,
        what < 3 ? "p" + random.nextInt(4) : null,
        what == 3 ? 100 + random.nextInt(9_000) : 0);
  }

  private List<Identifier> identifiers(Map<String, String> names) {
    Map<IdentifierType, String> byType =
        new TreeMap<>(java.util.Comparator.comparing(IdentifierType::rank));
    names.forEach((type, value) -> byType.put(IdentifierType.builtIn(type).orElseThrow(), value));
    return byType.entrySet().stream()
        .map(one -> pseudonyms.identifier(one.getKey(), one.getValue()))
        .sorted()
        .toList();
  }

  List<Deed> deeds() {
    return deeds;
  }

  /** Some links of the story that somebody takes back. */
  Set<Set<Identifier>> regrets() {
    Set<Set<Identifier>> cuts = new HashSet<>();
    for (Deed deed : deeds) {
      if (deed.identifiers().size() > 1 && random.nextInt(12) == 0) {
        cuts.add(
            Set.of(
                deed.identifiers().get(0),
                deed.identifiers().get(1 + random.nextInt(deed.identifiers().size() - 1))));
      }
    }
    return cuts;
  }
}
