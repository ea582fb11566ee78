package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.gateway.collect.RateLimits;
import io.rtoto.gateway.push.PushSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GatewayEnvironmentTest {
  @Test
  void takesTheDefaultOfWhatIsNotSet() {
    assertThat(GatewayEnvironment.read(Map.of("RTOTO_KAFKA", "kafka:9092")))
        .isEqualTo(GatewaySettings.defaults("kafka:9092"));
  }

  @Test
  void readsEachSetting() {
    GatewaySettings settings =
        GatewayEnvironment.read(
            Map.ofEntries(
                Map.entry("RTOTO_KAFKA", "kafka:9092"),
                Map.entry("RTOTO_HOST", "0.0.0.0"),
                Map.entry("RTOTO_PORT", "9000"),
                Map.entry("RTOTO_MANAGEMENT_PORT", "9001"),
                Map.entry("RTOTO_WRITE_KEYS", "web, server"),
                Map.entry("RTOTO_ACK_WITHIN", "PT3S"),
                Map.entry("RTOTO_TICK_EVERY", "PT2S"),
                Map.entry("RTOTO_MAX_IN_FLIGHT", "50"),
                Map.entry("RTOTO_POSTGRES", "jdbc:postgresql://db/rtoto"),
                Map.entry("RTOTO_IDENTITY_SECRET", "ours alone"),
                Map.entry("RTOTO_LIMIT_SESSIONS", "9"),
                Map.entry("RTOTO_SESSION_KEYS", "keys/session.json")));

    assertThat(settings)
        .isEqualTo(
            new GatewaySettings(
                "kafka:9092",
                "0.0.0.0",
                9000,
                9001,
                Access.by(List.of("web", "server")),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                50,
                "jdbc:postgresql://db/rtoto",
                new PushSettings("ours alone", Path.of("keys/session.json"), 9),
                List.of(),
                settings.clock(),
                null,
                null));
  }

  @Test
  void tellsWhatIsWrongWithPortsAndLogFormatAtOnce() {
    assertThatThrownBy(
            () -> GatewayEnvironment.read(Map.of("RTOTO_PORT", "8082", "RTOTO_LOG_FORMAT", "xml")))
        .hasMessage(
            """
            RTOTO_PORT and RTOTO_MANAGEMENT_PORT are both 8082; expected two different ports.
            RTOTO_LOG_FORMAT is xml; expected one of [text, json].\
            """);
  }

  @Test
  void takesGuestsOnlyWhereItIsToldToAndNobodyElseCanCome() {
    assertThat(GatewayEnvironment.read(Map.of()).access().takesGuests()).isFalse();
    assertThat(GatewayEnvironment.read(Map.of("RTOTO_GUESTS", "true")).access().takesGuests())
        .isTrue();
    assertThatThrownBy(() -> GatewayEnvironment.read(Map.of("RTOTO_GUESTS", "yes")))
        .hasMessage("RTOTO_GUESTS is yes; expected one of [true, false].");
    assertThatThrownBy(
            () -> GatewayEnvironment.read(Map.of("RTOTO_GUESTS", "true", "RTOTO_HOST", "0.0.0.0")))
        .hasMessageStartingWith("RTOTO_GUESTS is true, and RTOTO_HOST is 0.0.0.0; expected");
  }

  @Test
  void takesTheKeysOfTheEnvironmentWhereThereIsNoFileOfKeys() {
    assertThat(
            GatewayEnvironment.read(Map.of("RTOTO_KEYS", "keys.yaml", "RTOTO_WRITE_KEYS", "web"))
                .access())
        .isEqualTo(Access.byFile(Path.of("keys.yaml")));
    assertThat(
            GatewayEnvironment.read(Map.of("RTOTO_KEYS", "", "RTOTO_WRITE_KEYS", "web")).access())
        .isEqualTo(Access.by(List.of("web")));
  }

  @Test
  void readsTheLimitsAndTellsWhatIsNoAddress() {
    assertThat(
            GatewayEnvironment.read(
                    Map.of(
                        "RTOTO_LIMIT_KEY", "1",
                        "RTOTO_LIMIT_ADDRESS", "2",
                        "RTOTO_LIMIT_DEVICE", "3",
                        "RTOTO_LIMIT_CUSTOMER", "4",
                        "RTOTO_TRUSTED_PROXIES", "10.0.0.0/8, ::1"))
                .access()
                .limits())
        .isEqualTo(new RateLimits(1, 2, 3, 4, List.of("10.0.0.0/8", "::1")));
    assertThatThrownBy(
            () ->
                GatewayEnvironment.read(
                    Map.of(
                        "RTOTO_LIMIT_KEY", "0",
                        "RTOTO_TRUSTED_PROXIES", "proxy, 10.0.0.0/99, 10.0.0.0/x")))
        .hasMessageContainingAll(
            "RTOTO_LIMIT_KEY is 0; expected a number from 1 to 1000000.",
            "RTOTO_TRUSTED_PROXIES: proxy is no address; expected one such as 10.1.2.3",
            "RTOTO_TRUSTED_PROXIES: 10.0.0.0/99 is no address;",
            "RTOTO_TRUSTED_PROXIES: 10.0.0.0/x is no address;");
  }

  @Test
  void takesNoDurationThatIsTooLong() {
    assertThatThrownBy(
            () ->
                GatewayEnvironment.read(
                    Map.of("RTOTO_ACK_WITHIN", "P30D", "RTOTO_TICK_EVERY", "PT1M0.001S")))
        .hasMessageContainingAll(
            "RTOTO_ACK_WITHIN is P30D; expected at least PT0.1S and at most PT1M.",
            "RTOTO_TICK_EVERY is PT1M0.001S; expected at least PT0.1S and at most PT1M.");
  }

  @Test
  void guessesOnlyADurationThatIsOne() {
    assertThatThrownBy(
            () ->
                GatewayEnvironment.read(
                    Map.of("RTOTO_ACK_WITHIN", "5s", "RTOTO_TICK_EVERY", "often")))
        .hasMessage(
            """
            RTOTO_ACK_WITHIN is 5s; expected an ISO duration such as PT5S. Maybe you meant PT5S.
            RTOTO_TICK_EVERY is often; expected an ISO duration such as PT0.25S.\
            """);
  }

  @Test
  void keepsThePasswordOfAWrongUrlToItself() {
    assertThatThrownBy(
            () -> GatewayEnvironment.read(Map.of("RTOTO_POSTGRES", "postgresql://u:secret@db/r")))
        .hasMessageStartingWith("RTOTO_POSTGRES is no JDBC URL of PostgreSQL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void tellsTheSecretToNoLog() {
    assertThat(GatewayEnvironment.read(Map.of("RTOTO_IDENTITY_SECRET", "ours alone")).toString())
        .doesNotContain("ours alone");
  }

  @Test
  void asksForWhatTheReadmeLists() throws Exception {
    Set<String> asked = new TreeSet<>();
    GatewayEnvironment.read(
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            return Set.of();
          }

          @Override
          public @Nullable String get(@Nullable Object name) {
            asked.add(String.valueOf(name));
            return null;
          }
        });

    List<String> listed =
        Pattern.compile("(?m)^\\| `(RTOTO_[A-Z_]+)` \\|")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                GatewayEnvironment.read(
                    Map.of(
                        "RTOTO_PORT", "web",
                        "RTOTO_WRITE_KEYS", " , ",
                        "RTOTO_ACK_WITHIN", "5",
                        "RTOTO_TICK_EVERY", "PT0S",
                        "RTOTO_MAX_IN_FLIGHT", "0")))
        .hasMessageContainingAll(
            "RTOTO_PORT is web; expected a number from 0 to 65535.",
            "RTOTO_WRITE_KEYS is \" , \"; expected one write key",
            "RTOTO_ACK_WITHIN is 5; expected an ISO duration such as PT5S. Maybe you meant PT5S.",
            "RTOTO_TICK_EVERY is PT0S; expected at least PT0.1S and at most PT1M.",
            "RTOTO_MAX_IN_FLIGHT is 0; expected a number from 1 to 1000000.");
  }
}
