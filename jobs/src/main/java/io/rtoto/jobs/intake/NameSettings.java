package io.rtoto.jobs.intake;

import io.rtoto.jobs.settings.reading.SettingsReader;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.AddedType;
import io.rtoto.schemas.naming.BlockedName;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.PhoneRegions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of how names are read; docs/identity.md tells what it means.
 *
 * @param phoneRegions PHONE_REGION and PHONE_REGIONS: the country of a phone number that comes
 *     without one, for every source and for some
 * @param addedTypes IDENTIFIER_TYPES: types of names beside the built-in ones
 * @param limits IDENTIFIER_LIMITS and IDENTIFIER_TYPES: by the name of a type, with how many user
 *     ids at most a name of it may come before it links nobody any more; a type that is not here
 *     has no limit
 * @param mostNeighbours IDENTIFIER_NEIGHBOURS: with how many other names at most a name may come
 *     before it links nobody any more, whatever its type
 * @param mostIdentifiers CUSTOMER_IDENTIFIERS: how many names a customer may have before it is cut
 *     in two
 * @param blockedNames BLOCKED_NAMES: names that are nobody's, beside those that never are anybody's
 * @param everyEventProven EVERY_EVENT_PROVEN: whether what any event says of who is who is taken
 *     for proven, as when all come from a file that a server wrote
 */
public record NameSettings(
    PhoneRegions phoneRegions,
    List<AddedType> addedTypes,
    Map<String, Integer> limits,
    int mostNeighbours,
    int mostIdentifiers,
    List<BlockedName> blockedNames,
    boolean everyEventProven)
    implements Serializable {
  private static final int NO_LIMIT = 0;

  /** Those settings. */
  public NameSettings {
    addedTypes = List.copyOf(addedTypes);
    limits = Map.copyOf(limits);
    blockedNames = List.copyOf(blockedNames);
  }

  /** The defaults. */
  public static NameSettings defaults() {
    return new NameSettings(
        PhoneRegions.everywhere("US"),
        List.of(),
        IdentifierType.BUILT_IN.stream()
            .filter(type -> !type.equals(IdentifierType.USER_ID))
            .collect(Collectors.toMap(IdentifierType::wireName, type -> 3)),
        200,
        200,
        List.of(),
        false);
  }

  /** Those of a process. */
  public static NameSettings read(SettingsReader reader) {
    NameSettings defaults = defaults();
    List<AddedType> added = new ArrayList<>();
    Map<String, Integer> limits = new LinkedHashMap<>(defaults.limits);
    Set<String> typeNames = builtInNames();
    for (Added one :
        reader.list(
            "IDENTIFIER_TYPES",
            List.<Added>of(),
            "a new name, a rank above 0, and where it is told, such as membership rank=25 limit=1"
                + " field=membershipNumber externalId=membership_id",
            item -> added(item, typeNames))) {
      added.add(one.type);
      limits.put(one.type.type().wireName(), one.limit);
    }
    reader
        .list(
            "IDENTIFIER_LIMITS",
            List.<Map.Entry<String, Integer>>of(),
            "a type other than userId and a number above 0, or none, such as email=5; phone=none",
            item -> limit(item, typeNames))
        .forEach(one -> limits.put(one.getKey(), one.getValue()));
    limits.values().removeIf(limit -> limit == NO_LIMIT);
    return new NameSettings(
        phoneRegions(reader, defaults.phoneRegions),
        added,
        limits,
        crowd(reader, "IDENTIFIER_NEIGHBOURS", defaults.mostNeighbours),
        crowd(reader, "CUSTOMER_IDENTIFIERS", defaults.mostIdentifiers),
        reader.list(
            "BLOCKED_NAMES",
            defaults.blockedNames,
            "a type or *, a colon and a regular expression such as email:.*@shop\\.example",
            item -> blockedName(item, typeNames)),
        reader.flag("EVERY_EVENT_PROVEN", defaults.everyEventProven));
  }

  /** The same, for events that are all of them proven. */
  public NameSettings withEveryEventProven() {
    return new NameSettings(
        phoneRegions, addedTypes, limits, mostNeighbours, mostIdentifiers, blockedNames, true);
  }

  /** How names are read, so set. */
  public Naming naming() {
    return new Naming(new InternationalPhones(), phoneRegions, blockedNames, addedTypes);
  }

  private static Set<String> builtInNames() {
    return IdentifierType.BUILT_IN.stream()
        .map(IdentifierType::wireName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All are written anew with each of their events: a thousand are as many as that bears. */
  private static int crowd(SettingsReader reader, String name, int otherwise) {
    return reader.value(
        name,
        otherwise,
        "a number from 2 to 1000",
        text -> isCrowd(text) ? Integer.valueOf(text) : null);
  }

  private static boolean isCrowd(String text) {
    return isCount(text) && Integer.parseInt(text) >= 2 && Integer.parseInt(text) <= 1_000;
  }

  private static PhoneRegions phoneRegions(SettingsReader reader, PhoneRegions defaults) {
    String otherwise =
        reader.value(
            "PHONE_REGION",
            defaults.otherwise(),
            "the ISO 3166 code of a country such as US or TW",
            region -> InternationalPhones.knowsRegion(region) ? region : null);
    Map<String, String> bySource = new LinkedHashMap<>(defaults.bySource());
    reader
        .list(
            "PHONE_REGIONS",
            List.<Map.Entry<String, String>>of(),
            "sources and countries such as orders=GB; app:My Shop=TW",
            NameSettings::regionOfSource)
        .forEach(one -> bySource.put(one.getKey(), one.getValue()));
    return new PhoneRegions(otherwise, bySource);
  }

  private static Map.@Nullable Entry<String, String> regionOfSource(String item) {
    int equals = item.lastIndexOf('=');
    String source = item.substring(0, Math.max(equals, 0)).strip();
    String region = item.substring(equals + 1).strip();
    boolean known =
        source.startsWith(PhoneRegions.APP)
            || Topic.EVENTS.stream().anyMatch(topic -> topic.topicName().equals(source));
    return known && InternationalPhones.knowsRegion(region) ? Map.entry(source, region) : null;
  }

  /** A type as it is set. */
  private record Added(AddedType type, int limit) {}

  /** One type, which from then on is known; words apart from each other, the name first. */
  private static @Nullable Added added(String item, Set<String> typeNames) {
    String[] words = item.split("\\s+", -1);
    int rank = 0;
    int limit = NO_LIMIT;
    List<String> fields = new ArrayList<>();
    List<String> externalIds = new ArrayList<>();
    for (String word : List.of(words).subList(1, words.length)) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("rank=") && isCount(value)) {
        rank = Integer.parseInt(value);
      } else if (word.startsWith("limit=") && isCount(value)) {
        limit = Integer.parseInt(value);
      } else if (word.startsWith("field=") && !value.isEmpty()) {
        fields.add(value);
      } else if (word.startsWith("externalId=") && !value.isEmpty()) {
        externalIds.add(value);
      } else {
        return null;
      }
    }
    boolean told = !fields.isEmpty() || !externalIds.isEmpty();
    boolean whole = words[0].matches("[a-zA-Z][a-zA-Z0-9_]{0,39}") && rank > 0 && told;
    return whole && typeNames.add(words[0])
        ? new Added(
            new AddedType(
                new IdentifierType(words[0], rank), List.copyOf(fields), List.copyOf(externalIds)),
            limit)
        : null;
  }

  private static Map.@Nullable Entry<String, Integer> limit(String item, Set<String> typeNames) {
    String[] sides = item.split("\\s*=\\s*", -1);
    if (sides.length != 2
        || !typeNames.contains(sides[0])
        || sides[0].equals(IdentifierType.USER_ID.wireName())) {
      return null;
    }
    if (sides[1].equals("none")) {
      return Map.entry(sides[0], NO_LIMIT);
    }
    return isCount(sides[1]) ? Map.entry(sides[0], Integer.valueOf(sides[1])) : null;
  }

  private static boolean isCount(String value) {
    return value.matches("[1-9][0-9]{0,5}");
  }

  private static @Nullable BlockedName blockedName(String item, Set<String> typeNames) {
    int colon = item.indexOf(':');
    String type = item.substring(0, Math.max(colon, 0)).strip();
    String pattern = item.substring(colon + 1).strip();
    boolean known = type.equals(BlockedName.ANY_TYPE) || typeNames.contains(type);
    return known && isPattern(pattern) ? new BlockedName(type, pattern) : null;
  }

  private static boolean isPattern(String pattern) {
    try {
      return !Pattern.compile(pattern).pattern().isEmpty();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
