package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.Traits;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a customer told of themselves. A value that is not understood does not cost the event: it
 * stays with what we do not model.
 *
 * @param traits what was understood
 * @param understood the fields that it was read from
 */
record ToldTraits(Traits traits, Set<String> understood) {
  private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();
  private static final int MAX_LANGUAGE_LENGTH = 35;
  private static final int ISO_DATE_LENGTH = 10;
  private static final int MAX_REGION_LENGTH = 64;
  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

  /** Reads the traits of a call; the visitor's browser tells language and time zone by the way. */
  static ToldTraits of(Fields traits, @Nullable Fields context) throws Unsound {
    Set<String> understood = new HashSet<>();
    String language = read(traits, "language", ToldTraits::language, understood);
    String locale = read(traits, "locale", ToldTraits::language, understood);
    String timeZone = read(traits, "timezone", ToldTraits::timeZone, understood);
    String birthday = read(traits, "birthday", ToldTraits::birthday, understood);
    language = language == null ? locale : language;
    if (context != null) {
      language = language == null ? language(free(context, "locale")) : language;
      timeZone = timeZone == null ? timeZone(free(context, "timezone")) : timeZone;
    }
    List<Consent> consents = new ArrayList<>(ToldConsents.ofContext(context));
    consents.addAll(ToldConsents.ofTraits(traits, understood));
    String region = region(free(traits, "region"));
    if (region == null) {
      region = region(country(traits));
    } else {
      understood.add("region");
    }
    return new ToldTraits(new Traits(language, timeZone, birthday, consents, region), understood);
  }

  /** The address stays whole with what we do not model. */
  private static @Nullable String country(Fields traits) {
    JsonNode address = traits.value("address");
    return address == null ? null : address.path("country").textValue();
  }

  private interface Understanding {
    @Nullable String of(@Nullable String told);
  }

  private static @Nullable String read(
      Fields fields, String field, Understanding understanding, Set<String> understood)
      throws Unsound {
    String value = understanding.of(fields.text(field));
    if (value != null) {
      understood.add(field);
    }
    return value;
  }

  /** A text of what senders fill as they like: of another type, it tells nothing. */
  private static @Nullable String free(Fields fields, String field) {
    JsonNode value = fields.value(field);
    return value == null ? null : value.textValue();
  }

  /** As BCP 47 writes it; some senders write {@code zh_TW}. */
  private static @Nullable String language(@Nullable String told) {
    if (told == null || told.isEmpty() || told.length() > MAX_LANGUAGE_LENGTH) {
      return null;
    }
    String tag = told.replace('_', '-');
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (i > 0 && isInner(c));
      if (!allowed) {
        return null;
      }
    }
    return tag;
  }

  private static boolean isInner(char c) {
    return c == '-' || (c >= '0' && c <= '9');
  }

  /** In the sender's word; the code of a country as ISO 3166-1 writes it. */
  private static @Nullable String region(@Nullable String told) {
    if (told == null || told.isBlank() || told.length() > MAX_REGION_LENGTH) {
      return null;
    }
    String region = told.strip();
    return COUNTRY.matcher(region).matches() ? region.toUpperCase(Locale.ROOT) : region;
  }

  private static @Nullable String timeZone(@Nullable String told) {
    return told != null && TIME_ZONES.contains(told) ? told : null;
  }

  /** A date, a date with a time behind it, or a day without its year. */
  private static @Nullable String birthday(@Nullable String told) {
    if (told == null) {
      return null;
    }
    try {
      if (told.startsWith("--")) {
        return MonthDay.parse(told).toString();
      }
      boolean hasTime = told.length() > ISO_DATE_LENGTH && told.charAt(ISO_DATE_LENGTH) == 'T';
      return LocalDate.parse(hasTime ? told.substring(0, ISO_DATE_LENGTH) : told).toString();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
