package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.SegmentReader.Reading;
import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Occurrence;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What must never be applied, and what must be in spite of its looks: rows of the house's catalogue
 * of bad input, in the names of the tests. Most are in {@code bad-input.txt}, because the whole job
 * is given the same.
 */
class BadInputTest {
  private static final Instant LATEST = Instant.parse("2026-12-31T00:00:00Z");
  private static final String AT = "2026-11-22T08:30:00Z";

  private final SegmentReader reader = new SegmentReader(LATEST, "EUR");

  @TestFactory
  Stream<DynamicTest> refusesOrTakes() {
    return BadInput.all().stream()
        .map(input -> DynamicTest.dynamicTest(input.title(), () -> assertVerdict(input)));
  }

  private void assertVerdict(BadInput input) throws IOException {
    Reading reading = reader.read(Topic.CLICKSTREAM, input.message());
    assertThat(reading)
        .as(input.verdict())
        .isInstanceOf(input.isApplied() ? Sound.class : Refused.class);
    if (reading instanceof Sound sound) {
      byte[] told = Messages.of(CustomerEvent.class).write(sound.event());
      assertThat(input.isHeldBy(StrictJson.JSON.readTree(told)))
          .as("%s of %s", input.verdict(), new String(told, UTF_8))
          .isTrue();
    } else {
      Refused refused = (Refused) reading;
      assertThat(input.isRefusedAs(refused.reason().code(), refused.detail()))
          .as("%s of %s", input.verdict(), refused)
          .isTrue();
    }
  }

  @Test
  void b27RefusesATypeOfFiveMegabytes() {
    assertThat(refused(view().with("/type", text("x".repeat(5 << 20)))).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void b42RefusesAnIdentifierOf257Characters() {
    assertThat(refused(view().with("/userId", text("u".repeat(10_000)))))
        .isEqualTo(schema("/userId: expected at most 256 characters, got 10000 of them."));
    assertThat(read(view().with("/userId", text("u".repeat(256))))).isInstanceOf(Sound.class);
    assertThat(refused(view().with("/messageId", text("m".repeat(101)))).reason())
        .isEqualTo(Reason.SCHEMA);
  }

  @Test
  void b45AnAliasToItselfNamesOneCustomerOnce() {
    Call alias = new Call("{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"u\"}").at(AT);
    assertThat(sound(alias).names()).containsExactly(new Name(IdentifierType.USER_ID, "u"));
    assertThat(sound(alias.with("/previousId", "\"old\"")).names())
        .containsExactly(
            new Name(IdentifierType.USER_ID, "u"), new Name(IdentifierType.USER_ID, "old"));
    Call browser = alias.with("/previousId", "\"a\"").with("/anonymousId", "\"a\"");
    assertThat(sound(browser).names())
        .containsExactly(
            new Name(IdentifierType.USER_ID, "u"), new Name(IdentifierType.ANONYMOUS_ID, "a"));
  }

  @Test
  void b54ARepeatHasTheSameFingerprintHoweverItTravelled() {
    Call again =
        view()
            .with("/sentAt", "\"2026-11-22T08:31:00Z\"")
            .with("/receivedAt", "\"2026-11-22T08:31:01Z\"")
            .with("/context", "{\"ip\":\"10.0.0.1\"}")
            .with("/writeKey", "\"k\"")
            .with("/originalTimestamp", text(AT))
            .with("/timestamp", "\"2026-11-22T08:30:00.007Z\"");
    assertThat(sound(again).fingerprint()).isEqualTo(sound(view()).fingerprint());
    String reordered =
        "{\"timestamp\":\"2026-11-22T08:30:00Z\",\"properties\":{\"currency\":\"EUR\","
            + "\"price\":12.990,\"product_id\":\"p-1\"},\"anonymousId\":\"a-1\",\"userId\":\"u-1\","
            + "\"messageId\":\"m-1\",\"event\":\"Product Viewed\",\"type\":\"track\"}";
    assertThat(sound(new Call(reordered)).fingerprint()).isEqualTo(sound(view()).fingerprint());
  }

  @ParameterizedTest
  @CsvSource({
    "/properties/price,13.00",
    "/properties/product_id,'\"p-2\"'",
    "/properties/product_id,'\"1-p\"'",
    "/properties/note,null",
    "/event,'\"Product Removed\"'",
    "/timestamp,'\"2026-11-22T08:30:01Z\"'",
    "/userId,null"
  })
  void b55AnotherBodyUnderTheSameIdHasAnotherFingerprint(String place, String value) {
    Sound changed = sound(view().with(place, value));
    assertThat(changed.event().occurrence().messageId()).isEqualTo("m-1");
    assertThat(changed.fingerprint()).isNotEqualTo(sound(view()).fingerprint());
  }

  @Test
  void b56TheSameMessageIdOfTwoUsersTellsTwoNamesAndTwoFingerprints() {
    Sound one = sound(view());
    Sound other = sound(view().with("/userId", "\"u-2\""));
    assertThat(other.names().get(0)).isNotEqualTo(one.names().get(0));
    assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
  }

  @Test
  void b57DerivesAMissingMessageIdFromTheContent() {
    Call call = view().without("messageId");
    String derived = messageId(call);
    assertThat(derived).matches("content-[0-9a-f]{16}").isEqualTo(messageId(call));
    assertThat(messageId(call.with("/messageId", "\"\""))).isEqualTo(derived);
    assertThat(messageId(call.with("/properties/price", "13"))).isNotEqualTo(derived);
  }

  @Test
  void b57TellsEqualContentsApartByTheTimeOfReceiptWhereTheSenderToldNone() {
    Call call = view().without("messageId").without("timestamp");
    String first = messageId(call.with("/receivedAt", "\"2026-11-22T08:30:00Z\""));
    assertThat(messageId(call.with("/receivedAt", "\"2026-11-22T08:34:59Z\""))).isEqualTo(first);
    assertThat(messageId(call.with("/receivedAt", "\"2026-11-23T08:30:00Z\""))).isNotEqualTo(first);
  }

  @Test
  void b66TellsEventsOfTheSameMillisecondApart() {
    Sound one = sound(view());
    Sound other = sound(view().with("/messageId", "\"m-2\""));
    assertThat(other.event()).isNotEqualTo(one.event());
    assertThat(other.event().occurrence().at()).isEqualTo(one.event().occurrence().at());
  }

  @Test
  void b69RefusesATombstone() {
    assertThat(reader.read(Topic.ORDERS, null))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOMBSTONE));
  }

  private static Call view() {
    return new Call(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m-1\","
                + "\"userId\":\"u-1\",\"anonymousId\":\"a-1\","
                + "\"properties\":{\"product_id\":\"p-1\",\"price\":12.99,\"currency\":\"EUR\"}}")
        .at(AT);
  }

  /** A call to be changed, one change after the other. */
  private record Call(ObjectNode json) {
    Call(String json) {
      this((ObjectNode) node(json));
    }

    Call at(String time) {
      return with("/timestamp", text(time));
    }

    /** The same call with this JSON at that place. */
    Call with(String place, String value) {
      ObjectNode copy = json.deepCopy();
      int last = place.lastIndexOf('/');
      ((ObjectNode) copy.at(place.substring(0, last))).set(place.substring(last + 1), node(value));
      return new Call(copy);
    }

    Call without(String place) {
      ObjectNode copy = json.deepCopy();
      int last = place.lastIndexOf('/');
      ((ObjectNode) (last < 0 ? copy : copy.at("/" + place.substring(0, last))))
          .remove(place.substring(last + 1));
      return new Call(copy);
    }
  }

  private Reading read(Call call) {
    return reader.read(Topic.CLICKSTREAM, call.json.toString().getBytes(UTF_8));
  }

  private Sound sound(Call call) {
    return (Sound) read(call);
  }

  private Refused refused(Call call) {
    return (Refused) read(call);
  }

  private Occurrence occurrence(Call call) {
    return sound(call).event().occurrence();
  }

  private String messageId(Call call) {
    return occurrence(call).messageId();
  }

  private static Refused schema(String detail) {
    return new Refused(Reason.SCHEMA, detail);
  }

  private static String text(String value) {
    return JsonNodeFactory.instance.textNode(value).toString();
  }

  private static JsonNode node(String json) {
    try {
      return StrictJson.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
