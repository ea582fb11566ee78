package io.rtoto.jobs.whoiswho;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Some people of one household who share devices and addresses; a stream of their deeds, some told
 * by browsers, which prove nothing; and what somebody orders about them.
 */
final class RandomStory {
  private static final String DESK = "desk";

  private final Random random;
  private final String name;
  private final Pseudonyms pseudonyms;
  private final List<String> people = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final List<String> browsers = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final int unprovenOfTen;

  RandomStory(long seed, Pseudonyms pseudonyms) {
    random = new Random(seed);
    name = "s" + seed;
    this.pseudonyms = pseudonyms;
    fill(people, "u", 1 + random.nextInt(6));
    fill(addresses, "m", random.nextInt(4));
    fill(browsers, "a", 1 + random.nextInt(7));
    unprovenOfTen = 2 * random.nextInt(3);
    int many = 5 + random.nextInt(35);
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      seconds.add(i * 60);
    }
    Collections.shuffle(seconds, random);
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
        random.nextInt(10) >= unprovenOfTen,
        what < 3 ? "p" + random.nextInt(4) : null,
        what == 3 ? 100 + random.nextInt(9_000) : 0,
        what == 4 ? trait() : Map.of());
  }

  private Map<String, String> trait() {
    return random.nextBoolean()
        ? Map.of("language", List.of("de", "ja", "en").get(random.nextInt(3)))
        : Map.of("timezone", List.of("Europe/Zurich", "Asia/Tokyo").get(random.nextInt(2)));
  }

  private List<Identifier> identifiers(Map<String, String> names) {
    Map<IdentifierType, String> byType = new TreeMap<>(Comparator.comparing(IdentifierType::rank));
    names.forEach((type, value) -> byType.put(IdentifierType.builtIn(type).orElseThrow(), value));
    return byType.entrySet().stream()
        .map(one -> pseudonyms.identifier(one.getKey(), one.getValue()))
        .sorted()
        .toList();
  }

  List<Deed> deeds() {
    return deeds;
  }

  /** Links that somebody takes back, and identifiers that somebody blocks or has erased. */
  List<IdentityCommand> orders() {
    List<IdentityCommand> orders = new ArrayList<>();
    for (Deed deed : deeds) {
      List<Identifier> named = deed.identifiers();
      Identifier any = named.get(random.nextInt(named.size()));
      if (named.size() > 1 && random.nextInt(12) == 0) {
        Identifier other = named.get(1 + random.nextInt(named.size() - 1));
        orders.add(new LinkCut(named.get(0), other, DESK, "They are two.", Deed.END));
      } else if (random.nextInt(60) == 0) {
        orders.add(new IdentifierBlocked(any, DESK, "It is everybody's.", Deed.END));
      } else if (random.nextInt(60) == 0) {
        orders.add(new IdentifierErased(any, Deed.END, DESK, "They asked for it.", Deed.END));
      }
    }
    return orders;
  }
}
