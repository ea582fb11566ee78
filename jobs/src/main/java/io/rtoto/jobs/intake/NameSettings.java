package io.rtoto.jobs.intake;

import io.rtoto.jobs.settings.SettingsReader;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.PhoneRegions;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be set of how names are read; docs/identity.md tells what it means.
 *
 * @param phoneRegions PHONE_REGION and PHONE_REGIONS: the country of a phone number that comes
 *     without one, for every source and for some
 */
public record NameSettings(PhoneRegions phoneRegions) implements Serializable {

  /** The defaults. */
  public static NameSettings defaults() {
    return new NameSettings(PhoneRegions.everywhere("US"));
  }

  /** Those of a process. */
  public static NameSettings read(SettingsReader reader) {
    NameSettings defaults = defaults();
    return new NameSettings(phoneRegions(reader, defaults.phoneRegions));
  }

  /** How names are read, so set. */
  public Naming naming() {
    return new Naming(new InternationalPhones(), phoneRegions);
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
}
