package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.naming.AddedType;
import io.rtoto.schemas.naming.BlockedName;
import io.rtoto.schemas.naming.PhoneRegions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IntakeTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Intake intake =
      new Intake(
          Instant.parse("2100-01-01T00:00:00Z"),
          "USD",
          new NameSettings(
              new PhoneRegions("US", Map.of("orders", "GB", "app:Shop Taiwan", "TW")),
              List.of(
                  new AddedType(
                      new IdentifierType("membership", 25),
                      List.of("membershipNumber"),
                      List.of("membership_id"))),
              Map.of(),
              200,
              200,
              List.of(new BlockedName("userId", "kiosk-\\d+"), new BlockedName("*", "shop.*")),
              false),
          (type, value) -> new Identifier(type, "hash of " + value));

  @Test
  void hashesWhomTheEventNamesStrongestFirst() {
    Received received =
        intake.read(
            arrival(
                """
                {"type":"page","anonymousId":"b1","userId":"u1","messageId":"m",\
                "timestamp":"2026-11-23T12:00:00Z"}\
                """));

    assertThat(received.refused()).isNull();
    assertThat(received.time()).isEqualTo(NOON.toEpochMilli());
    assertThat(received.sound()).isNotNull();
    assertThat(received.sound().identifiers())
        .containsExactly(
            new Identifier(IdentifierType.USER_ID, "hash of u1"),
            new Identifier(IdentifierType.ANONYMOUS_ID, "hash of b1"));
  }

  @Test
  void takesAHashAsItIsWhereThereIsNoName() {
    String hash = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    String known = "\"rtotoIdentifier\":{\"type\":\"email\",\"hash\":\"" + hash + "\"}";
    String added =
        "\"rtotoIdentifier\":{\"type\":\"membership\",\"rank\":25,\"hash\":\"" + hash + "\"}";
    assertThat(identifiers("interactions", "{" + known + "}")).containsExactly(hash);
    assertThat(identifiers("interactions", "{" + added + "}")).containsExactly(hash);
    assertThat(identifiers("interactions", "{\"userId\":\"u1\"," + known + "}"))
        .containsExactly("hash of u1");
  }

  @Test
  void dialsANumberWhereItsSourceIs() {
    assertThat(namesOf("clickstream", "(415) 555-2671", "{}")).contains("hash of +14155552671");
    assertThat(namesOf("orders", "020 7946 0958", "{}")).contains("hash of +442079460958");
    assertThat(namesOf("clickstream", "0912 345 678", "{\"app\":{\"name\":\"Shop Taiwan\"}}"))
        .contains("hash of +886912345678");
    assertThat(namesOf("orders", "0912 345 678", "{\"app\":{\"name\":\"Shop Taiwan\"}}"))
        .contains("hash of +886912345678");
    assertThat(namesOf("clickstream", "0912 345 678", "{\"app\":[\"Shop Taiwan\"]}"))
        .containsExactly("hash of u1");
  }

  @Test
  void oneNameIsOneIdentifierHoweverItIsSpelt() {
    String plain = "{\"userId\":\"u1\",\"traits\":{\"email\":\"anna@mail.example\"}}";
    String fancy = "{\"userId\":\" \uFF55\u200B1 \",\"traits\":{\"email\":\" Anna@MAIL.example\"}}";
    assertThat(identifiers("clickstream", fancy)).isEqualTo(identifiers("clickstream", plain));
    assertThat(identifiers("clickstream", plain.replace("u1", "U1")))
        .isNotEqualTo(identifiers("clickstream", plain));
  }

  @Test
  void linksNothingByANameThatIsBlocked() {
    String names = "{\"userId\":\"%s\",\"anonymousId\":\"%s\"}";
    assertThat(identifiers("clickstream", names.formatted(" Kiosk-7", "kiosk-7")))
        .containsExactly("hash of Kiosk-7", "hash of kiosk-7");
    assertThat(identifiers("clickstream", names.formatted(" kiosk-7", "kiosk-7")))
        .containsExactly("hash of kiosk-7");
    assertThat(identifiers("clickstream", names.formatted("kiosk-7b", "shopping")))
        .containsExactly("hash of kiosk-7b");
  }

  @Test
  void readsNamesOfATypeOfTheShopsOwn() {
    assertThat(
            identifiers(
                "clickstream",
                "{\"anonymousId\":\"b\",\"traits\":{\"membershipNumber\":\" M-7\"}}"))
        .containsExactly("hash of M-7", "hash of b");
    assertThat(
            identifiers(
                "orders", "{\"userId\":\"u\",\"properties\":{\"membershipNumber\":\"M-7\"}}"))
        .containsExactly("hash of u", "hash of M-7");
    assertThat(identifiers("orders", "{\"userId\":\"u\",\"properties\":{\"membershipNumber\":7}}"))
        .containsExactly("hash of u");
    String external =
        "{\"anonymousId\":\"b\",\"context\":{\"externalIds\":[5,{\"type\":\"other\",\"id\":\"x\"},"
            + "{\"type\":\"membership_id\",\"id\":\"A\",\"collection\":\"accounts\"},"
            + "{\"type\":\"membership_id\",\"id\":\"%s\",\"collection\":\"users\"}]}}";
    assertThat(identifiers("clickstream", external.formatted("M-7")))
        .containsExactly("hash of M-7", "hash of b");
    assertThat(identifiers("clickstream", external.formatted("null"))).containsExactly("hash of b");
  }

  @Test
  void keepsAShopsOwnNamesUnreadableAndNotTooLong() {
    String told =
        "{\"type\":\"track\",\"event\":\"Smiled\",\"messageId\":\"m\",\"userId\":\"u\","
            + "\"timestamp\":\"2026-11-23T12:00:00Z\",\"properties\":{\"membershipNumber\":\"M-7\",\"teeth\":2},"
            + "\"context\":{\"externalIds\":[{\"type\":\"membership_id\",\"id\":\"%s\"}]}}";
    Received sound = intake.read(arrival(told.formatted("M".repeat(256))));
    assertThat(sound.sound()).isNotNull();
    assertThat(sound.sound().event().occurrence().extras()).isEqualTo("{\"teeth\":2}");
    DeadLetter letter = intake.read(arrival(told.formatted("M".repeat(257)))).refused();
    assertThat(letter).isNotNull();
    assertThat(letter.detail())
        .isEqualTo(
            "/context/externalIds: expected ids of at most 256 characters, got 257 of them.");
  }

  @Test
  void refusesAnEventWhoseNamesAreAllBlocked() {
    DeadLetter letter =
        intake
            .read(
                arrival(
                    """
                    {"type":"page","anonymousId":"shop-window","userId":"kiosk-1","messageId":"m",\
                    "timestamp":"2026-11-23T12:00:00Z"}\
                    """))
            .refused();
    assertThat(letter).isNotNull();
    assertThat(letter.reason()).isEqualTo(Reason.NO_IDENTIFIER);
  }

  @Test
  void setsTheLookOfAProgramAsideAndKeepsWhatServersTell() {
    String told =
        """
        {"type":"track","event":"%s","userId":"u1","messageId":"m","properties":{"order_id":"o",\
        "total":1,"currency":"USD"},"context":{"bot":%s},"timestamp":"2026-11-23T12:00:00Z"}\
        """;

    DeadLetter letter = intake.read(arrival(told.formatted("Looked", "true"))).refused();
    assertThat(letter).isNotNull();
    assertThat(letter.reason()).isEqualTo(Reason.BOT);
    assertThat(intake.read(arrival(told.formatted("Looked", "false"))).sound()).isNotNull();
    assertThat(intake.read(arrival(told.formatted("Looked", "{}"))).sound()).isNotNull();
    assertThat(
            intake
                .read(
                    new Arrival(
                        "orders",
                        3,
                        14,
                        told.formatted("Order Completed", "true").getBytes(StandardCharsets.UTF_8)))
                .sound())
        .isNotNull();
  }

  @Test
  void tellsWhetherWhoIsWhoIsProven() {
    assertThat(isProven(intake, "clickstream", "{}")).isTrue();
    assertThat(isProven(intake, "clickstream", "{\"userAgent\":\"Mozilla/5.0\"}")).isFalse();
    assertThat(isProven(intake, "orders", "{\"library\":{\"name\":\"analytics.js\"}}")).isFalse();
    assertThat(isProven(intake, "clickstream", "{\"channel\":\"browser\"}")).isFalse();
    assertThat(isProven(intake, "clickstream", "{\"channel\":{},\"library\":[],\"page\":null}"))
        .isTrue();
  }

  @Test
  void takesEveryEventForProvenWhereThatIsSet() {
    Intake ofAFile =
        new Intake(
            Instant.parse("2100-01-01T00:00:00Z"),
            "USD",
            NameSettings.defaults().withEveryEventProven(),
            Identifier::new);
    assertThat(isProven(ofAFile, "clickstream", "{\"userAgent\":\"Mozilla/5.0\"}")).isTrue();
  }

  private static boolean isProven(Intake intake, String topic, String context) {
    String message =
        """
        {"type":"identify","userId":"u1","messageId":"m","timestamp":"2026-11-23T12:00:00Z",
        "context":%s}"""
            .formatted(context);
    Received received =
        intake.read(new Arrival(topic, 3, 14, message.getBytes(StandardCharsets.UTF_8)));
    assertThat(received.sound()).as("%s", received.refused()).isNotNull();
    return received.sound().proven();
  }

  private List<String> namesOf(String topic, String phone, String context) {
    return identifiers(
        topic,
        """
        {"userId":"u1","traits":{"phone":"%s"},"context":%s}"""
            .formatted(phone, context));
  }

  private List<String> identifiers(String topic, String names) {
    String message =
        "{\"type\":\"identify\",\"messageId\":\"m\",\"timestamp\":\"2026-11-23T12:00:00Z\","
            + names.substring(1);
    Received received =
        intake.read(new Arrival(topic, 3, 14, message.getBytes(StandardCharsets.UTF_8)));
    assertThat(received.sound()).as("%s", received.refused()).isNotNull();
    return received.sound().identifiers().stream().map(Identifier::hash).toList();
  }

  @Test
  void writesALetterAboutWhatItRefusesAndDoesNotBelieveItsTime() {
    Received received = intake.read(arrival("{\"type\":\"page\""));

    assertThat(received.sound()).isNull();
    assertThat(received.time()).isEqualTo(Received.UNKNOWN_TIME);
    DeadLetter letter = received.refused();
    assertThat(letter).isNotNull();
    assertThat(letter.reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(letter.stage()).isEqualTo("intake");
    assertThat(letter.topic()).isEqualTo("clickstream");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(14);
    assertThat(letter.original()).isEqualTo("{\"type\":\"page\"");
  }

  @Test
  void isNotMadeForACurrencyThatNobodyPaysIn() {
    Instant latest = Instant.parse("2100-01-01T00:00:00Z");

    assertThatThrownBy(() -> new Intake(latest, "EURO", NameSettings.defaults(), Identifier::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The default currency is EURO; expected an ISO 4217 code.");
  }

  private static Arrival arrival(String message) {
    return new Arrival("clickstream", 3, 14, message.getBytes(StandardCharsets.UTF_8));
  }
}
