package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.IdentifierType;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much may belong together before it is a mistake.
 *
 * @param userIds by type, how many distinct userIds an identifier may join, a userId itself
 *     included; one that joins more conducts nothing
 * @param neighbours how many identifiers an identifier may be seen with; one that is seen with more
 *     conducts nothing
 * @param members how many identifiers a customer may have; one that has more is cut in two
 */
public record Limits(Map<IdentifierType, Integer> userIds, int neighbours, int members)
    implements Serializable {
  /** Three userIds, whatever the type, and 200 identifiers. */
  public static final Limits DEFAULT = of(3, 200, 200);

  /** The same for every type. */
  public static Limits of(int userIds, int neighbours, int members) {
    Map<IdentifierType, Integer> byType = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      byType.put(type, userIds);
    }
    return new Limits(byType, neighbours, members);
  }

  /** All types have a limit of 1 at least, and all that has none has the limit of 3. */
  public Limits {
    Map<IdentifierType, Integer> complete = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      int limit = userIds.getOrDefault(type, 3);
      if (limit < 1) {
        throw new IllegalArgumentException(
            "The limit of userIds of a "
                + type.wireName()
                + " is "
                + limit
                + "; expected 1 or more.\n"
                + "Maybe it is to be blocked by its value instead.");
      }
      complete.put(type, limit);
    }
    userIds = complete;
  }

  int userIds(IdentifierType type) {
    return userIds.getOrDefault(type, 1);
  }
}
