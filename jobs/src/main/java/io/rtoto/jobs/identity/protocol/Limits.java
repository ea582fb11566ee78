package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * How much may belong together before it is a mistake.
 *
 * @param userIds by the name of a type, how many distinct userIds an identifier may join, a userId
 *     itself included; one that joins more conducts nothing. A type that is not among them may join
 *     as many as it may have neighbours
 * @param neighbours how many identifiers an identifier may be seen with; one that is seen with more
 *     conducts nothing
 * @param members how many identifiers a customer may have; one that has more is cut in two
 */
public record Limits(Map<String, Integer> userIds, int neighbours, int members)
    implements Serializable {
  /** Three userIds for whatever is none, and 200 identifiers. */
  public static final Limits DEFAULT = of(3, 200, 200).withoutThatOf(IdentifierType.USER_ID);

  private static final int FEWEST = 2;

  /** The same for every built-in type. */
  public static Limits of(int userIds, int neighbours, int members) {
    Map<String, Integer> byType = new HashMap<>();
    IdentifierType.BUILT_IN.forEach(type -> byType.put(type.wireName(), userIds));
    return new Limits(byType, neighbours, members);
  }

  /** Two may belong together, and one may join a userId. */
  public Limits {
    check("identifiers that an identifier may be seen with", neighbours);
    check("identifiers of a customer", members);
    userIds = Map.copyOf(userIds);
    userIds.forEach(
        (type, limit) -> {
          if (limit < 1) {
            throw new IllegalArgumentException(
                "The limit of userIds of a "
                    + type
                    + " is "
                    + limit
                    + "; expected 1 or more.\n"
                    + "Maybe it is to be blocked by its value instead.");
          }
        });
  }

  private static void check(String what, int limit) {
    if (limit < FEWEST) {
      throw new IllegalArgumentException(
          "The limit of "
              + what
              + " is "
              + limit
              + "; expected 2 or more, or nobody would be known by two names.");
    }
  }

  private Limits withoutThatOf(IdentifierType type) {
    Map<String, Integer> others = new HashMap<>(userIds);
    others.remove(type.wireName());
    return new Limits(others, neighbours, members);
  }

  int userIds(Identifier id) {
    return Math.min(neighbours, userIds.getOrDefault(id.typeName(), neighbours));
  }
}
