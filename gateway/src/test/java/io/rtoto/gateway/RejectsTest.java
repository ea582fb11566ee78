package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.Arrivals.Arrival;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer says of calls that will not be applied. */
@DisplayName("C10: rejects in the answer")
final class RejectsTest {
  private static final SegmentReader OF_THE_JOB = new SegmentReader(Instant.MAX, "USD");

  private static Gateway gateway;
  private static Sender sender;
  private Arrivals arrivals;

  @BeforeAll
  static void start() throws Exception {
    gateway = Broker.shared().gateway();
    sender = new Sender(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void listen() {
    arrivals = Arrivals.from(Broker.shared());
  }

  @AfterEach
  void stopListening() {
    arrivals.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | not_an_object",
        "{'userId':'u'} | unknown_type",
        "{'type':7,'userId':'u'} | unknown_type",
        "{'type':'trak','userId':'u'} | unknown_type",
        "{'type':'page'} | no_user_anon_id",
        "{'type':'page','userId':'','anonymousId':null} | no_user_anon_id",
        "{'type':'track','userId':'u'} | missing_event_name",
        "{'type':'track','userId':'u','event':''} | missing_event_name",
        "{'type':'group','userId':'u'} | missing_group_id",
        "{'type':'alias','userId':'u'} | missing_previous_id",
        "{'type':'page','userId':'u','context':{'bot':true}} | bot",
        "{'type':'page','userId':'u','messageId':'LONG'} | message_id_too_long",
        "{'type':'page','userId':'u','name':'LARGE'} | too_large"
      })
  void areToldAndStoredAllTheSameSoThatTheJobSetsThemAside(String call, String reason)
      throws Exception {
    String sent =
        call.replace('\'', '"')
            .replace("LONG", "m".repeat(101))
            .replace("LARGE", "x".repeat(40_000));

    assertThat(sender.post("/v1/batch", "{\"batch\":[" + sent + "]}").body())
        .isEqualTo(
            "{\"success\":true,\"events\":1,\"rejected\":[{\"index\":0,\"reason\":\"%s\"}]}"
                .formatted(reason));
    Arrival stored = arrivals.next();
    assertThat(OF_THE_JOB.read(stored.topic(), stored.text().getBytes(StandardCharsets.UTF_8)))
        .as("what the job says of it")
        .isInstanceOf(SegmentReader.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'identify','anonymousId':'u','traits':{'email':'anna@shop.example'}}",
        "{'type':'group','anonymousId':'u','groupId':'a'}",
        "{'type':'page','anonymousId':'u','messageId':'EXACT'}"
      })
  void areNoneOfWhatTheJobApplies(String call) throws Exception {
    String sent = call.replace('\'', '"').replace("EXACT", "m".repeat(100));

    assertThat(sender.post("/v1/batch", "{\"batch\":[" + sent + "]}").body())
        .isEqualTo("{\"success\":true,\"events\":1}");
    assertThat(
            OF_THE_JOB.read(
                Topic.CLICKSTREAM, arrivals.next().text().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SegmentReader.Sound.class);
  }

  @Test
  void tellWhichCallsOfABatchAreMeantAndLetTheOthersBe() throws Exception {
    String batch =
        """
        {"batch":[{"type":"page","anonymousId":"a"},{"type":"page"},
          {"type":"page","anonymousId":"c"},7]}
        """;

    assertThat(sender.post("/v1/batch", batch).body())
        .isEqualTo(
            "{\"success\":true,\"events\":4,\"rejected\":["
                + "{\"index\":1,\"reason\":\"no_user_anon_id\"},"
                + "{\"index\":3,\"reason\":\"not_an_object\"}]}");
    assertThat(arrivals.next(4)).extracting(Arrival::key).contains("a", "c");
  }
}
