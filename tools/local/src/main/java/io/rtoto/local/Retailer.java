package io.rtoto.local;

import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The customers of a made-up retailer, and by which names they come: more than half have an
 * account, most an e-mail address, all one browser to six; 2 % of the addresses are a family's, 1 %
 * of the browsers shared. Few customers do most of what is done.
 *
 * <p>What identity costs is told of this retailer, by the tests and by the benchmarks.
 */
public final class Retailer {
  private final SplittableRandom chance;
  private final List<Shopper> shoppers = new ArrayList<>();

  private record Shopper(List<Name> account, List<Name> email, List<Name> browsers) {}

  /**
   * A retailer.
   *
   * @param customers how many
   * @param seed of all chance: the same seed, the same customers and the same visits
   */
  public Retailer(int customers, long seed) {
    chance = new SplittableRandom(seed);
    int browsers = 0;
    for (int i = 0; i < customers; i++) {
      List<Name> own = new ArrayList<>();
      for (int left = 1 + Math.min(5, (int) (-Math.log(1 - chance.nextDouble()) * 1.6));
          left > 0;
          left--) {
        own.add(new Name(IdentifierType.ANONYMOUS_ID, "b" + browsers++));
      }
      List<Name> email =
          happensIn(60)
              ? List.of(new Name(IdentifierType.EMAIL, "e" + i + "@shop.example"))
              : List.of();
      if (i > 0 && happensIn(1)) {
        own.set(0, shoppers.get(i - 1).browsers().get(0));
      }
      if (i > 0 && !email.isEmpty() && happensIn(2) && !shoppers.get(i - 1).email().isEmpty()) {
        email = shoppers.get(i - 1).email();
      }
      List<Name> account =
          happensIn(55) ? List.of(new Name(IdentifierType.USER_ID, "u" + i)) : List.of();
      shoppers.add(new Shopper(account, email, own));
    }
  }

  /** Who comes next, by the names that are told, strongest first: signed in or not. */
  public List<Name> next() {
    Shopper shopper = shoppers.get((int) (shoppers.size() * Math.pow(chance.nextDouble(), 2)));
    List<Name> browser = List.of(shopper.browsers().get(chance.nextInt(shopper.browsers().size())));
    List<Name> names = new ArrayList<>();
    if (!shopper.account().isEmpty() && happensIn(35)) {
      names.addAll(shopper.account());
      if (happensIn(10)) {
        names.addAll(shopper.email());
      }
    } else if (happensIn(2)) {
      names.addAll(shopper.email());
    }
    names.addAll(browser);
    return names;
  }

  private boolean happensIn(int percent) {
    return chance.nextInt(100) < percent;
  }
}
