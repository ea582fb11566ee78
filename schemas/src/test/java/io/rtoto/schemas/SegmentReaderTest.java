package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.Purpose;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {
  private static final Instant LATEST = Instant.parse("2026-12-31T00:00:00Z");
  private final SegmentReader reader = new SegmentReader(LATEST, "EUR");

  @Test
  void readsAProductViewAsAnExistingSdkSendsIt() {
    Sound sound =
        sound(
            """
            {"type":"track","event":"Product Viewed","messageId":"m-1","anonymousId":"a-1",
             "userId":null,"timestamp":"2026-11-22T08:30:00.123Z",
             "context":{"traits":{"email":"anna@mail.example"}},
             "properties":{"product_id":"p-1","category":"shoes","price":12.345,"brand":"B",
             "shipping_address":{"city":"Bern"}}}
            """);
    assertThat(sound.event())
        .isEqualTo(
            new ProductViewed(
                new Occurrence(
                    "m-1",
                    Instant.parse("2026-11-22T08:30:00.123Z"),
                    null,
                    Topic.CLICKSTREAM,
                    "{\"brand\":\"B\"}"),
                new ProductMention("p-1", "shoes", new Money(1235, "EUR"))));
    assertThat(sound.names())
        .containsExactly(
            new Name(IdentifierType.EMAIL, "anna@mail.example"),
            new Name(IdentifierType.ANONYMOUS_ID, "a-1"));
  }

  @Test
  void anOrderWithoutTotalComesToTheSumOfItsLines() {
    Sound sound =
        sound(
            """
            {"type":"track","event":"Order Completed","messageId":"m-2","userId":"u-1",
             "timestamp":"2026-11-22T08:30:00+08:00",
             "properties":{"order_id":"o-1","currency":"JPY","products":[
               {"product_id":"p-1","price":1200,"quantity":2,"name":"Shoe"},
               {"product_id":"p-2","price":50.0}]}}
            """);
    OrderPlaced order = (OrderPlaced) sound.event();
    assertThat(order.total()).isEqualTo(new Money(2450, "JPY"));
    assertThat(order.lines()).extracting(OrderLine::quantity).isEqualTo(List.of(2, 1));
    assertThat(order.occurrence().at()).isEqualTo("2026-11-22T00:30:00Z");
    assertThat(order.occurrence().extras()).isEqualTo("{\"products\":[{\"name\":\"Shoe\"},{}]}");
  }

  @Test
  void readsConsentByCategoryAndBySubscription() {
    Sound told =
        sound(
            """
            {"type":"identify","userId":"u-1","timestamp":"2026-11-22T08:30:00Z",
             "traits":{"email_subscription_status":"UNSUBSCRIBED","sms_subscription_status":"?"},
             "context":{"consent":{"categoryPreferences":{
               "Marketing":true,"marketing.sms":false,"Analytics":false,"service":"yes"}}}}
            """);
    assertThat(told.event())
        .isInstanceOfSatisfying(
            CustomerIdentified.class,
            identified ->
                assertThat(identified.traits().consents())
                    .containsExactly(
                        new Consent(Purpose.MARKETING, null, true),
                        new Consent(Purpose.MARKETING, Channel.SMS, false),
                        new Consent(Purpose.MARKETING, Channel.EMAIL, false)));
    assertThat(told.event().occurrence().extras()).isEqualTo("{\"sms_subscription_status\":\"?\"}");
  }

  @Test
  void readsWhereTheyLiveOfTheRegionElseOfTheCountryOfTheAddress() {
    assertThat(regionOf("{\"region\":\" North Island \",\"address\":{\"country\":\"NZ\"}}"))
        .isEqualTo("North Island");
    assertThat(regionOf("{\"region\":\"tw\"}")).isEqualTo("TW");
    assertThat(regionOf("{\"address\":{\"city\":\"Taipei\",\"country\":\"tw\"}}")).isEqualTo("TW");
    for (String none :
        List.of(
            "{}",
            "{\"region\":7}",
            "{\"region\":\" \"}",
            "{\"address\":\"Taipei\"}",
            "{\"address\":{\"country\":{}}}",
            "{\"region\":\"" + "x".repeat(65) + "\"}")) {
      assertThat(regionOf(none)).as(none).isNull();
    }
  }

  private @Nullable String regionOf(String traits) {
    String call =
        "{\"type\":\"identify\",\"userId\":\"u\",\"timestamp\":\"2026-11-22T08:30:00Z\",\"traits\":";
    return ((CustomerIdentified) sound(call + traits + "}").event()).traits().region();
  }

  @Test
  void readsWhatTheCustomerMayOweAndWhatTheyDo() {
    String call =
        "{\"type\":\"track\",\"event\":\"Credit Limit Changed\",\"userId\":\"u\","
            + "\"timestamp\":\"2026-11-22T08:30:00Z\",\"properties\":";
    CreditLimitChanged both =
        (CreditLimitChanged)
            sound(call + "{\"limit\":500,\"owed\":120.5,\"currency\":\"EUR\"}}").event();
    assertThat(both.limit()).isEqualTo(new Money(50_000, "EUR"));
    assertThat(both.owed()).isEqualTo(new Money(12_050, "EUR"));
    CreditLimitChanged limit =
        (CreditLimitChanged) sound(call + "{\"limit\":500,\"currency\":\"EUR\"}}").event();
    assertThat(limit.owed()).isNull();
  }

  @Test
  void believesOfABrowserWhatItsGatewaySawProven() {
    String names =
        "\"userId\":\"u\",\"anonymousId\":\"a\",\"previousId\":\"before\","
            + "\"traits\":{\"email\":\"anna@mail.example\"}";
    Name user = new Name(IdentifierType.USER_ID, "u");
    Name browser = new Name(IdentifierType.ANONYMOUS_ID, "a");

    assertThat(namesOf("\"keyKind\":\"browser\",\"proven\":false," + names))
        .containsExactly(browser);
    assertThat(namesOf("\"keyKind\":\"browser\",\"proven\":true," + names))
        .containsExactly(user, browser);
    assertThat(namesOf("\"keyKind\":\"server\",\"proven\":true," + names))
        .hasSize(4)
        .isEqualTo(namesOf(names));
  }

  @Test
  void tellsAnUnprovenNameFromNone() {
    assertThat(reasonOf("\"proven\":false,\"userId\":\"u\"")).isEqualTo(Reason.IDENTITY_UNPROVEN);
    assertThat(reasonOf("\"proven\":false")).isEqualTo(Reason.NO_IDENTIFIER);
    assertThat(reasonOf("\"proven\":\"yes\",\"userId\":\"u\"")).isEqualTo(Reason.SCHEMA);
  }

  @Test
  void setsAsideWhatItsKeyMayNotWrite() {
    assertThat(reasonOf("\"notAllowed\":true,\"userId\":\"u\"")).isEqualTo(Reason.NOT_ALLOWED);
  }

  private List<Name> namesOf(String told) {
    return sound(page(told)).names();
  }

  private Reason reasonOf(String told) {
    return ((SegmentReader.Refused) reader.read(Topic.CLICKSTREAM, page(told).getBytes(UTF_8)))
        .reason();
  }

  private static String page(String told) {
    return "{\"type\":\"page\",\"timestamp\":\"2026-11-22T08:30:00Z\"," + told + "}";
  }

  @Test
  void passesOverAHashThatIsNoneOfOurs() {
    for (String none :
        List.of(
            "5",
            "\"email\"",
            "{}",
            "{\"type\":\"email\"}",
            "{\"type\":\"email\",\"hash\":\"0F\"}",
            "{\"type\":\"own\",\"hash\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"}")) {
      String call =
          "{\"type\":\"page\",\"timestamp\":\"2026-11-22T08:30:00Z\",\"rtotoIdentifier\":"
              + none
              + "}";
      assertThat(reader.read(Topic.CLICKSTREAM, call.getBytes(UTF_8)))
          .as(none)
          .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
          .extracting(Refused::reason)
          .isEqualTo(Reason.NO_IDENTIFIER);
    }
  }

  private Sound sound(String message) {
    return (Sound) reader.read(Topic.CLICKSTREAM, message.getBytes(UTF_8));
  }
}
