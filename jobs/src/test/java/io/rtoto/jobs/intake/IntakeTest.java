package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IntakeTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Intake intake =
      new Intake(
          Instant.parse("2100-01-01T00:00:00Z"),
          "USD",
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

    assertThatThrownBy(() -> new Intake(latest, "EURO", Identifier::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The default currency is EURO; expected an ISO 4217 code.");
  }

  private static Arrival arrival(String message) {
    return new Arrival("clickstream", 3, 14, message.getBytes(StandardCharsets.UTF_8));
  }
}
