package io.rtoto.jobs.intake;

import io.rtoto.jobs.settings.SettingsReader;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.BlockedName;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.PhoneRegions;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of how names are read; docs/identity.md tells what it means.
 *
 * @param phoneRegions PHONE_REGION and PHONE_REGIONS: the country of a phone number that comes
 *     without one, for every source and for some
 * @param blockedNames BLOCKED_NAMES: names that are nobody's, beside those that never are anybody's
 * @param everyEventProven EVERY_EVENT_PROVEN: whether what any event says of who is who is taken
 *     for proven, as when all come from a file that a server wrote
 */
public record NameSettings(
    PhoneRegions phoneRegions, List<BlockedName> blockedNames, boolean everyEventProven)
    implements Serializable {

  /** The defaults. */
  public static NameSettings defaults() {
    return new NameSettings(PhoneRegions.everywhere("US"), List.of(), false);
  }

  /** Those of a process. */
  public static NameSettings read(SettingsReader reader) {
    NameSettings defaults = defaults();
    return new NameSettings(
        phoneRegions(reader, defaults.phoneRegions),
        reader.list(
            "BLOCKED_NAMES",
            defaults.blockedNames,
            "a type or *, a colon and a regular expression such as email:.*@shop\\.example",
            NameSettings::blockedName),
        reader.flag("EVERY_EVENT_PROVEN", defaults.everyEventProven));
  }

  /** The same, for events that are all of them proven. */
  public NameSettings withEveryEventProven() {
    return new NameSettings(phoneRegions, blockedNames, true);
  }

  /** How names are read, so set. */
  public Naming naming() {
    return new Naming(new InternationalPhones(), phoneRegions, blockedNames);
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
            List.of(),
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

  private static @Nullable BlockedName blockedName(String item) {
    int colon = item.indexOf(':');
    String type = item.substring(0, Math.max(colon, 0)).strip();
    String pattern = item.substring(colon + 1).strip();
    return isType(type) && isPattern(pattern) ? new BlockedName(type, pattern) : null;
  }

  private static boolean isType(String name) {
    return name.equals(BlockedName.ANY_TYPE)
        || Stream.of(IdentifierType.values()).anyMatch(type -> type.wireName().equals(name));
  }

  private static boolean isPattern(String pattern) {
    try {
      return !Pattern.compile(pattern).pattern().isEmpty();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
