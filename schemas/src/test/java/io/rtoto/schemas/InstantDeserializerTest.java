package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time in our messages is read as Java itself reads it. */
final class InstantDeserializerTest {
  private static final Messages<OpenTimer> MESSAGES = Messages.of(OpenTimer.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-11-26T08:09:05.Z",
        "2026-11-26T08:09:05.1Z",
        "2026-11-26T08:09:05.12Z",
        "2026-11-26T08:09:05.120Z",
        "2026-11-26T08:09:05.000000001Z",
        "2024-02-29T23:59:59.100Z",
        "2024-02-28T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "2026-11-26t08:09:05z"
      })
  void readsAnInstantAsIsoHasIt(String instant) throws IOException {
    assertThat(read(instant)).isEqualTo(Instant.parse(instant));
    assertThat(IsoTime.parse(instant)).isEqualTo(Instant.parse(instant));
  }

  @Test
  void readsAnyInstantThatIsWritten() throws IOException {
    Random chance = new Random(8);
    long range = Instant.parse("+10010-01-01T00:00:00Z").getEpochSecond();
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 100_000; i++) {
      int unit = units[i % units.length];
      Instant at =
          Instant.ofEpochSecond(
              chance.nextLong(-range, range), chance.nextInt(1_000_000_000) / unit * (long) unit);
      assertThat(read(at.toString())).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-11-26T25:00:00Z",
        "2026-11-26T08:60:00Z",
        "2026-11-26T08:09:61Z",
        "2026-11-26T08:09:05.1234567891Z",
        "2026-11-26T08:09:05.1x3Z",
        "2026-11-26T08:09:05",
        "2026-11-26 08:09:05Z",
        "2026-1١-26T08:09:05Z",
        "yesterday"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidFormatException.class);
    assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeParseException.class);
  }

  private static Instant read(String text) throws IOException {
    return MESSAGES.read(("{\"moment\":\"M\",\"at\":\"" + text + "\"}").getBytes(UTF_8)).at();
  }
}
