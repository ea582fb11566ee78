package io.rtoto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time in our messages reads as Java itself writes it. */
final class InstantSerializerTest {
  private static final Messages<OpenTimer> MESSAGES = Messages.of(OpenTimer.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-11-26T08:09:05.120Z",
        "2026-11-26T08:09:05.000120Z",
        "2026-11-26T08:09:05.000000001Z",
        "2024-02-29T23:59:59.100Z",
        "0000-01-01T00:00:00Z",
        "0007-03-09T00:00:00Z",
        "-0001-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z"
      })
  void writesAnInstantAsIsoDoes(String instant) {
    assertThat(written(Instant.parse(instant))).isEqualTo(instant);
  }

  @Test
  void writesTheEarliestAndTheLatestInstantOfAll() {
    assertThat(written(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    assertThat(written(Instant.MAX)).isEqualTo(Instant.MAX.toString());
  }

  @Test
  void writesAnyInstantAsIsoDoes() {
    Random chance = new Random(7);
    long range = Instant.parse("+10010-01-01T00:00:00Z").getEpochSecond();
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 100_000; i++) {
      int unit = units[i % units.length];
      Instant at =
          Instant.ofEpochSecond(
              chance.nextLong(-range, range), chance.nextInt(1_000_000_000) / unit * (long) unit);
      assertThat(written(at)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(at));
    }
  }

  private static String written(Instant at) {
    String json = new String(MESSAGES.write(new OpenTimer("M", at)), StandardCharsets.UTF_8);
    String before = "{\"moment\":\"M\",\"at\":\"";
    assertThat(json).startsWith(before).endsWith("\"}");
    return json.substring(before.length(), json.length() - 2);
  }
}
