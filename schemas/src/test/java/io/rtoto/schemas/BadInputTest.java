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
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductViewed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must never be applied, and what must be in spite of its looks. The rows B26 and following
 * are those of the house's catalogue of bad input.
 */
class BadInputTest {
  private static final Instant LATEST = Instant.parse("2026-12-31T00:00:00Z");
  private static final String AT = "2026-11-22T08:30:00Z";

  private final SegmentReader reader = new SegmentReader(LATEST, "EUR");

  @ParameterizedTest
  @CsvSource({"[],a list", "'\"x\"',a text", "null,null", "5,a number", "true,a boolean"})
  void b26RefusesARootThatIsNoObject(String message, String kind) {
    assertThat(refused(message)).isEqualTo(schema("/: expected an object, got " + kind + "."));
  }

  @Test
  void b27RefusesATypeThatIsMissingUnknownOrHuge() {
    String expected = "/type: expected track, identify, page, screen, group or alias, got ";
    assertThat(refused(view().without("type"))).isEqualTo(schema(expected + "nothing."));
    assertThat(refused(view().with("/type", "\"purchase\"")))
        .isEqualTo(schema(expected + "\"purchase\"."));
    assertThat(refused(view().with("/type", "7"))).isEqualTo(schema(expected + "7."));
    assertThat(refused(view().with("/type", text("x".repeat(5 << 20)))).reason())
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(refused(view().without("event")))
        .isEqualTo(schema("/event: expected a text, got nothing."));
  }

  @ParameterizedTest
  @CsvSource({"42,a number", "{},an object", "[],a list", "true,a boolean"})
  void b28RefusesAUserIdThatIsNoText(String userId, String kind) {
    for (String field : List.of("userId", "anonymousId")) {
      assertThat(refused(view().with("/" + field, userId)))
          .isEqualTo(schema("/" + field + ": expected a text, got " + kind + "."));
    }
  }

  @Test
  void b29RefusesACallThatNamesNobody() {
    assertThat(refused(view().without("userId").without("anonymousId")).reason())
        .isEqualTo(Reason.NO_IDENTIFIER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "undefined",
        "NONE",
        "NaN",
        "0",
        "-1",
        "000",
        "00000000-0000-0000-0000-000000000000",
        "anonymous",
        "Guest",
        "test",
        "unknown",
        "[object Object]",
        "true",
        " False "
      })
  void b30TakesAPlaceholderForNoNameAtAll(String placeholder) {
    Call call = view().with("/userId", text(placeholder));
    assertThat(sound(call).names()).containsExactly(new Name(IdentifierType.ANONYMOUS_ID, "a-1"));
    assertThat(refused(call.with("/anonymousId", text(placeholder))).reason())
        .isEqualTo(Reason.NO_IDENTIFIER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"properties", "traits", "context"})
  void b31RefusesATextInPlaceOfAnObject(String field) {
    assertThat(refused(view().with("/" + field, "\"{}\"")))
        .isEqualTo(schema("/" + field + ": expected an object, got a text."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"12,99\"", "\"€12\"", "true", "\"12.99\""})
  void b32RefusesAPriceThatIsNoNumber(String price) {
    assertThat(refused(view().with("/properties/price", price)))
        .isEqualTo(schema("/properties/price: expected a number, got " + price + "."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "9223372036854775808", "1000001", "\"2\""})
  void b33RefusesAQuantityThatNobodyBuys(String quantity) {
    assertThat(refused(added().with("/properties/quantity", quantity)))
        .isEqualTo(
            schema(
                "/properties/quantity: expected a whole number from 1 to 1000000, got "
                    + quantity
                    + "."));
  }

  @Test
  void b33TakesTheQuantitiesThatSomebodyBuys() {
    assertThat(quantity(added().with("/properties/quantity", "1000000"))).isEqualTo(1_000_000);
    assertThat(quantity(added().with("/properties/quantity", "2.0"))).isEqualTo(2);
    assertThat(quantity(added())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"total", "revenue", "value", "products/0/price"})
  void b34RefusesANegativeAmountOfAnOrder(String field) {
    assertThat(refused(order().with("/properties/" + field, "-0.01")))
        .isEqualTo(
            new Refused(
                Reason.NEGATIVE_AMOUNT,
                "/properties/" + field + ": expected 0 or more, got -0.01."));
  }

  @Test
  void b34RefusesANegativePrice() {
    assertThat(refused(view().with("/properties/price", "-12.99")).reason())
        .isEqualTo(Reason.NEGATIVE_AMOUNT);
  }

  @ParameterizedTest
  @CsvSource({
    "0.30000000000000004, 30",
    "-0.0, 0",
    "0, 0",
    "0e999999999, 0",
    "1e-999999999, 0",
    "0.005, 1",
    "0.0049999999999999999999, 0",
    "12.345, 1235",
    "10000000000.00, 1000000000000"
  })
  void b35ReadsEveryFormOfANumberToTheCent(String price, long cents) {
    assertThat(price(view().with("/properties/price", price))).isEqualTo(new Money(cents, "EUR"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e308", "1e999999999", "10000000000.01", "123456789012345678901234567890"})
  void b35RefusesAnAmountBeyondAllMoney(String price) {
    assertThat(refused(view().with("/properties/price", price)).detail())
        .startsWith("/properties/price: expected at most 1000000000000 minor units, got ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "eur", "US$", "BTC", "\u0415\u0423\u0420", "XAU"})
  void b36RefusesACurrencyThatNobodyPaysIn(String currency) {
    Refused expected =
        new Refused(
            Reason.UNKNOWN_CURRENCY,
            "/properties/currency: expected an ISO 4217 code such as EUR, got \""
                + currency
                + "\".");
    assertThat(refused(view().with("/properties/currency", text(currency)))).isEqualTo(expected);
    assertThat(refused(order().with("/properties/currency", text(currency)))).isEqualTo(expected);
  }

  @Test
  void b36RefusesAnOrdersAmountWithoutACurrencyAndGuessesAPrices() {
    assertThat(refused(order().without("properties/currency")).reason())
        .isEqualTo(Reason.UNKNOWN_CURRENCY);
    assertThat(price(view().without("properties/currency"))).isEqualTo(new Money(1299, "EUR"));
    Call withoutAmounts =
        order()
            .without("properties/currency")
            .without("properties/total")
            .without("properties/products");
    assertThat(((OrderPlaced) sound(withoutAmounts).event()).total()).isNull();
  }

  @Test
  void b37RefusesAFractionOfAYen() {
    Call inYen = view().with("/properties/currency", "\"JPY\"");
    assertThat(refused(inYen))
        .isEqualTo(
            schema(
                "/properties/price: expected a whole number because JPY has no smaller unit,"
                    + " got 12.99."));
    assertThat(refused(inYen.with("/properties/price", "1e-30")).reason()).isEqualTo(Reason.SCHEMA);
    assertThat(price(inYen.with("/properties/price", "1200.00"))).isEqualTo(new Money(1200, "JPY"));
  }

  @Test
  void b38RefusesAnEmptyOrderAndOneOfTooManyLines() {
    assertThat(refused(order().with("/properties/products", "[]")))
        .isEqualTo(schema("/properties/products: expected a list of 1 to 500, got one of 0."));
    assertThat(refused(order().with("/properties/products", lines(501))))
        .isEqualTo(schema("/properties/products: expected a list of 1 to 500, got one of 501."));
    Call most = order().with("/properties/products", lines(500));
    assertThat(((OrderPlaced) sound(most).event()).lines()).hasSize(500);
    assertThat(refused(order().with("/properties/products", lines(10_000))).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void b39KeepsUnknownFieldsButNoPersonalOnes() {
    Call call =
        view()
            .with("/properties/brand", "\"Aster\"")
            .with("/properties/rating", "4.50")
            .with("/properties/buyer", "{\"first_name\":\"Anna\",\"size\":42}")
            .with("/properties/billing_address", "\"1 High Street\"")
            .with("/properties/contactEmail", "\"anna@example.org\"")
            .with("/properties/loyalty_card", "\"7700\"")
            .with("/experiment", "[\"b\",null]");
    assertThat(extras(call))
        .isEqualTo(
            "{\"brand\":\"Aster\",\"rating\":4.50,\"buyer\":{\"size\":42},"
                + "\"experiment\":[\"b\",null]}");
    assertThat(extras(view())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "\"1\"", "1.1", "true"})
  void b40RefusesAnotherSchemaVersion(String version) {
    assertThat(refused(view().with("/schemaVersion", version)))
        .isEqualTo(schema("/schemaVersion: expected 1 or nothing, got " + version + "."));
    assertThat(read(view().with("/schemaVersion", "1"))).isInstanceOf(Sound.class);
  }

  @Test
  void b41KeepsNamesThatMeanSomethingElsewhereAsData() {
    String trap =
        "{\"__proto__\":{\"admin\":true},\"constructor\":1,\"$where\":\"1\",\"class\":\"c\","
            + "\"@type\":\"java.net.URL\"}";
    Call call = view();
    node(trap)
        .properties()
        .forEach(field -> call.put("properties", field.getKey(), field.getValue()));
    assertThat(extras(call)).isEqualTo(trap);
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
  void b63TakesAnEventThatIsThirtyDaysOld() {
    Call old = view().with("/timestamp", "\"2026-10-23T08:30:00Z\"").with("/receivedAt", text(AT));
    assertThat(occurrence(old).at()).isEqualTo("2026-10-23T08:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-02-30T08:30:00Z\"",
        "\"2026-11-22T08:30:00\"",
        "\"2026-11-22\"",
        "\"2026-11-22T25:00:00Z\"",
        "\"1763800200\"",
        "\"yesterday\""
      })
  void b64RefusesATimeThatIsNone(String time) {
    assertThat(refused(view().with("/timestamp", time)))
        .isEqualTo(
            schema(
                "/timestamp: expected an ISO instant such as 2026-11-22T08:30:00Z, got "
                    + time
                    + "."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1763800200", "1763800200000"})
  void b64RefusesATimeInNumbers(String time) {
    assertThat(refused(view().with("/timestamp", time)))
        .isEqualTo(schema("/timestamp: expected a text, got a number."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "2026-12-31T00:00:00.001Z",
        "1989-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void b64RefusesATimeOutOfRange(String time) {
    assertThat(refused(view().with("/timestamp", text(time))).reason())
        .isEqualTo(Reason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void b64RefusesAYearThatNoClockShowsEvenWhereReceiptIsKnown(String time) {
    Call call = view().with("/timestamp", text(time)).with("/receivedAt", text(AT));
    assertThat(refused(call).reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-22T09:30:00Z", "2036-11-22T08:30:00Z", "2026-11-22T08:35:00.001Z"})
  void b64CountsATimeAheadAsOfItsReceiptAndKeepsIt(String time) {
    Occurrence occurrence =
        occurrence(view().with("/timestamp", text(time)).with("/receivedAt", text(AT)));
    assertThat(occurrence.at()).isEqualTo(AT);
    assertThat(occurrence.claimedAt()).isEqualTo(time);
  }

  @Test
  void b64TrustsAClockThatRunsFiveMinutesAhead() {
    Occurrence occurrence =
        occurrence(
            view().with("/timestamp", "\"2026-11-22T08:35:00Z\"").with("/receivedAt", text(AT)));
    assertThat(occurrence.at()).isEqualTo("2026-11-22T08:35:00Z");
    assertThat(occurrence.claimedAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T24:00:00Z,2026-11-23T00:00:00Z",
    "2016-12-31T23:59:60Z,2016-12-31T23:59:59Z",
    "2024-02-29T08:30:00.5Z,2024-02-29T08:30:00.500Z",
    "2026-11-22T08:30:00.123456789+08:00,2026-11-22T00:30:00.123456789Z"
  })
  void b64ReadsTheOddHoursAsJavaDoes(String time, Instant expected) {
    assertThat(occurrence(view().with("/timestamp", text(time))).at()).isEqualTo(expected);
  }

  @Test
  void b65TakesAnEventThatWasSentBeforeItHappened() {
    Call call = view().with("/sentAt", "\"2026-11-22T08:00:00Z\"");
    assertThat(occurrence(call).at()).isEqualTo(AT);
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

  private static Call added() {
    return view().with("/event", "\"Product Added\"");
  }

  private static Call order() {
    return view()
        .with("/event", "\"Order Completed\"")
        .with(
            "/properties",
            "{\"order_id\":\"o-1\",\"total\":20,\"currency\":\"EUR\","
                + "\"products\":[{\"product_id\":\"p-1\",\"price\":10,\"quantity\":2}]}");
  }

  private static String lines(int count) {
    return "[" + "{\"sku\":\"p\"},".repeat(count - 1) + "{\"sku\":\"p\"}]";
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

    void put(String object, String field, JsonNode value) {
      ((ObjectNode) json.get(object)).set(field, value);
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

  private Refused refused(String message) {
    return (Refused) reader.read(Topic.CLICKSTREAM, message.getBytes(UTF_8));
  }

  private Occurrence occurrence(Call call) {
    return sound(call).event().occurrence();
  }

  private String messageId(Call call) {
    return occurrence(call).messageId();
  }

  private @Nullable String extras(Call call) {
    return occurrence(call).extras();
  }

  private @Nullable Money price(Call call) {
    return ((ProductViewed) sound(call).event()).product().price();
  }

  private int quantity(Call call) {
    return ((ProductAddedToCart) sound(call).event()).quantity();
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
