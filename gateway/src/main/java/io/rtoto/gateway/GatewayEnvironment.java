package io.rtoto.gateway;

import io.rtoto.gateway.collect.Addresses;
import io.rtoto.gateway.collect.RateLimits;
import io.rtoto.gateway.push.PushSettings;
import io.rtoto.gateway.web.ThisMachine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gateway's settings from the environment, and tells all that is wrong with it at once.
 */
public final class GatewayEnvironment {
  private static final List<String> LOG_FORMATS = List.of("text", "json");
  private static final List<String> TRUTHS = List.of("true", "false");
  private static final int MOST_PER_SECOND = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Map<String, String> environment;
  private final List<String> errors = new ArrayList<>();

  private GatewayEnvironment(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The settings: {@code RTOTO_KAFKA}, {@code RTOTO_HOST}, {@code RTOTO_PORT}, {@code
   * RTOTO_MANAGEMENT_PORT}, {@code RTOTO_WRITE_KEYS} (with commas between them), {@code RTOTO_KEYS}
   * (a file), {@code RTOTO_USERS} (a file), {@code RTOTO_GUESTS}, {@code RTOTO_ACK_WITHIN}, {@code
   * RTOTO_TICK_EVERY}, {@code RTOTO_MAX_IN_FLIGHT}, {@code RTOTO_POSTGRES} (a JDBC URL), {@code
   * RTOTO_IDENTITY_SECRET} (as the job's), {@code RTOTO_SESSION_KEYS} (a file), {@code
   * RTOTO_LIMIT_KEY}, {@code RTOTO_LIMIT_ADDRESS}, {@code RTOTO_LIMIT_DEVICE}, {@code
   * RTOTO_LIMIT_CUSTOMER}, {@code RTOTO_LIMIT_SESSIONS}, {@code RTOTO_TRUSTED_PROXIES} (with commas
   * between them). What is not set has its default. {@code RTOTO_LOG_FORMAT} is the log's, and only
   * checked here.
   *
   * @throws IllegalArgumentException with a sentence for each setting that makes no sense
   */
  public static GatewaySettings read(Map<String, String> environment) {
    GatewayEnvironment reader = new GatewayEnvironment(environment);
    GatewaySettings defaults =
        GatewaySettings.defaults(environment.getOrDefault("RTOTO_KAFKA", "localhost:9092"));
    GatewaySettings settings =
        new GatewaySettings(
            defaults.bootstrapServers(),
            environment.getOrDefault("RTOTO_HOST", defaults.host()),
            reader.number("RTOTO_PORT", defaults.port(), 0, 65_535),
            reader.number("RTOTO_MANAGEMENT_PORT", defaults.managementPort(), 0, 65_535),
            reader.access(defaults.access()),
            reader.duration("RTOTO_ACK_WITHIN", defaults.ackWithin()),
            reader.duration("RTOTO_TICK_EVERY", defaults.tickEvery()),
            reader.number("RTOTO_MAX_IN_FLIGHT", defaults.maxInFlight(), 1, 1_000_000),
            reader.postgres("RTOTO_POSTGRES"),
            reader.push(defaults.push()),
            defaults.readiness(),
            defaults.clock(),
            defaults.shop(),
            defaults.workshop());
    reader.checkPorts(settings);
    reader.checkGuests(settings);
    reader.checkLogFormat();
    if (!reader.errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reader.errors));
    }
    return settings;
  }

  private void checkPorts(GatewaySettings settings) {
    if (settings.port() != 0 && settings.port() == settings.managementPort()) {
      errors.add(
          "RTOTO_PORT and RTOTO_MANAGEMENT_PORT are both "
              + settings.port()
              + "; expected two different ports.");
    }
  }

  private void checkGuests(GatewaySettings settings) {
    if (settings.access().takesGuests() && !ThisMachine.isLoopback(settings.host())) {
      errors.add(
          "RTOTO_GUESTS is true, and RTOTO_HOST is "
              + settings.host()
              + "; expected 127.0.0.1: guests sit at this machine. Maybe rtoto users create.");
    }
  }

  /** Log4j reads it, and would write nothing in a format that it does not know. */
  private void checkLogFormat() {
    String format = environment.getOrDefault("RTOTO_LOG_FORMAT", "text");
    if (!LOG_FORMATS.contains(format)) {
      errors.add("RTOTO_LOG_FORMAT is " + format + "; expected one of " + LOG_FORMATS + ".");
    }
  }

  private int number(String name, int otherwise, int least, int most) {
    return told(
        name,
        otherwise,
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException notANumber) {
            // Told below, in the same words as a number out of range.
          }
          errors.add(
              name + " is " + text + "; expected a number from " + least + " to " + most + ".");
          return otherwise;
        });
  }

  private List<String> names(String name, List<String> otherwise) {
    return told(
        name,
        otherwise,
        text -> {
          List<String> names = split(text);
          if (names.isEmpty()) {
            errors.add(
                name
                    + " is \""
                    + text
                    + "\"; expected one write key, or several with commas between them.");
          }
          return names;
        });
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).filter(n -> !n.isEmpty()).toList();
  }

  private Access access(Access otherwise) {
    List<String> writeKeys = names("RTOTO_WRITE_KEYS", otherwise.writeKeys());
    String file = environment.get("RTOTO_KEYS");
    // A compose file sets it to nothing where nobody does.
    return (file == null || file.isBlank() ? Access.by(writeKeys) : Access.byFile(Path.of(file)))
        .within(limits(otherwise.limits()))
        .withUsers(file("RTOTO_USERS", otherwise.usersFile()))
        .withGuests(truth("RTOTO_GUESTS", otherwise.takesGuests()));
  }

  private boolean truth(String name, boolean otherwise) {
    return told(
        name,
        otherwise,
        text -> {
          if (!TRUTHS.contains(text)) {
            errors.add(name + " is " + text + "; expected one of " + TRUTHS + ".");
          }
          return text.equals("true");
        });
  }

  private RateLimits limits(RateLimits otherwise) {
    return new RateLimits(
        number("RTOTO_LIMIT_KEY", otherwise.perKey(), 1, MOST_PER_SECOND),
        number("RTOTO_LIMIT_ADDRESS", otherwise.perAddress(), 1, MOST_PER_SECOND),
        number("RTOTO_LIMIT_DEVICE", otherwise.perDevice(), 1, MOST_PER_SECOND),
        number("RTOTO_LIMIT_CUSTOMER", otherwise.perCustomer(), 1, MOST_PER_SECOND),
        proxies("RTOTO_TRUSTED_PROXIES", otherwise.trustedProxies()));
  }

  private List<String> proxies(String name, List<String> otherwise) {
    return told(
        name,
        otherwise,
        text -> {
          List<String> proxies = split(text);
          for (String proxy : proxies) {
            Addresses.objectionTo(proxy).ifPresent(why -> errors.add(name + ": " + why));
          }
          return proxies;
        });
  }

  private Duration duration(String name, Duration otherwise) {
    return told(
        name,
        otherwise,
        text -> {
          Optional<Duration> duration = parsed(text);
          if (duration.isEmpty()) {
            errors.add(
                name
                    + " is "
                    + text
                    + "; expected an ISO duration such as "
                    + otherwise
                    + "."
                    + parsed("PT" + text)
                        .or(() -> parsed("PT" + text + "S"))
                        .map(meant -> " Maybe you meant " + meant + ".")
                        .orElse(""));
          } else if (duration.get().compareTo(SHORTEST) < 0
              || duration.get().compareTo(LONGEST) > 0) {
            errors.add(
                name
                    + " is "
                    + text
                    + "; expected at least "
                    + SHORTEST
                    + " and at most "
                    + LONGEST
                    + ".");
          }
          return duration.orElse(otherwise);
        });
  }

  private static Optional<Duration> parsed(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException notADuration) {
      return Optional.empty();
    }
  }

  private @Nullable String postgres(String name) {
    String url = environment.get(name);
    if (url != null && !url.startsWith("jdbc:postgresql:")) {
      // Without the value: it may hold a password.
      errors.add(
          name
              + " is no JDBC URL of PostgreSQL; expected one such as"
              + " jdbc:postgresql://localhost/rtoto?user=rtoto.");
    }
    return url;
  }

  private PushSettings push(PushSettings defaults) {
    return new PushSettings(
        environment.getOrDefault("RTOTO_IDENTITY_SECRET", defaults.identitySecret()),
        file("RTOTO_SESSION_KEYS", defaults.sessionKeys()),
        number("RTOTO_LIMIT_SESSIONS", defaults.sessionsPerAddress(), 1, MOST_PER_SECOND));
  }

  private @Nullable Path file(String name, @Nullable Path otherwise) {
    String text = environment.get(name);
    // A compose file sets it to nothing where nobody does.
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException notAPath) {
      errors.add(name + " is " + text + "; expected the path of a file.");
      return otherwise;
    }
  }

  private <T> T told(String name, T otherwise, Function<String, T> read) {
    String text = environment.get(name);
    return text == null ? otherwise : read.apply(text);
  }
}
