package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The customers of a made-up retailer: more than half have an account, most an e-mail address, all
 * one browser to six; 2 % of the addresses are a family's, 1 % of the browsers shared. Few
 * customers do most of what is done.
 */
final class Retailer {
  private final Random chance;
  private final List<Shopper> shoppers = new ArrayList<>();

  private record Shopper(
      List<Identifier> account, List<Identifier> email, List<Identifier> browsers) {}

  Retailer(int customers, long seed) {
    chance = new Random(seed);
    int browsers = 0;
    for (int i = 0; i < customers; i++) {
      List<Identifier> own = new ArrayList<>();
      for (int left = 1 + Math.min(5, (int) (-Math.log(1 - chance.nextDouble()) * 1.6));
          left > 0;
          left--) {
        own.add(Names.browser(browsers++));
      }
      List<Identifier> email = happensIn(60) ? List.of(Names.email(i)) : List.of();
      if (i > 0 && happensIn(1)) {
        own.set(0, shoppers.get(i - 1).browsers().get(0));
      }
      if (i > 0 && !email.isEmpty() && happensIn(2) && !shoppers.get(i - 1).email().isEmpty()) {
        email = shoppers.get(i - 1).email();
      }
      List<Identifier> account = happensIn(55) ? List.of(Names.user(i)) : List.of();
      shoppers.add(new Shopper(account, email, own));
    }
  }

  /** What one of them does, signed in or not. */
  Happening next(int number) {
    Shopper shopper = shoppers.get((int) (shoppers.size() * Math.pow(chance.nextDouble(), 2)));
    SortedSet<Identifier> ids = new TreeSet<>();
    ids.add(shopper.browsers().get(chance.nextInt(shopper.browsers().size())));
    if (!shopper.account().isEmpty() && happensIn(35)) {
      ids.addAll(shopper.account());
      if (happensIn(10)) {
        ids.addAll(shopper.email());
      }
    } else if (happensIn(2)) {
      ids.addAll(shopper.email());
    }
    return new Happening(number, List.copyOf(ids), number, true);
  }

  private boolean happensIn(int percent) {
    return chance.nextInt(100) < percent;
  }
}
