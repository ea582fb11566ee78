package io.rtoto.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.jobs.intake.NameSettings;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.naming.AddedType;
import io.rtoto.schemas.naming.BlockedName;
import io.rtoto.schemas.naming.PhoneRegions;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EngageSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(EngageSettings.defaults("broker:9092"))
        .isEqualTo(
            new EngageSettings(
                "broker:9092",
                null,
                false,
                "rtoto-local",
                NameSettings.defaults(),
                "USD",
                Instant.parse("2100-01-01T00:00:00Z"),
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Duration.ofDays(7),
                new Patience(
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30)),
                Duration.ofHours(4),
                new AssociationSettings(
                    Duration.ofDays(14), Duration.ofDays(90), 4, 48, 32, 32, 24, 24),
                0.1,
                Duration.ofMinutes(1),
                List.of(),
                "",
                "rtoto-engage"));
  }

  @Test
  void takesAnArgumentBeforeTheEnvironmentAndThatBeforeTheDefault() {
    EngageSettings settings =
        EngageSettings.read(
            new String[] {
              "--kafka",
              "a:1",
              "--cart-idle-after",
              "PT20M",
              "--session-ended-after",
              "PT0S",
              "--association-sessions",
              "200",
              "--exploration",
              "0"
            },
            Map.of("RTOTO_KAFKA", "b:2", "RTOTO_OUT_OF_ORDER", "PT5S"));

    assertThat(settings)
        .isEqualTo(
            new EngageSettings(
                "a:1",
                null,
                false,
                "rtoto-local",
                NameSettings.defaults(),
                "USD",
                Instant.parse("2100-01-01T00:00:00Z"),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofDays(7),
                new Patience(
                    Duration.ofMinutes(20),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ZERO),
                Duration.ofHours(4),
                new AssociationSettings(
                    Duration.ofDays(14), Duration.ofDays(90), 4, 48, 200, 32, 24, 24),
                0,
                Duration.ofMinutes(1),
                List.of(),
                "",
                "rtoto-engage"));
  }

  @Test
  void readsNamesByTheseDefaults() {
    assertThat(NameSettings.defaults())
        .isEqualTo(
            new NameSettings(
                new PhoneRegions("US", Map.of()),
                List.of(),
                Map.of(
                    "loyaltyCard",
                    3,
                    "lineId",
                    3,
                    "wechatOpenid",
                    3,
                    "email",
                    3,
                    "phone",
                    3,
                    "deviceId",
                    3,
                    "anonymousId",
                    3),
                200,
                200,
                List.of(),
                false));
    assertThat(EngageSettings.defaults("broker:9092").identityLimits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void takesWhatIsSetOfNames() {
    EngageSettings settings =
        EngageSettings.read(
            new String[] {
              "--phone-region", "TW",
              "--phone-regions", "orders=GB; app:My Shop = CH",
              "--identifier-types",
                  "membership rank=25 limit=1 field=memberNo field=member_no externalId=m_id;"
                      + " staff rank=5 field=staffNumber",
              "--identifier-limits", "email=5; phone = none; staff=2",
              "--identifier-neighbours", "50",
              "--customer-identifiers", "1000",
              "--blocked-names", "membership:x; email:.*@shop\\.example; *:(?i)kiosk:\\d+",
              "--every-event-proven", "true"
            },
            Map.of());

    assertThat(settings.names())
        .isEqualTo(
            new NameSettings(
                new PhoneRegions("TW", Map.of("orders", "GB", "app:My Shop", "CH")),
                List.of(
                    new AddedType(
                        new IdentifierType("membership", 25),
                        List.of("memberNo", "member_no"),
                        List.of("m_id")),
                    new AddedType(
                        new IdentifierType("staff", 5), List.of("staffNumber"), List.of())),
                Map.of(
                    "loyaltyCard",
                    3,
                    "lineId",
                    3,
                    "wechatOpenid",
                    3,
                    "email",
                    5,
                    "deviceId",
                    3,
                    "anonymousId",
                    3,
                    "membership",
                    1,
                    "staff",
                    2),
                50,
                1000,
                List.of(
                    new BlockedName("membership", "x"),
                    new BlockedName("email", ".*@shop\\.example"),
                    new BlockedName("*", "(?i)kiosk:\\d+")),
                true));
  }

  @Test
  void isAReplayOnceItHasAnEnd() {
    EngageSettings settings =
        EngageSettings.read(new String[] {"--replay-end", "2026-11-23T00:00:00Z"}, Map.of());

    assertThat(settings.isReplay()).isTrue();
    assertThat(settings.replayEnd()).isEqualTo("2026-11-23T00:00:00Z");
  }

  @Test
  void tellsEverythingButTheSecret() {
    EngageSettings settings =
        EngageSettings.read(new String[0], Map.of("RTOTO_IDENTITY_SECRET", "hunter2"));

    assertThat(settings.identitySecret()).isEqualTo("hunter2");
    assertThat(settings.toString()).doesNotContain("hunter2");
    for (RecordComponent component : EngageSettings.class.getRecordComponents()) {
      assertThat(settings.toString()).contains(component.getName() + "=");
    }
  }

  @Test
  void tellsEveryMistakeAtOnceAndWhatMayBeMeant() {
    String[] arguments = {
      "--cart-idle-after", "30",
      "--latest-event", "tomorrow",
      "--out-of-order", "-PT1S",
      "--cart-idle-afterr", "PT1S",
      "--identity-secret", "hunter2",
      "--default-currency", "EURO",
      "--phone-region", "Taiwan",
      "--phone-regions", "ordres=GB; chat=TW; orders=UK",
      "--blocked-names", "email:*@shop.example; mail:.*; kiosk; phone:",
      "--every-event-proven", "yes",
      "--identifier-neighbours", "1",
      "--customer-identifiers", "1001",
      "--identifier-types",
          "email rank=25 field=mail; card field=card; card rank=25; card rank=x;"
              + " card rank=20 field=card; card rank=30 field=card",
      "--identifier-limits", "userId=2; email=0; fax=3; card=4",
      "--kafka"
    };

    assertThatThrownBy(() -> EngageSettings.read(arguments, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            """
            CART_IDLE_AFTER is 30; expected an ISO duration such as PT30M.
            Maybe you meant PT30S or PT30M.\
            """)
        .hasMessageContaining("LATEST_EVENT is tomorrow; expected a time such as")
        .hasMessageContaining("OUT_OF_ORDER is -PT1S; expected an ISO duration")
        .hasMessageContaining("DEFAULT_CURRENCY is EURO; expected an ISO 4217 code such as EUR")
        .hasMessageContaining("PHONE_REGION is Taiwan; expected the ISO 3166 code of a country")
        .hasMessageContaining("PHONE_REGIONS holds ordres=GB; expected sources and countries such")
        .hasMessageContaining("PHONE_REGIONS holds orders=UK; expected sources and countries such")
        .hasMessageContaining(
            "BLOCKED_NAMES holds email:*@shop.example; expected a type or *, a colon and a regular"
                + " expression such as email:.*@shop\\.example.")
        .hasMessageContaining("BLOCKED_NAMES holds mail:.*; expected a type")
        .hasMessageContaining("BLOCKED_NAMES holds kiosk; expected a type")
        .hasMessageContaining("BLOCKED_NAMES holds phone:; expected a type")
        .hasMessageContaining("IDENTIFIER_NEIGHBOURS is 1; expected a number from 2 to 1000.")
        .hasMessageContaining("CUSTOMER_IDENTIFIERS is 1001; expected a number from 2 to 1000.")
        .hasMessageContaining("EVERY_EVENT_PROVEN is yes; expected true or false.")
        .hasMessageContaining(
            "IDENTIFIER_TYPES holds email rank=25 field=mail; expected a new name")
        .hasMessageContaining("IDENTIFIER_TYPES holds card field=card; expected a new name")
        .hasMessageContaining("IDENTIFIER_TYPES holds card rank=25; expected a new name")
        .hasMessageContaining("IDENTIFIER_TYPES holds card rank=x; expected a new name")
        .hasMessageContaining("IDENTIFIER_TYPES holds card rank=30 field=card; expected a new name")
        .hasMessageContaining("IDENTIFIER_LIMITS holds userId=2; expected a type other than userId")
        .hasMessageContaining("IDENTIFIER_LIMITS holds email=0; expected a type")
        .hasMessageContaining("IDENTIFIER_LIMITS holds fax=3; expected a type")
        .hasMessageContaining("There is no setting CART_IDLE_AFTERR.")
        .hasMessageContaining("Maybe set RTOTO_IDENTITY_SECRET in the environment.")
        .hasMessageContaining("Argument --kafka has no value.")
        .hasMessageNotContaining("hunter2");
  }
}
