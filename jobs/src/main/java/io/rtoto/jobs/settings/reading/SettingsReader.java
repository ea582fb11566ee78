package io.rtoto.jobs.settings.reading;

import io.rtoto.schemas.SegmentReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by name, such as {@code CART_IDLE_AFTER}: from the argument {@code
 * --cart-idle-after}, else from the environment's {@code RTOTO_CART_IDLE_AFTER}, else the default.
 * Mistakes are collected and told all at once.
 */
public final class SettingsReader {
  private static final String ARGUMENT = "--";
  private static final String ENVIRONMENT = "RTOTO_";

  private final Map<String, String> arguments = new LinkedHashMap<>();
  private final Map<String, String> environment;
  private final List<String> mistakes = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  /**
   * A reader.
   *
   * @param arguments names and values in turn
   * @param environment the process's environment
   */
  public SettingsReader(String[] arguments, Map<String, String> environment) {
    this.environment = environment;
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (!name.startsWith(ARGUMENT)) {
        mistakes.add("Argument " + name + " is no setting; expected a name such as --kafka.");
      } else if (i + 1 == arguments.length) {
        mistakes.add("Argument " + name + " has no value.");
      } else {
        this.arguments.put(nameOf(name), arguments[i + 1]);
      }
    }
  }

  /** A text that is not blank. */
  public String text(String name, String otherwise) {
    return value(name, otherwise, "a text", value -> value.isBlank() ? null : value);
  }

  /** A text that is nobody's business: from the environment alone. */
  public String secret(String name, String otherwise) {
    if (arguments.containsKey(name)) {
      mistakes.add(
          name
              + " is a secret, and everybody on the machine can read an argument.\nMaybe set "
              + ENVIRONMENT
              + name
              + " in the environment.");
    }
    return text(name, otherwise);
  }

  /** A currency that people pay in. */
  public String currency(String name, String otherwise) {
    return value(
        name,
        otherwise,
        "an ISO 4217 code such as EUR or USD",
        value -> SegmentReader.knowsCurrency(value) ? value : null);
  }

  /** A duration above zero. */
  public Duration duration(String name, Duration otherwise) {
    return value(name, otherwise, "an ISO duration such as PT30M", SettingsReader::parseDuration);
  }

  /** A duration; zero means never. */
  public Duration durationOrNever(String name, Duration otherwise) {
    return value(
        name,
        otherwise,
        "an ISO duration such as PT30M, or PT0S for never",
        value -> value.equals("PT0S") ? Duration.ZERO : parseDuration(value));
  }

  /** Yes or no. */
  public boolean flag(String name, boolean otherwise) {
    return value(
        name,
        otherwise,
        "true or false",
        value -> List.of("true", "false").contains(value) ? Boolean.valueOf(value) : null);
  }

  /** A point in time. */
  public Instant instant(String name, Instant otherwise) {
    return value(
        name, otherwise, "a time such as 2026-11-23T00:00:00Z", SettingsReader::parseInstant);
  }

  /** A point in time; null when it is not set. */
  public @Nullable Instant instant(String name) {
    Instant read = instant(name, Instant.MIN);
    return read.equals(Instant.MIN) ? null : read;
  }

  /** What stands between semicolons; nothing when the setting is blank. */
  public <T> List<T> list(
      String name, List<T> otherwise, String expected, Function<String, @Nullable T> parse) {
    String value = told(name);
    if (value == null) {
      return otherwise;
    }
    List<T> items = new ArrayList<>();
    for (String part : value.split(";", -1)) {
      String item = part.strip();
      T parsed = item.isEmpty() ? null : parse.apply(item);
      if (parsed != null) {
        items.add(parsed);
      } else if (!item.isEmpty()) {
        mistakes.add(name + " holds " + item + "; expected " + expected + ".");
      }
    }
    return List.copyOf(items);
  }

  /**
   * A value of any other kind.
   *
   * @param expected what is told to whoever sets something else
   * @param parse the value that a text means; null when it means none
   */
  public <T> T value(
      String name, T otherwise, String expected, Function<String, @Nullable T> parse) {
    String value = told(name);
    if (value == null) {
      return otherwise;
    }
    T parsed = parse.apply(value);
    if (parsed == null) {
      mistakes.add(name + " is " + value + "; expected " + expected + "." + hint(value, otherwise));
      return otherwise;
    }
    return parsed;
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException when there were mistakes: it tells them all
   */
  public void check() {
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        mistakes.add("There is no setting " + name + ".\nMaybe one of " + known + ".");
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
  }

  private @Nullable String told(String name) {
    known.add(name);
    String argument = arguments.get(name);
    return argument == null ? environment.get(ENVIRONMENT + name) : argument;
  }

  private static String hint(String value, Object otherwise) {
    boolean number = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    return number && otherwise instanceof Duration
        ? "\nMaybe you meant PT" + value + "S or PT" + value + "M."
        : "";
  }

  private static @Nullable Duration parseDuration(String value) {
    try {
      Duration duration = Duration.parse(value);
      return duration.isNegative() || duration.isZero() ? null : duration;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Instant parseInstant(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String nameOf(String argument) {
    return argument.substring(ARGUMENT.length()).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
