package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.SegmentReader.Reading;
import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.events.CustomerEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes: the reader answers, and what it takes can be carried on. */
class AnyInputTest {
  private static final List<JsonNode> EXAMPLES =
      Topic.EVENTS.stream()
          .flatMap(topic -> SchemaFolder.present().examples(topic).values().stream())
          .toList();

  private final SegmentReader reader =
      new SegmentReader(Instant.parse("2027-01-01T00:00:00Z"), "EUR");
  private final Messages<CustomerEvent> codec = Messages.of(CustomerEvent.class);

  @Property(seed = "20261122", tries = 2_000)
  void randomBytesAreRefused(@ForAll byte[] message) throws IOException {
    answers(message);
  }

  @Property(seed = "20261122", tries = 5_000)
  void randomTextsInTheFormOfJsonAreAnswered(@ForAll("nearlyJson") String message)
      throws IOException {
    answers(message.getBytes(UTF_8));
  }

  @Property(seed = "20261122", tries = 10_000)
  void examplesWithDamageAreAnswered(@ForAll Random random) throws IOException {
    byte[] message = bytes(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
    for (int damage = random.nextInt(4); damage >= 0; damage--) {
      message = damaged(message, random);
    }
    answers(message);
  }

  @Property(seed = "20261122", tries = 10_000)
  void timesAreReadAsJavaReadsThem(@ForAll("times") String text) {
    Instant expected;
    try {
      expected = Instant.parse(text);
    } catch (DateTimeException e) {
      expected = null;
    }
    assertThat(Times.parse(text)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"type\"",
            "\"track\"",
            "\"page\"",
            "\"userId\"",
            "\"u\"",
            "\"properties\"",
            "null",
            "1e999",
            "-0",
            "\"\\ud800\"",
            "\"\\u0000\"",
            " ")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> times() {
    Arbitrary<String> right =
        Arbitraries.longs()
            .between(-90_000_000_000_000L, 90_000_000_000_000L)
            .map(
                millis ->
                    Instant.ofEpochMilli(millis)
                        .truncatedTo(millis % 2 == 0 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS)
                        .toString());
    Arbitrary<String> anyDigits =
        Arbitraries.strings()
            .withChars("0123456789")
            .ofLength(17)
            .map(
                d ->
                    d.substring(0, 4)
                        + "-"
                        + (d.charAt(4) > '4' ? "02" : d.substring(4, 6))
                        + "-"
                        + d.substring(6, 8).replaceFirst("[4-9]", "2")
                        + "T"
                        + d.substring(8, 10)
                        + ":"
                        + d.substring(10, 12)
                        + ":"
                        + d.substring(12, 14)
                        + (d.charAt(14) > '4' ? "" : "." + d.substring(14, 17))
                        + "Z");
    return Arbitraries.oneOf(right, anyDigits);
  }

  private void answers(byte[] message) throws IOException {
    Reading reading = reader.read(Topic.CLICKSTREAM, message);
    if (reading instanceof Sound sound) {
      assertThat(sound.names()).isNotEmpty();
      assertThat(codec.read(codec.write(sound.event()))).isEqualTo(sound.event());
    } else {
      assertThat(((Refused) reading).detail()).isNotBlank();
    }
  }

  private static byte[] damaged(byte[] message, Random random) {
    int at = random.nextInt(message.length);
    byte[] copy = message.clone();
    switch (random.nextInt(4)) {
      case 0 -> copy[at] = (byte) random.nextInt();
      case 1 -> copy[at] = (byte) "{}[]\",:\\0e-".charAt(random.nextInt(11));
      case 2 -> copy = Arrays.copyOf(message, at + 1);
      default -> {
        int length = Math.min(random.nextInt(8), message.length - at);
        System.arraycopy(message, random.nextInt(message.length - length + 1), copy, at, length);
      }
    }
    return copy;
  }

  private static byte[] bytes(JsonNode call) throws JsonProcessingException {
    return StrictJson.JSON.writeValueAsBytes(call);
  }
}
