package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.Command.LinkDoubted;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What happens in a simulation, whatever the order in which it is learned of.
 *
 * @param sources the events, by the source that they come from
 * @param orders what somebody commands
 * @param limits how much may belong together
 * @param parting whether customers ask for a cut where too much belongs together
 * @param leafTasks how many subtasks hold leaves
 * @param customerTasks how many subtasks hold customers
 */
record Plot(
    List<List<Happening>> sources,
    List<Command> orders,
    Limits limits,
    boolean parting,
    int leafTasks,
    int customerTasks) {
  private static final int LAST_TIME = 60;
  private static final int NO_LIMIT = 1_000;

  static Plot of(long seed, Mode mode) {
    Random chance = new Random(seed * 7919 + 13);
    int userIds = 1 + chance.nextInt(3);
    boolean parting = mode.commands && chance.nextInt(3) == 0;
    int neighbours = seed % 4 == 3 ? 3 + (int) (seed / 4 % 3) : NO_LIMIT;
    Limits limits = Limits.of(userIds, neighbours, parting ? 3 + chance.nextInt(4) : NO_LIMIT);
    List<Happening> happenings = happenings(chance);
    List<List<Happening>> sources = new ArrayList<>();
    int count = 1 + chance.nextInt(3);
    for (int i = 0; i < count; i++) {
      sources.add(new ArrayList<>());
    }
    happenings.forEach(one -> sources.get(chance.nextInt(sources.size())).add(one));
    List<Command> orders = mode.commands ? orders(chance, happenings) : List.of();
    return new Plot(sources, orders, limits, parting, 1 + chance.nextInt(4), 1 + chance.nextInt(3));
  }

  List<Happening> happenings() {
    return sources.stream().flatMap(List::stream).toList();
  }

  private static List<Happening> happenings(Random chance) {
    int users = 1 + chance.nextInt(5);
    int emails = chance.nextInt(4);
    int phones = chance.nextInt(3);
    int browsers = 1 + chance.nextInt(7);
    int unprovenOfTen = chance.nextInt(3) * 3;
    int count = 5 + chance.nextInt(35);
    List<Happening> happenings = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      SortedSet<Identifier> ids = new TreeSet<>();
      for (int left = 1 + chance.nextInt(3); left > 0; left--) {
        int kind = chance.nextInt(5);
        if (kind == 0) {
          ids.add(Names.user(chance.nextInt(users)));
        } else if (kind == 1 && emails > 0) {
          ids.add(Names.email(chance.nextInt(emails)));
        } else if (kind == 2 && phones > 0) {
          ids.add(Names.phone(chance.nextInt(phones)));
        } else {
          ids.add(Names.browser(chance.nextInt(browsers)));
        }
      }
      boolean proven = chance.nextInt(10) >= unprovenOfTen;
      happenings.add(new Happening(number, List.copyOf(ids), chance.nextInt(LAST_TIME), proven));
    }
    return happenings;
  }

  private static List<Command> orders(Random chance, List<Happening> happenings) {
    List<Happening> linking = happenings.stream().filter(one -> one.ids().size() > 1).toList();
    List<Command> orders = new ArrayList<>();
    for (int left = chance.nextInt(5); left > 0; left--) {
      int kind = chance.nextInt(4);
      Happening any = any(chance, happenings);
      Happening link = linking.isEmpty() ? any : any(chance, linking);
      if (kind == 3) {
        orders.add(new Erased(any(chance, any.ids()), 10 * (1 + chance.nextInt(5)) - 1));
      } else if (kind == 2) {
        orders.add(new Blocked(any(chance, link.ids())));
      } else if (link.ids().size() > 1) {
        Identifier other = any(chance, link.others());
        orders.add(
            kind == 1 ? new LinkDoubted(link.origin(), other) : new Cut(link.origin(), other));
      }
    }
    return orders;
  }

  private static <T> T any(Random chance, List<T> of) {
    return of.get(chance.nextInt(of.size()));
  }
}
