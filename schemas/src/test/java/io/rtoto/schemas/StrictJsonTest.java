package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.SegmentReader.Reading;
import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.deadletters.Reason;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final String PAGE =
      "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-11-22T08:30:00Z\",\"x\":%s}";
  private static final String ORDER =
      "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u\","
          + "\"timestamp\":\"2026-11-22T08:30:00Z\","
          + "\"properties\":{\"order_id\":\"o\",\"products\":[%s]}}";
  private static final String LINE = "{\"product_id\":\"p-204\",\"quantity\":12}";

  private final SegmentReader reader =
      new SegmentReader(Instant.parse("2027-01-01T00:00:00Z"), "EUR");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{\"type\":\"page\"",
        "{\"type\":\"page\"} x",
        "{\"type\":\"page\"}{}",
        "{\"userId\":\"a\",\"userId\":\"b\"}",
        "{\"properties\":{\"a\":{\"b\":1,\"b\":1}}}",
        "{\"price\":NaN}",
        "{\"price\":Infinity}",
        "{'type':'page'}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{} // comment"
      })
  void refusesWhatTwoParsersCouldReadDifferently(String message) {
    assertThat(reason(read(message, UTF_8))).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void refusesWhatIsNotPlainUtf8() {
    assertThat(reason(read(PAGE.formatted("1"), UTF_16))).isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read("\uFEFF" + PAGE.formatted("1"), UTF_8))).isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read(PAGE.formatted("\"\u00c0\u00af\""), ISO_8859_1)))
        .isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read(PAGE.formatted("\"\u00ff\""), ISO_8859_1))).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void takesAReplacementCharacterThatWasSent() {
    assertThat(extras(read(PAGE.formatted("\"a\uFFFDb\""), UTF_8)))
        .isEqualTo("{\"x\":\"a\uFFFDb\"}");
  }

  @Test
  void refusesHalfOfASurrogatePairAndTakesAWholeOne() {
    assertThat(reason(read(PAGE.formatted("\"\\ud83d\""), UTF_8))).isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read(PAGE.formatted("{\"\\udd25\":1}"), UTF_8))).isEqualTo(Reason.NOT_JSON);
    assertThat(extras(read(PAGE.formatted("\"\\ud83d\\udd25\""), UTF_8)))
        .isEqualTo("{\"x\":\"🔥\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "a\\u0000b"           | /x: expected a text
          {"y":["a","\\u0000"]} | /x/y/1: expected a text
          {"y":{"a\\u0000":1}}  | /x/y/: expected names
          """)
  void b20RefusesANulWhereverItHides(String value, String detail) {
    Refused refused = (Refused) read(PAGE.formatted(value), UTF_8);

    assertThat(refused.reason()).isEqualTo(Reason.SCHEMA);
    assertThat(refused.detail()).startsWith(detail + " without a NUL character, got one with it.");
  }

  @Test
  void b20TakesABackslashBeforeWhatOnlyLooksLikeANul() {
    assertThat(extras(read(PAGE.formatted("\"a\\\\u0000\""), UTF_8)))
        .isEqualTo("{\"x\":\"a\\\\u0000\"}");
  }

  @Test
  void takes64LevelsAndRefusesMore() {
    assertThat(read(PAGE.formatted(nested(63)), UTF_8)).isInstanceOf(Sound.class);
    assertThat(reason(read(PAGE.formatted(nested(64)), UTF_8))).isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read("[".repeat(10_000), UTF_8))).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void refusesANumberOfMoreThan64Digits() {
    assertThat(read(PAGE.formatted("9".repeat(64)), UTF_8)).isInstanceOf(Sound.class);
    assertThat(reason(read(PAGE.formatted("9".repeat(65)), UTF_8))).isEqualTo(Reason.NOT_JSON);
    assertThat(reason(read(PAGE.formatted("1e99999999999"), UTF_8))).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void tellsWhereAndWhatInWordsOfOurOwn() {
    Refused refused = (Refused) read("{\"a\":1,\n \"a\":2}", UTF_8);
    assertThat(refused.detail())
        .isEqualTo(
            "The message is not JSON at line 2, column 6: a name stands twice in one object.");
  }

  @Test
  void refusesAMessageOfMoreThan32KilobytesBeforeItIsParsed() {
    String padding = " ".repeat(SegmentReader.MAX_BYTES - PAGE.formatted("1").length());
    assertThat(read(PAGE.formatted("1") + padding, UTF_8)).isInstanceOf(Sound.class);
    assertThat(reason(read(PAGE.formatted("1") + padding + " ", UTF_8)))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void takesAnOrderOfAThousandLines() {
    String lines = String.join(",", Collections.nCopies(1_000, LINE));
    byte[] order = ORDER.formatted(lines).getBytes(UTF_8);
    assertThat(order).hasSizeGreaterThan(SegmentReader.MAX_BYTES);
    assertThat(reader.read(Topic.ORDERS, order)).isInstanceOf(Sound.class);
    byte[] larger = Arrays.copyOf(order, SegmentReader.MAX_BYTES_OF_ORDER + 1);
    assertThat(reader.read(Topic.ORDERS, larger))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private Reading read(String message, Charset charset) {
    return reader.read(Topic.CLICKSTREAM, message.getBytes(charset));
  }

  private static Reason reason(Reading reading) {
    return ((Refused) reading).reason();
  }

  private static @Nullable String extras(Reading reading) {
    return ((Sound) reading).event().occurrence().extras();
  }
}
